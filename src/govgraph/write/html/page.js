// The page as a whole: what is open stands in the address (#node=…), so that links, back and forward work.

const byId = new Map(DATA.entities.map((entity, id) => [entity.id, id]));
const legend = document.getElementById("legend");
let returnTo = null;

/** Open an entity, or with null close the panel: only the address changes, the page follows it. */
function openEntity(id, fromSearch = false) {
  const hash = id === null ? "" : `#node=${encodeURIComponent(DATA.entities[id].id)}`;
  if (panel.hidden) returnTo = fromSearch ? searchBox : document.activeElement;
  if (hash === location.hash) return;
  history.pushState(null, "", hash || location.pathname + location.search);
  follow();
}

function addressed() {
  const match = /^#node=(.+)$/.exec(location.hash);
  if (!match) return null;
  try {
    return byId.get(decodeURIComponent(match[1])) ?? null;
  } catch {
    return null; // a damaged link opens the page without a selection
  }
}

/** Show what the address names. */
function follow(animated = true) {
  const id = addressed();
  const wasOpen = !panel.hidden;
  panel.hidden = id === null;
  document.body.classList.toggle("open", id !== null);
  if (id !== null) {
    if (isHidden(id)) toggle(state.hiddenTypes, DATA.entities[id].type);
    fillPanel(id);
    select(id);
    showNode(id, animated === true);
    if (animated === true) panel.focus({ preventScroll: true });
  } else if (wasOpen && returnTo) returnTo.focus({ preventScroll: true });
  if (id === null) select(null);
  network.setSelection({ nodes: id === null ? [] : [id], edges: [] });
}

function toggle(hidden, name) {
  if (!hidden.delete(name)) hidden.add(name);
  fillLegend();
  repaint();
}

function fillLegend() {
  const types = countBy(DATA.entities, "type"), predicates = countBy(DATA.relations, "p");
  document.getElementById("types").replaceChildren(...TYPES.filter((type) => types.has(type))
    .map((type) => filterItem(state.hiddenTypes, type, glyph(type), say(`types.${type}`), types.get(type))));
  document.getElementById("predicates").replaceChildren(...PREDICATES.filter((name) => predicates.has(name))
    .map((name) => filterItem(state.hiddenPredicates, name, stroke(name), say(`predicates.${name}`), predicates.get(name))));
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

/** Write the interface in the language chosen; names and sentences stay as they are. */
function speak() {
  speakWords();
  document.title = `govgraph · ${say("subtitle")}`;
  document.getElementById("counts").textContent = say("counts", DATA.counts);
  searchBox.placeholder = say("search");
  for (const [id, word] of Object.entries({ search: "search", results: "results", canvas: "canvas", "zoom-in": "zoomIn",
    "zoom-out": "zoomOut", "zoom-all": "zoomAll" })) document.getElementById(id).setAttribute("aria-label", say(word));
  legend.querySelector("summary").textContent = say("legend");
  fillLegend();
  sayWhatIsMissing();
  if (state.selected !== null) fillPanel(state.selected);
}

/** An empty graph, one without statements, and one that was cut say so. */
function sayWhatIsMissing() {
  const { entities, shown, statements } = DATA.counts;
  const empty = document.getElementById("empty");
  empty.hidden = entities > 0;
  empty.children[0].textContent = say("emptyTitle");
  empty.children[1].textContent = say("emptyText");
  const notice = document.getElementById("notice");
  const cut = shown < entities, silent = entities > 0 && statements === 0;
  notice.hidden = !cut && !silent;
  notice.textContent = cut ? say("cut", DATA.counts) : say("noStatements");
  document.body.classList.toggle("is-empty", entities === 0);
}

function onKey(event) {
  if (event.key === "Escape") {
    if (!results.hidden) closeResults();
    else if (state.selected !== null) openEntity(null);
  } else if (event.key === "/" && !event.target.closest("input")) {
    event.preventDefault();
    searchBox.focus();
  }
}

function start() {
  legend.open = matchMedia("(min-width: 900px) and (min-height: 640px)").matches;
  startNetwork();
  startSearch();
  speak();
  if (DATA.entities.length) showAll(false);
  follow(false);
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", follow);
  document.getElementById("zoom-in").addEventListener("click", () => zoomBy(1.5));
  document.getElementById("zoom-out").addEventListener("click", () => zoomBy(1 / 1.5));
  document.getElementById("zoom-all").addEventListener("click", () => showAll());
  listenForLanguage(() => {
    speak();
    forgetLabels();
    redrawSoon();
  });
  document.documentElement.dataset.ready = "yes";
}

start();
