// The legend, which hides types and relations, and the filters by article, day and confidence. All stand in the address.

const MOST_ARTICLES = 30; // articles in the list at a time
const legend = document.getElementById("legend");
const docSearch = document.getElementById("doc-search");
let lastChanged = null; // consecutive changes of one field are one step back

/** Put a filter into the address; `name` is a field, whose next changes replace this one in the history. */
function changeFilter(changes, name = null) {
  const replace = name !== null && name === lastChanged;
  lastChanged = name;
  go(changes, replace);
}

function toggle(hidden, name) {
  const wanted = new Set([...state.hiddenTypes, ...state.hiddenPredicates]);
  if (!wanted.delete(name)) wanted.add(name);
  hide(wanted);
}

function hide(wanted) {
  const listed = [...TYPES, ...PREDICATES].filter((name) => wanted.has(name));
  changeFilter({ hide: listed.join(",") || null });
}

function clearFilters() {
  changeFilter(Object.fromEntries(FILTERS.map((name) => [name, null])));
}

function fillLegend() {
  const types = countBy(DATA.entities, "type"), predicates = countBy(DATA.relations, "p");
  document.getElementById("types").replaceChildren(...TYPES.filter((type) => types.has(type))
    .map((type) => filterItem(state.hiddenTypes, type, glyph(type), say(`types.${type}`), types.get(type))));
  document.getElementById("predicates").replaceChildren(...PREDICATES.filter((name) => predicates.has(name))
    .map((name) => filterItem(state.hiddenPredicates, name, stroke(name), say(`predicates.${name}`), predicates.get(name))));
  fillFields();
  fillArticles();
  sayWhatIsFiltered();
}

function countBy(items, field) {
  const counts = new Map();
  for (const item of items) counts.set(item[field], (counts.get(item[field]) || 0) + 1);
  return counts;
}

function stroke(predicate) {
  return el("span", { class: predicate === "partOf" ? "stroke dashed" : "stroke", "aria-hidden": "true" });
}

function filterItem(hidden, name, sign, text, number) {
  const button = el("button", { class: "filter", type: "button", "data-name": name, "aria-pressed": String(!hidden.has(name)) },
    sign, el("span", { class: "filter-name" }, text), el("span", { class: "number" }, count(number)));
  button.addEventListener("click", () => {
    toggle(hidden, name);
    document.querySelector(`.filter[data-name="${name}"]`).focus();
  });
  return el("li", {}, button);
}

function fillFields() {
  document.getElementById("from").value = state.from;
  document.getElementById("until").value = state.until;
  document.getElementById("undated").checked = state.undated;
  document.getElementById("conf").value = state.conf;
  showConfidence(state.conf);
}

function showConfidence(hundredths) {
  const shown = (hundredths / 100).toFixed(2);
  document.getElementById("conf-value").textContent = hundredths ? shown : say("filters.any");
  document.getElementById("conf").setAttribute("aria-valuetext", hundredths ? shown : say("filters.any"));
}

/** The articles that match what is typed, those chosen before the others. */
function fillArticles() {
  const wanted = docSearch.value.trim().toLowerCase();
  const rows = [...DATA.articles.keys()].filter((i) => state.docs.has(i) || (isAbout(i, wanted)));
  rows.sort((a, b) => state.docs.has(b) - state.docs.has(a) || a - b);
  const shown = Math.max(MOST_ARTICLES, state.docs.size);
  const left = rows.length - shown;
  document.getElementById("docs").replaceChildren(...rows.slice(0, shown).map(articleItem),
    left > 0 ? el("li", { class: "hint" }, say("filters.further", { n: left })) : "",
    rows.length ? "" : el("li", { class: "hint" }, say("nothing", { query: shorten(docSearch.value, 24) })));
  document.getElementById("docs-chosen").textContent = state.docs.size ? count(state.docs.size) : say("filters.all");
}

function isAbout(article, wanted) {
  const { title, date, source } = DATA.articles[article];
  return `${title} ${date ?? ""} ${source ?? ""}`.toLowerCase().includes(wanted);
}

function articleItem(i) {
  const { title, date } = DATA.articles[i];
  const box = el("input", { type: "checkbox", "data-article": i });
  box.checked = state.docs.has(i);
  box.addEventListener("change", () => {
    chooseArticle(i, box.checked);
    document.querySelector(`#docs [data-article="${i}"]`)?.focus();
  });
  return el("li", {}, el("label", { class: "option" }, box,
    el("span", {}, isolated(shorten(title, 60)), el("span", { class: "hint" }, ` ${date || say("undated")}`))));
}

function chooseArticle(article, wanted) {
  const docs = new Set(state.docs);
  if (wanted) docs.add(article);
  else docs.delete(article);
  changeFilter({ docs: [...docs].sort((a, b) => a - b).join(",") || null });
}

/** In every view, how much the filters leave, and the way back. */
function sayWhatIsFiltered() {
  document.getElementById("filtered").hidden = !isFiltered();
  const { entities, statements } = countShown();
  const all = DATA.relations.length + DATA.posts.length + DATA.measures.length;
  document.getElementById("left").textContent = isFiltered()
    ? say("filters.left", { entities, allEntities: DATA.entities.length, statements, allStatements: all }) : "";
}

function startFilters() {
  legend.open = matchMedia("(min-width: 900px) and (min-height: 640px)").matches;
  const field = (id, read) => {
    const element = document.getElementById(id);
    element.addEventListener("focus", () => { lastChanged = null; });
    element.addEventListener("change", () => changeFilter({ [id]: read(element) }, id));
    return element;
  };
  field("from", ({ value }) => value || null);
  field("until", ({ value }) => value || null);
  field("undated", ({ checked }) => (checked ? null : "no"));
  field("conf", ({ value }) => (Number(value) ? value : null))
    .addEventListener("input", ({ target }) => showConfidence(Number(target.value)));
  docSearch.addEventListener("input", fillArticles);
  document.getElementById("clear").addEventListener("click", () => {
    clearFilters();
    legend.querySelector("summary").focus({ preventScroll: true });
  });
}
