// The page as a whole: what is open stands in the address (#node=…&view=…), so that links, back and forward work.

/** Every view by its name: `start` it when it is first shown; `show` what is selected; `refilter` when filters changed;
 * `speak` the other language. A new one is a file, a tab and a panel in the markup, and one line here. */
const VIEWS = { network: networkView, table: tableView, timeline: timelineView, regions: regionsView, articles: articlesView };
const byId = new Map(DATA.entities.map((entity, id) => [entity.id, id]));
const legend = document.getElementById("legend");
const started = new Set();
let returnTo = null;

/** Open an entity, or with null close the panel: only the address changes, the page follows it. */
function openEntity(id, fromSearch = false) {
  if (panel.hidden) returnTo = fromSearch ? searchBox : document.activeElement;
  go({ node: id === null ? null : DATA.entities[id].id });
}

function openView(view) {
  go({ view: view === "network" ? null : view });
}

/** A part of the address, or null. */
function addressed(name) {
  return new URLSearchParams(location.hash.slice(1)).get(name);
}

/** Open an article, at a place of its text where one is given. */
function openArticle(article, at = null) {
  go({ view: "articles", article, at });
}

/** Change these parts of the address; null takes one out. */
function go(changes) {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parts.delete(name);
    else parts.set(name, value);
  }
  const hash = parts.size ? `#${parts}` : "";
  if (hash === location.hash) return;
  history.pushState(null, "", hash || location.pathname + location.search);
  follow();
}

/** Show what the address names; what it names wrongly counts as not named. */
function follow(animated = true) {
  const parts = new URLSearchParams(location.hash.slice(1));
  const id = byId.get(parts.get("node")) ?? null;
  const wasOpen = !panel.hidden;
  const isNew = id !== state.selected;
  state.view = Object.hasOwn(VIEWS, parts.get("view")) ? parts.get("view") : "network";
  if (id !== null && isHidden(id)) toggle(state.hiddenTypes, DATA.entities[id].type);
  state.selected = id;
  panel.hidden = id === null;
  document.body.classList.toggle("open", id !== null);
  if (id !== null && isNew) fillPanel(id);
  if (id !== null && isNew && animated === true) panel.focus({ preventScroll: true });
  if (id === null && wasOpen && returnTo) placeToReturn().focus({ preventScroll: true });
  showView(animated === true);
}

/** Where the focus was when the panel was opened; a list may have made its rows anew since. */
function placeToReturn() {
  if (returnTo.isConnected) return returnTo;
  const view = document.getElementById(`view-${state.view}`);
  return view.querySelector("[role=treeitem][tabindex='0']") ?? view.querySelector(".scroller") ?? searchBox;
}

function showView(animated) {
  for (const name of Object.keys(VIEWS)) {
    document.getElementById(`view-${name}`).hidden = name !== state.view;
    const tab = document.getElementById(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === state.view));
    tab.tabIndex = name === state.view ? 0 : -1;
  }
  document.body.dataset.view = state.view;
  if (!started.has(state.view)) VIEWS[state.view].start();
  started.add(state.view);
  VIEWS[state.view].show(animated);
}

/** Arrow keys move between the tabs, as readers of a tab list expect. */
function startTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => openView(tab.id.slice(4)));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(i + step + tabs.length) % tabs.length];
      openView(next.id.slice(4));
      next.focus();
    });
  });
}

function toggle(hidden, name) {
  if (!hidden.delete(name)) hidden.add(name);
  fillLegend();
  for (const view of started) VIEWS[view].refilter();
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
  startSearch();
  startTabs();
  speak();
  follow(false);
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", follow);
  document.getElementById("zoom-in").addEventListener("click", () => zoomBy(1.5));
  document.getElementById("zoom-out").addEventListener("click", () => zoomBy(1 / 1.5));
  document.getElementById("zoom-all").addEventListener("click", () => showAll());
  listenForLanguage(() => {
    speak();
    for (const view of started) VIEWS[view].speak();
  });
  document.documentElement.dataset.ready = "yes";
  performance.mark("usable");
}

start();
