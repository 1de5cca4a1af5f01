// The regions, one inside the other, with what stands in each; what could not be located stands at the end.

const UNLOCATED = -1; // the number of the branch that is no region
const BAR = 120; // pixels, for the region that holds most
const tree = { parents: null, below: null, things: null, sums: null, opened: new Set(), rows: [], at: 0, list: null };

/** The region that each region is part of, as the grounds lie in each other. */
function findParents() {
  const inside = DATA.territories.filter(({ node, above }) => node !== null && above !== null);
  return new Map(inside.map(({ node, above }) => [node, DATA.territories[above].node]));
}

/** What stands directly in each region: regions `below`, and the other `things`; both under UNLOCATED where in none. */
function findContents() {
  tree.parents = findParents();
  tree.below = new Map([[null, []]]);
  tree.things = new Map();
  DATA.entities.forEach(({ type, home }, id) => {
    if (type === "Region") put(tree.below, tree.parents.get(id) ?? null, id);
    else put(tree.things, home ?? UNLOCATED, id);
  });
}

function put(lists, key, value) {
  if (!lists.has(key)) lists.set(key, []);
  lists.get(key).push(value);
}

/** Of each branch how many of each type, and how many statements, stand in it and below: from the lowest up. */
function sumUp() {
  const sums = new Map([[UNLOCATED, new Float64Array(TYPES.length + 1)]]);
  const ordered = [...tree.below.get(null)];
  for (let i = 0; i < ordered.length; i++) ordered.push(...(tree.below.get(ordered[i]) ?? []));
  for (const id of ordered) sums.set(id, new Float64Array(TYPES.length + 1));
  const branchOf = (id) => (DATA.entities[id].type === "Region" ? id : DATA.entities[id].home ?? UNLOCATED);
  DATA.entities.forEach(({ type }, id) => {
    const branch = type === "Region" ? tree.parents.get(id) : branchOf(id); // a region does not stand in itself
    if (branch !== undefined && !isHidden(id)) sums.get(branch)[TYPES.indexOf(type)]++;
  });
  STATEMENTS.forEach((statements, kind) => statements.forEach(({ s }, number) => {
    if (!isStatementHidden(kind, number)) sums.get(branchOf(s))[TYPES.length]++;
  }));
  for (const id of ordered.reverse()) {
    const upper = sums.get(tree.parents.get(id));
    if (upper) sums.get(id).forEach((n, i) => (upper[i] += n));
  }
  return sums;
}

function sizeOf(branch) {
  return tree.sums.get(branch).subarray(0, TYPES.length).reduce((sum, n) => sum + n, 0);
}

/** What is shown below a branch: regions by what they hold, then things by type. */
function contentsOf(branch) {
  const regions = [...(tree.below.get(branch) ?? [])].sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
  const things = (tree.things.get(branch) ?? []).filter((id) => !isHidden(id))
    .sort((a, b) => TYPES.indexOf(DATA.entities[a].type) - TYPES.indexOf(DATA.entities[b].type) || importance(b) - importance(a) || a - b);
  return [...regions.filter((id) => !isHidden(id) || tree.sums.get(id).some((n) => n > 0)), ...things];
}

function hasContents(id) {
  return tree.sums.has(id) && ((tree.below.get(id)?.length ?? 0) > 0 || (tree.things.get(id) ?? []).some((thing) => !isHidden(thing)));
}

/** The rows in sight, top to bottom, without a call inside a call: regions may nest deeper than the stack. */
function rowsInSight() {
  const rows = [];
  const tops = contentsOf(null);
  if (hasContents(UNLOCATED)) tops.push(UNLOCATED);
  const waiting = [tops.map((id, i) => ({ id, level: 1, place: i + 1, of: tops.length })).reverse()].flat();
  while (waiting.length) {
    const row = waiting.pop();
    rows.push(row);
    if (!tree.opened.has(row.id) || !tree.sums.has(row.id)) continue;
    const inside = contentsOf(row.id);
    for (let i = inside.length - 1; i >= 0; i--) waiting.push({ id: inside[i], level: row.level + 1, place: i + 1, of: inside.length });
  }
  return rows;
}

function buildRegions() {
  const list = el("ul", { id: "tree", role: "tree", "aria-label": say("view.regions") });
  const scroller = el("div", { class: "scroller" }, list);
  document.getElementById("view-regions").replaceChildren(el("div", { class: "tree-head", "aria-hidden": "true" },
    el("span", { class: "tree-name" }, say("regions.region")), el("span", { class: "tree-bar" }, say("regions.inside")),
    TYPES.map((type) => el("span", { class: "tree-count", title: say(`types.${type}`) }, glyph(type))),
    el("span", { class: "tree-statements" }, say("regions.statements"))), scroller);
  tree.list = windowedList(scroller, list, treeItem);
  list.addEventListener("keydown", onTreeKey, true); // before the list's own arrows
}

function fillRegions() {
  tree.sums = sumUp();
  tree.most = [UNLOCATED, ...tree.below.get(null)].reduce((most, id) => Math.max(most, sizeOf(id)), 1);
  fillTree();
}

function fillTree() {
  tree.rows = rowsInSight();
  tree.at = Math.min(tree.at, Math.max(0, tree.rows.length - 1));
  tree.list.fill(tree.rows.length);
}

function treeItem(i) {
  const { id, level, place, of } = tree.rows[i], isBranch = tree.sums.has(id), canOpen = hasContents(id);
  const isSelected = id === state.selected, isOpen = tree.opened.has(id);
  const twist = el("span", { class: `twist${canOpen ? "" : " none"}`, "aria-hidden": "true", onclick: (event) => {
    event.stopPropagation();
    turn(i, !isOpen);
  } });
  const row = el("li", { class: `tree-row${isSelected ? " selected" : ""}`, role: "treeitem", tabindex: i === tree.at ? 0 : -1, "aria-level": level,
    "aria-posinset": place, "aria-setsize": of, "aria-selected": String(isSelected), "aria-expanded": canOpen ? String(isOpen) : null,
    "aria-label": isBranch ? labelOf(id) : DATA.entities[id].name, onclick: () => activate(i) },
  el("span", { class: "tree-name" }, twist, id === UNLOCATED ? null : glyph(DATA.entities[id].type),
    el("span", { class: "tree-text", dir: "auto" }, id === UNLOCATED ? say("regions.unlocated") : shorten(DATA.entities[id].name, 200))),
  isBranch ? sumCells(id) : [el("span", { class: "tree-statements number" }, count(incident[id].length + postsOf[id].length + measuresOf[id].length))]);
  row.style.setProperty("--level", level - 1);
  return row;
}

function labelOf(branch) {
  const name = branch === UNLOCATED ? say("regions.unlocated") : DATA.entities[branch].name;
  const told = TYPES.map((type, i) => [say(`types.${type}`), tree.sums.get(branch)[i]]).filter(([, n]) => n).map(([type, n]) => `${type} ${count(n)}`);
  return [name, ...told, `${say("regions.statements")} ${count(tree.sums.get(branch)[TYPES.length])}`].join(" · ");
}

function sumCells(branch) {
  const sums = tree.sums.get(branch), size = sizeOf(branch);
  const drawing = svg("svg", { class: "tree-bar", viewBox: `0 0 ${BAR} 10`, preserveAspectRatio: "none", "aria-hidden": "true" });
  let x = 0;
  TYPES.forEach((type, i) => {
    const width = (sums[i] / Math.max(1, size)) * Math.max(3, BAR * Math.sqrt(size / tree.most));
    if (width) drawing.append(svg("rect", { x, y: 0, width, height: 10, class: `type-${type}` }));
    x += width;
  });
  return [drawing, ...TYPES.map((type, i) => el("span", { class: "tree-count number" }, sums[i] ? count(sums[i]) : "")),
    el("span", { class: "tree-statements number" }, count(sums[TYPES.length]))];
}

function activate(i) {
  tree.at = i;
  const { id } = tree.rows[i];
  if (id === UNLOCATED) turn(i, !tree.opened.has(id));
  else openEntity(id);
}

/** Open or close a branch; the row stays where it is. */
function turn(i, open) {
  const { id } = tree.rows[i];
  if (open) tree.opened.add(id);
  else tree.opened.delete(id);
  tree.at = i;
  fillTree();
}

function onTreeKey(event) {
  const row = tree.rows[tree.at];
  if (!row || event.ctrlKey || event.metaKey || event.altKey || !event.target.closest("[role=treeitem]")) return;
  const isOpen = tree.opened.has(row.id) && hasContents(row.id), last = tree.rows.length - 1;
  const moves = { ArrowDown: () => tree.at + 1, ArrowUp: () => tree.at - 1, Home: () => 0, End: () => last,
    ArrowRight: () => (isOpen ? tree.at + 1 : hasContents(row.id) ? turn(tree.at, true) : undefined),
    ArrowLeft: () => (isOpen ? turn(tree.at, false) : tree.rows.findLastIndex((other, i) => i < tree.at && other.level < row.level)),
    Enter: () => activate(tree.at), " ": () => activate(tree.at) };
  if (!moves[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  const to = moves[event.key]();
  if (to !== undefined && to >= 0 && to <= last) moveInTree(to);
}

function moveInTree(to) {
  document.querySelector("#tree [tabindex='0']")?.setAttribute("tabindex", "-1");
  tree.at = to;
  tree.list.focusRow(to);
  document.activeElement.tabIndex = 0;
}

/** Open all that is above the selected entity, so that it can be seen. */
function revealSelected() {
  const { type, home } = DATA.entities[state.selected];
  const above = type === "Region" ? tree.parents.get(state.selected) : home ?? UNLOCATED;
  for (let id = above; id !== undefined; id = tree.parents.get(id)) tree.opened.add(id);
}

const regionsView = {
  start() {
    findContents();
    for (const id of tree.below.get(null)) tree.opened.add(id);
    buildRegions();
  },
  show() {
    if (state.selected !== null) revealSelected();
    fillRegions();
    const at = tree.rows.findIndex((row) => row.id === state.selected);
    if (at < 0) return;
    tree.at = at;
    fillTree();
    tree.list.show(at);
  },
  refilter() {
    if (state.view === "regions") fillRegions();
  },
  speak() {
    buildRegions();
    if (state.view === "regions") fillRegions();
  },
};
