// Labels as on a map: of constant size, the important first, none over another. Which fit depends on the zoom alone, not
// on where the view stands, so that nothing flickers while the map is moved.

const CELL = 48;
const TITLE = 46; // layout.py's band for the name of a ground
const byImportance = DATA.entities.map((_, id) => id)
  .sort((a, b) => importance(b) - importance(a) || a - b);
const widths = new Map();
let hovered = null;
let placed = { key: null, labels: [] };

function importance(id) {
  const region = DATA.entities[id].type === "Region" ? 3 : 0;
  return degrees[id] + Math.log2(1 + DATA.entities[id].docs) + region;
}

function forgetLabels() {
  placed.key = null;
}

function hover(id) {
  hovered = id;
  setCursor(id === null ? "default" : "pointer");
  forgetLabels();
  network.redraw();
}

function drawLabels(context) {
  const scale = network.getScale();
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const box = document.getElementById("canvas").getBoundingClientRect();
  const left = corner.x * scale, top = corner.y * scale;
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placeLabels(context, scale)) {
    const seen = label.x + label.width > left && label.x - label.width < left + box.width &&
      label.y + 12 > top && label.y - 12 < top + box.height;
    if (seen) drawLabel(context, label);
  }
  context.restore();
}

function drawLabel(context, label) {
  context.font = label.font;
  context.textAlign = label.align || "center";
  context.globalAlpha = label.alpha;
  context.strokeStyle = theme.paper;
  context.lineWidth = 4;
  context.strokeText(label.text, label.x, label.y);
  context.fillStyle = label.colour;
  context.fillText(label.text, label.x, label.y);
}

/** The labels that have room at this zoom, in screen units around the origin of the canvas. */
function placeLabels(context, scale) {
  const key = scale.toFixed(4);
  if (placed.key === key) return placed.labels;
  const taken = new Map();
  const labels = [];
  for (const id of state.lit || []) claim(taken, glyphBox(id, scale));
  const titled = new Set();
  for (const label of wishedLabels(scale, titled)) {
    label.width = measure(context, label);
    if (!claim(taken, label) && !label.forced) continue;
    labels.push(label);
    if (label.ground !== undefined) titled.add(label.ground);
  }
  placed = { key, labels };
  return labels;
}

/** A region whose ground bears its name needs it no second time until one is close: `titled` holds those that got it. */
function* wishedLabels(scale, titled) {
  const near = state.lit ? [...state.lit].filter((id) => id !== state.selected) : [];
  const first = [hovered, state.selected].filter((id) => id !== null);
  for (const id of first) yield nodeLabel(id, scale, { forced: true, full: true });
  for (const id of near.sort((a, b) => importance(b) - importance(a))) yield nodeLabel(id, scale, { full: near.length < 30 });
  yield* edgeLabels(scale);
  yield* groundLabels(scale);
  if (state.lit && scale < 0.5) return;
  for (const [rank, id] of byImportance.entries()) {
    const done = first.includes(id) || (titled.has(id) && scale < 0.7) || (state.lit && state.lit.has(id));
    if (!done && !isHidden(id) && isWorthALabel(id, rank, scale)) yield nodeLabel(id, scale, {});
  }
}

/** From afar, where the signs are mere dots, only the most important and the regions are named. */
function isWorthALabel(id, rank, scale) {
  return rank < 30 || DATA.network.nodes[id].size * scale > 3.5 || DATA.entities[id].type === "Region";
}

function nodeLabel(id, scale, { forced = false, full = false }) {
  const entity = DATA.entities[id];
  const strong = id === state.selected || id === hovered || entity.type === "Region";
  const size = Math.min(16, Math.max(11.5, 13 * scale ** 0.25));
  const below = DATA.network.nodes[id].size * scale + size * 0.5 + 4;
  const dim = state.lit && !state.lit.has(id) && id !== hovered;
  return { text: shorten(entity.name, full ? 24 : 13), font: font(size, strong ? 600 : 400), size, forced,
    x: places[id].x * scale, y: places[id].y * scale + below, colour: theme.ink, alpha: dim ? 0.25 : 1 };
}

/** The names of the grounds, in their upper left corner; those too small to read into are left out. */
function* groundLabels(scale) {
  const grounds = DATA.territories.filter((ground) => ground.size > 1 && ground.w * scale > 84 && ground.h * scale > 54);
  for (const ground of grounds.sort((a, b) => a.depth - b.depth || b.w * b.h - a.w * a.h)) {
    const size = Math.min(17, Math.max(12, Math.sqrt(ground.w * ground.h) * scale * 0.012 + 9.5));
    const name = ground.name || say("untitled");
    const room = Math.floor((ground.w * scale - 24) / size);
    const own = ground.node !== null && places[ground.node];
    const beside = own && own.y < ground.y + TITLE ? 40 : 0;
    yield { text: ground.node === null ? shorten(name, room) : spaced(shorten(name, room)), font: font(size, 500), size,
      align: "left", ground: ground.node, forced: false, x: (ground.x + 16 + beside) * scale,
      y: (ground.y + TITLE / 2) * scale, colour: theme.soft, alpha: state.lit ? 0.5 : 1 };
  }
}

/** Thin spaces between the characters of a short name, as atlases set regions. */
function spaced(name) {
  const characters = Array.from(name);
  return characters.length < 7 ? characters.join("\u2009") : name;
}

/** What the selected node has to do with each neighbour, written on the edge. */
function* edgeLabels(scale) {
  if (state.selected === null || incident[state.selected].length > 40) return;
  for (const i of incident[state.selected]) {
    const relation = DATA.relations[i];
    if (isEdgeHidden(relation) || relation.s === relation.o) continue;
    const a = places[relation.s], b = places[relation.o];
    if (Math.hypot(a.x - b.x, a.y - b.y) * scale < 70) continue;
    yield { text: say(`predicates.${relation.p}`), font: font(11, 400), size: 11, forced: false, x: ((a.x + b.x) / 2) * scale,
      y: ((a.y + b.y) / 2) * scale, colour: theme.accent, alpha: 1 };
  }
}

function font(size, weight) {
  return `${weight} ${size.toFixed(1)}px ${FONT}`;
}

const FONT = getComputedStyle(document.documentElement).getPropertyValue("--sans");

function measure(context, label) {
  const key = label.font + label.text;
  if (!widths.has(key)) {
    if (widths.size > 50000) widths.clear();
    context.font = label.font;
    widths.set(key, context.measureText(label.text).width);
  }
  return widths.get(key);
}

/** Take the label's rectangle if it is free; `taken` files the rectangles under the cells of a grid. */
function claim(taken, label) {
  const left = label.align === "left" ? label.x : label.x - label.width / 2;
  const box = { left: left - 4, right: left + label.width + 4, top: label.y - label.size * 0.6 - 2, bottom: label.y + label.size * 0.6 + 2 };
  const cells = cellsOf(box);
  const free = !cells.some((cell) => (taken.get(cell) || []).some((other) => overlap(box, other)));
  if (free || label.forced) {
    for (const cell of cells) taken.has(cell) ? taken.get(cell).push(box) : taken.set(cell, [box]);
  }
  return free;
}

/** The place of a node's sign, which no label may cover. */
function glyphBox(id, scale) {
  const size = DATA.network.nodes[id].size * scale;
  return { x: places[id].x * scale, y: places[id].y * scale, width: 1.6 * size, size: 1.2 * size, forced: true };
}

function cellsOf(box) {
  const cells = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) cells.push(`${x},${y}`);
  }
  return cells;
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
