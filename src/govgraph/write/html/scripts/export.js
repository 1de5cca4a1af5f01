// What a table holds, as a file: every row that the filters leave, statements with the sentence behind them.

function saveTable() {
  const records = table.name === "entities" ? entityRecords() : statementRecords();
  downloadCsv(`govgraph-${table.name}.csv`, csvOf(records));
}

function valuesOf(columns, row) {
  return Object.values(columns).map(({ text, number }) => (number ? number(row) : text(row)));
}

function headsOf(columns) {
  return Object.keys(columns).map((name) => say(`table.columns.${name}`));
}

function entityRecords() {
  return [["id", ...headsOf(ENTITY_COLUMNS)], ...Array.from(table.sheet.rows(), (id) => [DATA.entities[id].id, ...valuesOf(ENTITY_COLUMNS, id)])];
}

function statementRecords() {
  const marks = surestMarks();
  const further = ["sentence", "title", "date", "rule"].map((name) => say(`table.columns.${name}`));
  return [[...headsOf(STATEMENT_COLUMNS), ...further], ...Array.from(table.sheet.rows(), (row) => {
    const kind = kindOf(row), mark = marks[kind][row - FIRST_OF[kind]];
    return [...valuesOf(STATEMENT_COLUMNS, row), ...(mark ? sourceOf(mark) : [])];
  })];
}

function sourceOf({ article, start, end, rule }) {
  const { title, date } = DATA.articles[article];
  return [charactersOf(article, start, end).join(""), title, date, rule];
}

/** Of each statement its surest sentence in its surest article: one pass through all articles, however many statements. */
function surestMarks() {
  const surest = STATEMENTS.map((statements) => new Array(statements.length));
  for (const article of DATA.articles.keys()) {
    for (const mark of reading(article).marks) {
      if (mark.kind === ENTITY || STATEMENTS[mark.kind][mark.of].in[0] !== article) continue;
      const known = surest[mark.kind][mark.of];
      if (!known || mark.conf > known.conf) surest[mark.kind][mark.of] = { article, ...mark };
    }
  }
  return surest;
}
