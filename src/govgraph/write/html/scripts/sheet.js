// A table of many rows: sorted by its columns, and only those rows in the page that are in view.

const collator = new Intl.Collator("zh-CN", { numeric: true }); // Chinese by pinyin, 第2 before 第10

/** `columns` have each a `text` or a `number` of a row; a `cell` where more is shown than that; `slim` where phones have
 * room for it. `sort` is { by, down }; `word` names the heads in the words; `isSelected` says it of a row. */
function sheet({ name, columns, length, sort, word, isSelected }) {
  const body = el("tbody"), keys = new Map(), heads = Object.keys(columns).map(columnHead);
  const tableElement = el("table", { class: `sheet of-${name}` }, el("thead", {}, el("tr", { "aria-rowindex": 1 }, heads)), body);
  const element = el("div", { class: "scroller" }, tableElement);
  const list = windowedList(element, body, rowElement);
  let order = null, tests = [], rows = [];

  function columnHead(by) {
    const { number, slim } = columns[by];
    return el("th", { scope: "col", "data-column": by, class: `col-${by}${number ? " value" : ""}${slim ? "" : " wide"}` },
      el("button", { type: "button", onclick: () => sortBy(by) }, say(`${word}.${by}`)));
  }

  function sortBy(by) {
    sort.down = by === sort.by ? !sort.down : Boolean(columns[by].number);
    sort.by = by;
    order = null;
    fill(tests);
    element.scrollTop = 0;
    showFirst();
  }

  /** Numbers by which a column sorts: texts are sorted once, and their places compared from then on. */
  function keysOf(by) {
    if (!keys.has(by)) {
      const { text, number } = columns[by];
      const values = Array.from({ length }, (_, row) => (number ?? text)(row));
      keys.set(by, Float64Array.from(number ? values : placesInOrder(values)));
    }
    return keys.get(by);
  }

  /** All rows in their order; what has no value comes last either way. */
  function sorted() {
    const own = keysOf(sort.by), sign = sort.down ? -1 : 1;
    return Uint32Array.from({ length }, (_, row) => row).sort((a, b) => (own[a] === own[b] ? a - b
      : Number.isNaN(own[a]) - Number.isNaN(own[b]) || sign * (own[a] - own[b]) || a - b));
  }

  /** Show the rows that pass all tests. */
  function fill(given) {
    tests = given;
    order ??= sorted();
    rows = order.filter((row) => tests.every((test) => test(row)));
    for (const head of heads) {
      head.setAttribute("aria-sort", head.dataset.column === sort.by ? (sort.down ? "descending" : "ascending") : "none");
    }
    tableElement.setAttribute("aria-rowcount", String(rows.length + 1));
    list.fill(rows.length);
    return rows.length;
  }

  function rowElement(i) {
    const chosen = isSelected(rows[i]);
    return el("tr", { class: chosen ? "selected" : null, "aria-rowindex": i + 2, "aria-current": chosen ? "true" : null },
      Object.values(columns).map((column) => cellElement(column, rows[i])));
  }

  function cellElement({ text, number, cell, slim }, row) {
    const told = number ? count(number(row)) : shorten(text(row) ?? "", 200);
    return el("td", { class: `${number ? "value" : ""}${slim ? "" : " wide"}`, dir: number ? null : "auto", title: number ? null : told || null },
      cell ? cell(row) : told);
  }

  /** Scroll to the first row of what is selected, or of what passes another test. */
  function showFirst(test = isSelected) {
    const at = rows.findIndex(test);
    if (at >= 0) list.show(at);
  }

  return { element, fill, showFirst, rows: () => rows };
}

/** The places of texts in their order; of none and of an empty one, NaN. */
function placesInOrder(texts) {
  const order = new Map([...new Set(texts)].filter(Boolean).sort(collator.compare).map((text, i) => [text, i]));
  return texts.map((text) => order.get(text) ?? NaN);
}
