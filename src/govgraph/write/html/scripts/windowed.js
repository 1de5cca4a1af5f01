// Lists too long for a page: rows of one height, of which only those near the view are in it.

const SPARE = 8; // rows above and below the view

/** Rows in `body`, which `scroller` scrolls; `make(i)` gives the element of one. Their height is the style's `--row`. */
function windowedList(scroller, body, make) {
  const shown = new Map();
  const before = spacer(body), after = spacer(body);
  let rows = 0;
  body.append(before, after);
  scroller.tabIndex = 0;

  function rowHeight() {
    return parseFloat(getComputedStyle(scroller).getPropertyValue("--row"));
  }

  /** Where the first row stands in what is scrolled. */
  function start() {
    return before.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  }

  function draw() {
    const height = rowHeight(), top = scroller.scrollTop - start();
    const last = Math.min(rows, Math.ceil((top + scroller.clientHeight) / height) + SPARE);
    const first = Math.max(0, Math.min(Math.floor(top / height) - SPARE, last));
    for (const [i, row] of shown) if (i < first || i >= last) forget(i, row);
    let next = after;
    for (let i = last - 1; i >= first; i--) {
      if (!shown.has(i)) shown.set(i, make(i));
      const row = shown.get(i);
      if (row.nextSibling !== next) body.insertBefore(row, next);
      next = row;
    }
    before.style.height = `${first * height}px`;
    after.style.height = `${Math.max(0, rows - last) * height}px`;
  }

  function forget(i, row) {
    if (row.contains(document.activeElement)) scroller.focus({ preventScroll: true });
    row.remove();
    shown.delete(i);
  }

  /** Show `length` rows, each made anew. */
  function fill(length) {
    const held = holding(document.activeElement);
    rows = length;
    for (const [i, row] of shown) forget(i, row);
    draw();
    if (held) focusRow(Math.min(held.row, rows - 1), held.place);
  }

  /** Scroll a row into view, to the middle where it was outside. */
  function show(i) {
    const height = rowHeight(), top = start() + i * height;
    const covered = scroller.querySelector("thead")?.offsetHeight ?? 0;
    const isIn = top >= scroller.scrollTop + covered && top + height <= scroller.scrollTop + scroller.clientHeight;
    if (!isIn) scroller.scrollTop = top - (scroller.clientHeight - height) / 2;
    draw();
  }

  /** Move to a row: to itself where it takes the focus, else to the button at this place in it. */
  function focusRow(i, place = 0) {
    if (i < 0 || i >= rows) return;
    show(i);
    const row = shown.get(i), buttons = row.querySelectorAll("button");
    (row.hasAttribute("tabindex") ? row : buttons[Math.min(place, buttons.length - 1)])?.focus({ preventScroll: true });
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const held = step && holding(event.target);
    if (!held) return;
    event.preventDefault();
    focusRow(held.row + step, held.place);
  }

  /** The row that an element is in, and its place among the buttons of the row. */
  function holding(element) {
    const found = [...shown].find(([, row]) => row.contains(element));
    return found ? { row: found[0], place: Math.max(0, [...found[1].querySelectorAll("button")].indexOf(element)) } : null;
  }

  scroller.addEventListener("scroll", draw, { passive: true });
  body.addEventListener("keydown", onKey);
  new ResizeObserver(draw).observe(scroller);
  return { fill, show, focusRow, draw };
}

/** What stands for the rows that are not in the page. */
function spacer(body) {
  const tag = body.tagName === "TBODY" ? "tr" : "li";
  return el(tag, { class: "spacer", role: "presentation", "aria-hidden": "true" }, tag === "tr" ? el("td") : null);
}
