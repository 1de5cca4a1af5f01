// The page as a whole: what is chosen stands in the address (#node=…&view=…), so that links, back and forward work.

/** Every view by its name: `start` it when it is first shown; `show` what is selected; `refilter` when filters changed;
 * `speak` the other language. A new one is a file, a tab and a panel in the markup, and one line here. */
const VIEWS = { network: networkView, table: tableView, timeline: timelineView, regions: regionsView, articles: articlesView };
const byId = new Map(DATA.entities.map((entity, id) => [entity.id, id]));
const AROUND = { to: null, steps: null, family: null }; // what belongs to one entity and goes with it
const started = new Set();
let returnTo = null;

/** Open an entity, or with null close the panel: only the address changes, the page follows it. */
function openEntity(id, fromSearch = false) {
  if (panel.hidden) returnTo = fromSearch ? searchBox : document.activeElement;
  if (id === state.selected) return;
  const hidden = id !== null && state.hiddenTypes.has(DATA.entities[id].type);
  const others = listOf(addressed().get("hide")).filter((name) => name !== DATA.entities[id]?.type);
  go({ node: id === null ? null : DATA.entities[id].id, ...AROUND, ...(hidden && { hide: others.join(",") || null }) });
}

function openView(view) {
  go({ view: view === "network" ? null : view });
}

function addressed() {
  return new URLSearchParams(location.hash.slice(1));
}

/** Open an article, at a place of its text where one is given. */
function openArticle(article, at = null) {
  go({ view: "articles", article, at });
}

/** Change these parts of the address; null takes one out. `replace` leaves no step to go back. */
function go(changes, replace = false) {
  const parts = addressed();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parts.delete(name);
    else parts.set(name, value);
  }
  const hash = parts.size ? `#${String(parts).replaceAll("%2C", ",")}` : "";
  if (hash === location.hash) return;
  const address = hash || location.pathname + location.search;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  follow();
}

/** Show what the address names; what it names wrongly counts as not named. */
function follow(animated = true) {
  const parts = addressed();
  const id = byId.get(parts.get("node")) ?? null;
  const wasOpen = !panel.hidden;
  const isNew = id !== state.selected;
  const isRefiltered = readFilters(parts);
  state.view = Object.hasOwn(VIEWS, parts.get("view")) ? parts.get("view") : "network";
  state.selected = id;
  readFocus(parts);
  panel.hidden = id === null;
  document.body.classList.toggle("open", id !== null);
  if (isRefiltered) refilter();
  if (id !== null && isNew) fillPanel(id);
  else if (id !== null) refreshPanel(id, isRefiltered);
  if (id !== null && isNew && animated !== false) panel.focus({ preventScroll: true });
  if (id === null && wasOpen && returnTo) placeToReturn().focus({ preventScroll: true });
  fillFamilies();
  showView(animated !== false);
}

function refilter() {
  fillLegend();
  for (const view of started) VIEWS[view].refilter();
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
  if (state.view !== "network" && document.body.dataset.view !== state.view) legend.open = false; // it would lie over the rows
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

/** Write the interface in the language chosen; names and sentences stay as they are. */
function speak() {
  speakWords();
  document.title = `govgraph · ${say("subtitle")}`;
  document.getElementById("counts").textContent = say("counts", DATA.counts);
  searchBox.placeholder = say("search");
  docSearch.placeholder = say("filters.findDocument");
  for (const [id, word] of Object.entries({ search: "search", results: "results", canvas: "canvas", "zoom-in": "zoomIn",
    "zoom-out": "zoomOut", "zoom-all": "zoomAll", "doc-search": "filters.findDocument", "help-open": "help.open" })) {
    document.getElementById(id).setAttribute("aria-label", say(word));
  }
  legend.querySelector("summary").textContent = say("legend");
  document.querySelector("#picture summary").setAttribute("aria-label", say("picture.menu"));
  fillLegend();
  fillFamilies();
  fillHelp();
  sayWhatIsMissing();
  if (state.selected !== null) fillPanel(state.selected);
}

/** An empty graph, one without statements, and one that was cut say so. */
function sayWhatIsMissing() {
  const { entities, shown, statements, told } = DATA.counts;
  const empty = document.getElementById("empty");
  empty.hidden = entities > 0;
  empty.children[0].textContent = say("emptyTitle");
  empty.children[1].textContent = say("emptyText");
  const notice = document.getElementById("notice");
  const cut = shown < entities || told < statements, silent = entities > 0 && statements === 0;
  notice.hidden = !cut && !silent;
  notice.textContent = cut ? say("cut", DATA.counts) : say("noStatements");
  document.body.classList.toggle("is-empty", entities === 0);
}

function start() {
  startFilters();
  startTabs();
  startKeys();
  startSaving();
  speak();
  follow(false);
  window.addEventListener("popstate", () => follow(false));
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
