// What is lit: the selected entity with what is around it, the path to another, or the family of a program.

const MOST_LIT = 400;

/** The relations of an entity that are not filtered out, as [other end, relation], by the number of the other end. */
function linksOf(id) {
  return incident[id].filter((i) => !isEdgeHidden(DATA.relations[i])).map((i) => {
    const { s, o } = DATA.relations[i];
    return [s === id ? o : s, i];
  }).filter(([other]) => other !== id).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Take from the address what is lit around the selected entity. */
function readFocus(parts) {
  const id = state.selected, to = byId.get(parts.get("to")) ?? null;
  state.to = id === null || to === id ? null : to;
  state.family = id !== null && parts.get("family") === "1" && familyOf(id) !== null;
  state.steps = Math.min(9, Math.max(1, Math.trunc(Number(parts.get("steps"))) || 1));
  light(id);
}

function light(id) {
  Object.assign(state, { lit: null, litEdges: new Set(), path: null, isCut: false });
  if (id === null) return;
  if (state.family) state.lit = new Set(familyOf(id).members);
  else if (state.to !== null) state.path = shortestPath(id, state.to, linksOf);
  if (state.path) {
    state.lit = new Set(state.path);
    state.litEdges = new Set(linksAlong(state.path, linksOf).flat());
  } else if (state.lit) {
    state.litEdges = edgesWithin(state.lit);
  } else {
    lightAround(id);
  }
}

/** The first step whole, however many they are, as its facts stand in the panel; further ones up to a limit. */
function lightAround(id) {
  const near = nodesWithin(id, 1, Infinity, linksOf).nodes;
  const { nodes, isCut } = state.steps > 1 ? nodesWithin(id, state.steps, Math.max(MOST_LIT, near.size), linksOf) : { nodes: near, isCut: false };
  state.lit = nodes;
  state.isCut = isCut;
  state.litEdges = state.steps > 1 ? edgesWithin(nodes) : new Set(linksOf(id).map(([, i]) => i));
}

function edgesWithin(lit) {
  const within = new Set();
  for (const id of lit) for (const [other, i] of linksOf(id)) if (lit.has(other)) within.add(i);
  return within;
}

/** Whether another step would light more. */
function canGrow(id) {
  return !state.isCut && state.steps < 9 && nodesWithin(id, state.steps + 1, MOST_LIT + 1, linksOf).nodes.size > state.lit.size;
}

function familyOf(id) {
  const { family } = DATA.entities[id];
  return family !== null && DATA.families[family].members.length > 1 ? DATA.families[family] : null;
}

/** Bring what is lit into view. */
function showLit(animated) {
  if (state.path || state.family || state.steps > 1) {
    const seen = [...state.lit].filter((id) => !isHidden(id));
    if (!seen.length) return;
    const { width, height } = freeView(), box = boxAround(seen);
    moveView(box.middle, Math.min(1.15, (width - 140) / (box.width + 20), (height - 100) / (box.height + 20)), animated);
  } else {
    showNode(state.selected, animated);
  }
}
