// What the reader has chosen, the same for every view: an entity, the view, and what is filtered out.

const FILTERS = ["from", "until", "undated", "conf", "docs", "hide"]; // their names in the address; `to` is a path's end
const state = {
  view: "network", selected: null, to: null, steps: 1, family: false,
  lit: null, litEdges: new Set(), path: null, isCut: false, // focus.js makes these of the entity, `to`, `steps`, `family`
  filters: "", hiddenTypes: new Set(), hiddenPredicates: new Set(),
  from: "", until: "", undated: true, conf: 0, docs: new Set(),
};
/** 1 for each that is filtered out, by its number: counted when a filter changes, not when it is asked for. */
const filteredOut = {
  articles: new Uint8Array(DATA.articles.length),
  entities: new Uint8Array(DATA.entities.length),
  statements: STATEMENTS.map((statements) => new Uint8Array(statements.length)),
  edges: new Uint8Array(DATA.relations.length),
};

function isHidden(id) {
  return filteredOut.entities[id] === 1;
}

/** Whether a relation is not to be drawn: it is filtered out itself, or one of its ends is. */
function isEdgeHidden(relation) {
  return filteredOut.edges[relation.number] === 1;
}

/** The same for what any view lists: a relation whose end is filtered out is not told. */
function isStatementHidden(kind, number) {
  return (kind === RELATION ? filteredOut.edges : filteredOut.statements[kind])[number] === 1;
}

function isArticleHidden(article) {
  return filteredOut.articles[article] === 1;
}

function isFiltered() {
  return state.filters !== "";
}

/** Take the filters from the address; whether they are others than before. What it names wrongly counts as not named. */
function readFilters(parts) {
  const written = FILTERS.filter((name) => parts.has(name)).map((name) => `${name}=${parts.get(name)}`).join("&");
  if (written === state.filters) return false;
  const hide = listOf(parts.get("hide")), conf = Math.round(Number(parts.get("conf")));
  state.filters = written;
  state.hiddenTypes = new Set(hide.filter((name) => DATA.types.includes(name)));
  state.hiddenPredicates = new Set(hide.filter((name) => PREDICATES.includes(name)));
  state.from = dayOf(parts.get("from"));
  state.until = dayOf(parts.get("until"));
  state.undated = parts.get("undated") !== "no";
  state.conf = conf > 0 && conf <= 100 ? conf : 0;
  state.docs = new Set(listOf(parts.get("docs")).map(Number).filter((article) => DATA.articles[article]));
  applyFilters();
  return true;
}

function listOf(text) {
  return text ? text.split(",") : [];
}

function dayOf(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text : "";
}

function applyFilters() {
  const byArticle = Boolean(state.from || state.until || !state.undated || state.docs.size);
  DATA.articles.forEach((article, i) => {
    filteredOut.articles[i] = byArticle && !passes(article, i) ? 1 : 0;
  });
  filterEntities(byArticle);
  for (const kind of [RELATION, POST, MEASURE]) filterStatements(kind);
  for (const { s, o, number } of DATA.relations) {
    const own = filteredOut.statements[RELATION], { entities } = filteredOut;
    if (entities[s] && entities[o]) own[number] = 1;
    filteredOut.edges[number] = own[number] | entities[s] | entities[o];
  }
}

function passes({ date }, number) {
  if (state.docs.size && !state.docs.has(number)) return false;
  return date ? (!state.from || date >= state.from) && (!state.until || date <= state.until) : state.undated;
}

/** Whether there are articles, and all of them are filtered out. */
function isSilenced(articles) {
  return articles.length > 0 && articles.every(isArticleHidden);
}

function filterEntities(byArticle) {
  const { entities } = filteredOut;
  entities.fill(0);
  if (byArticle) {
    DATA.entities.forEach((_, id) => {
      entities[id] = articlesOf(id).every(isArticleHidden) ? 1 : 0;
    });
    keepUnnamed(entities);
  }
  DATA.entities.forEach(({ type }, id) => {
    if (state.hiddenTypes.has(type)) entities[id] = 1;
  });
}

/** What no article names, such as a province above a named county, stays where it is joined to what passes. */
function keepUnnamed(entities) {
  const reached = [...DATA.entities.keys()].filter((id) => !entities[id]);
  for (const id of reached) { // grows while it is gone through
    for (const { s, o } of incident[id].map((i) => DATA.relations[i])) {
      const other = s === id ? o : s;
      if (!entities[other] || articlesOf(other).length) continue;
      entities[other] = 0;
      reached.push(other);
    }
  }
}

function filterStatements(kind) {
  const own = filteredOut.statements[kind];
  STATEMENTS[kind].forEach((statement, i) => {
    const unsure = Math.round(statement.conf * 100) < state.conf;
    const unwanted = kind === RELATION ? state.hiddenPredicates.has(statement.p) : isHidden(statement.s);
    own[i] = unsure || unwanted || isSilenced(statement.in) ? 1 : 0;
  });
}

/** How many entities and statements pass the filters. */
function countShown() {
  const passing = (flags) => flags.length - flags.reduce((sum, flag) => sum + flag, 0);
  const { entities, edges, statements } = filteredOut;
  return { entities: passing(entities), statements: passing(edges) + passing(statements[POST]) + passing(statements[MEASURE]) };
}
