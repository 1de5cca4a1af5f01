// All entities, or all statements, as a table: sorted, filtered, and saved as CSV.

const FIRST_OF = [0, 0, DATA.relations.length, DATA.relations.length + DATA.posts.length]; // statements in one row of numbers
const STATEMENT_COUNT = FIRST_OF[MEASURE] + DATA.measures.length;

const ENTITY_COLUMNS = {
  name: { text: (id) => DATA.entities[id].name, cell: (id) => entityLink(id), slim: true },
  type: { text: (id) => say(`types.${DATA.entities[id].type}`) },
  kind: { text: (id) => WORDS[language].kinds[DATA.entities[id].kind] },
  home: { text: (id) => homeOf(id)?.name, slim: true },
  aliases: { text: (id) => DATA.entities[id].aliases.join(say("separator")) },
  code: { text: (id) => DATA.entities[id].code },
  docs: { number: (id) => DATA.entities[id].docs },
  mentions: { number: (id) => DATA.entities[id].mentions },
  statements: { number: (id) => incident[id].length + postsOf[id].length + measuresOf[id].length, slim: true },
};
const STATEMENT_COLUMNS = {
  subject: { text: (row) => DATA.entities[statementOf(row).s].name, cell: (row) => entityLink(statementOf(row).s), slim: true },
  relation: { text: relationText, slim: true },
  object: { text: objectText, cell: objectCell, slim: true },
  when: { text: (row) => kindOf(row) === MEASURE ? periodOf(statementOf(row)) : "" },
  confidence: { number: (row) => statementOf(row).conf, cell: (row) => statementOf(row).conf.toFixed(2) },
  articles: { number: (row) => statementOf(row).in.length, cell: articlesCell },
};
const TABLES = {
  entities: { columns: ENTITY_COLUMNS, length: DATA.entities.length, sort: { by: "statements", down: true } },
  statements: { columns: STATEMENT_COLUMNS, length: STATEMENT_COUNT, sort: { by: "subject", down: false } },
};
const table = { name: null, wanted: "", near: false, sheet: null };

function kindOf(row) {
  return row < FIRST_OF[POST] ? RELATION : row < FIRST_OF[MEASURE] ? POST : MEASURE;
}

function statementOf(row) {
  const kind = kindOf(row);
  return STATEMENTS[kind][row - FIRST_OF[kind]];
}

function homeOf(id) {
  const { home } = DATA.entities[id];
  return home === null || home === id ? null : DATA.entities[home];
}

function relationText(row) {
  const statement = statementOf(row), kind = kindOf(row);
  return kind === RELATION ? say(`predicates.${statement.p}`) : kind === POST ? statement.role : statement.indicator;
}

function objectText(row) {
  const statement = statementOf(row), kind = kindOf(row);
  if (kind === RELATION) return DATA.entities[statement.o].name;
  return kind === POST ? statement.name : `${say(`bounds.${statement.bound}`)} ${grouped(statement.value)} ${statement.unit}`.trim();
}

function objectCell(row) {
  return kindOf(row) === RELATION ? entityLink(statementOf(row).o) : objectText(row);
}

/** How many articles say it, as a button that opens the surest of them. */
function articlesCell(row) {
  const { in: articles } = statementOf(row), kind = kindOf(row);
  if (!articles.length) return "0";
  return el("button", { class: "entity", type: "button", title: shorten(DATA.articles[articles[0]].title, 80),
    onclick: () => openArticle(articles[0], placeOf(articles[0], kind, row - FIRST_OF[kind])) }, count(articles.length));
}

/** What a row has to pass: the page's filters, each word typed and, where asked for, the selection. */
function rowTests() {
  const words = wordsOf(table.wanted);
  const near = table.near ? state.selected : null;
  return table.name === "entities" ? entityTests(words, near) : statementTests(words, near);
}

function entityTests(words, near) {
  const around = near === null ? null : neighbourhood(near);
  return [(id) => !isHidden(id), around && ((id) => around.has(id)), ...words.map((word) => (id) => isNamed(id, word))].filter(Boolean);
}

function isNamed(id, word) {
  return names[id].some((name) => name.includes(word)) || block("typed")[id].includes(word);
}

/** A statement has a word when its subject, its object or its own text has it; names are looked through once a word. */
function statementTests(words, near) {
  const concerns = ({ s, o }) => s === near || o === near;
  return [(row) => !isStatementHidden(kindOf(row), row - FIRST_OF[kindOf(row)]),
    near !== null && ((row) => concerns(statementOf(row))),
    ...words.map((word) => {
      const named = DATA.entities.map((_, id) => isNamed(id, word));
      const said = new Set(DATA.predicates.filter((name) => say(`predicates.${name}`).toLowerCase().includes(word)));
      return (row) => {
        const { s, p, o } = statementOf(row);
        return named[s] || named[o] || (p ? said.has(p) : `${relationText(row)} ${objectText(row)}`.toLowerCase().includes(word));
      };
    })].filter(Boolean);
}

function isSelectedRow(row) {
  if (state.selected === null) return false;
  const { s, o } = table.name === "entities" ? { s: row } : statementOf(row);
  return s === state.selected || o === state.selected;
}

function buildTable() {
  table.sheet = sheet({ name: table.name, ...TABLES[table.name], word: "table.columns", isSelected: isSelectedRow });
  document.getElementById("view-table").replaceChildren(el("div", { class: "tools" },
    switchOf("table-kind", Object.keys(TABLES), table.name, (name) => say(`table.${name}`), (name) => go({ list: name === "entities" ? null : name })),
    filterField("table-filter", say("table.filter"), table.wanted, (wanted) => {
      table.wanted = wanted;
      fillTable();
    }),
    el("button", { id: "table-near", class: "chip", type: "button", onclick: () => {
      table.near = !table.near;
      fillTable();
      table.sheet.showFirst();
    } }, say("table.near")),
    el("span", { id: "table-count", class: "hint", role: "status" }),
    el("button", { id: "table-csv", class: "chip", type: "button", onclick: saveTable }, say("table.csv"))), table.sheet.element);
}

function fillTable() {
  const near = document.getElementById("table-near");
  near.setAttribute("aria-pressed", String(table.near));
  near.disabled = state.selected === null;
  const n = table.sheet.fill(rowTests());
  document.getElementById("table-count").textContent = say("table.count", { n, all: TABLES[table.name].length });
}

const tableView = {
  start() {},
  show() {
    const name = addressed().get("list") === "statements" ? "statements" : "entities";
    if (name !== table.name) {
      table.name = name;
      buildTable();
    }
    fillTable();
    table.sheet.showFirst();
  },
  refilter() {
    if (state.view === "table") fillTable();
  },
  speak() {
    buildTable();
    if (state.view === "table") fillTable();
  },
};
