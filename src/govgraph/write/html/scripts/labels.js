// Labels as on a map: of constant size, the important first, none over another. Which fit depends on the zoom and on what
// was handed over to be drawn, not on where the view stands, so that nothing flickers while the map is moved.

const CELL = 48;
const LEADING = 1.15;
const CELL_WIDTH = 124; // lattice.py's
const TITLE = 46, DOCUMENT_TITLE = 80; // layout.py's bands for the name of a ground
const CLOSING = "”’》）」』】，。、：；！？%)";
const byImportance = DATA.entities.map((_, id) => id)
  .sort((a, b) => importance(b) - importance(a) || a - b);
const rank = new Int32Array(DATA.entities.length);
byImportance.forEach((id, i) => { rank[id] = i; });
const widths = new Map();
let hovered = null;
let placed = { key: null, labels: [] };

function importance(id) {
  const region = DATA.entities[id].type === "Region" ? 3 : 0;
  return incident[id].length + Math.log2(1 + DATA.entities[id].docs) + region;
}

function forgetLabels() {
  placed.key = null;
}

function hover(id) {
  hovered = id;
  setCursor(id === null ? "default" : "pointer");
  forgetLabels();
  redrawSoon();
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
      label.y + 40 > top && label.y - 40 < top + box.height;
    if (seen) drawLabel(context, label);
  }
  context.restore();
}

function drawLabel(context, label) {
  context.font = label.font;
  context.textAlign = label.align;
  context.globalAlpha = label.alpha;
  context.strokeStyle = theme.paper;
  context.lineWidth = 3.5;
  context.fillStyle = label.colour;
  label.lines.forEach((line, i) => context.strokeText(line, label.x, label.y + lineOffset(label, i)));
  label.lines.forEach((line, i) => context.fillText(line, label.x, label.y + lineOffset(label, i)));
}

function lineOffset(label, i) {
  return (i - (label.lines.length - 1) / 2) * label.size * LEADING;
}

/** The labels that have room at this zoom, in screen units around the origin of the canvas. */
function placeLabels(context, scale) {
  const key = `${scale.toFixed(4)} ${scene.number}`;
  if (placed.key === key) return placed.labels;
  const taken = new Map();
  const labels = [];
  for (const id of state.lit || scene.nodes) {
    const isDot = !state.lit && DATA.entities[id].size * scale < 1.6; // too small to be kept clear
    if (!isHidden(id) && !isDot) claim(taken, glyphBox(id, scale), true);
  }
  const titled = new Set();
  const { left, right, top, bottom } = BOUNDS;
  const edge = { left: left * scale - 14, right: right * scale + 14, top: top * scale - 14, bottom: bottom * scale + 14 };
  for (const options of wishedLabels(scale, titled)) {
    for (const label of options) label.width = Math.max(...label.lines.map((line) => measure(context, label.font, line)));
    const label = options.find((one) => isWithin(boxOf(one), edge) && claim(taken, boxOf(one), false)) || (options[0].forced ? options[0] : null);
    if (!label) continue;
    labels.push(label);
    if (label.ground !== undefined) titled.add(label.ground);
  }
  placed = { key, labels };
  return labels;
}

/** Each label as the places it may take, the best first. Where a ground bears its region's name, the region itself is
 * not named again until one is close: `titled` holds those that got it. */
function* wishedLabels(scale, titled) {
  const first = [hovered, state.selected].filter((id, i, all) => id !== null && all.indexOf(id) === i && !isHidden(id));
  for (const id of first) yield nodeLabels(id, scale, { forced: true, full: true });
  const near = state.lit ? [...state.lit].filter((id) => !first.includes(id) && !isHidden(id)) : [];
  for (const id of near.sort((a, b) => importance(b) - importance(a))) yield nodeLabels(id, scale, { full: near.length < 30 });
  for (const label of edgeLabels(scale)) yield [label];
  for (const label of groundLabels(scale)) yield [label];
  if (isFarAway()) for (const label of closedLabels(scale)) yield [label];
  if (state.lit) return;
  if (isFarAway()) return;
  for (const id of [...scene.nodes].sort((a, b) => rank[a] - rank[b])) {
    const done = first.includes(id) || (titled.has(id) && (scale < 0.8 || titledNodes.has(id)));
    if (!done && isWorthALabel(id, scale)) yield nodeLabels(id, scale, {});
  }
}

/** From afar, where the signs are mere dots, only the most important and the regions are named. */
function isWorthALabel(id, scale) {
  return rank[id] < 30 || DATA.entities[id].size * scale > 2.2 || DATA.entities[id].type === "Region";
}

/** Below the sign, above it, or beside it; a region whose sign stands in the title of its ground has its name there. */
function nodeLabels(id, scale, { forced = false, full = false }) {
  const entity = DATA.entities[id];
  const strong = id === state.selected || id === hovered || entity.type === "Region";
  const size = Math.min(15, Math.max(11, 13 * scale ** 0.2));
  const lines = wrap(entity.name, Math.min(full ? 13 : 11, Math.max(5, (CELL_WIDTH * scale) / size - 0.2)), full ? 3 : 2);
  const sign = signRadius(id, scale);
  const half = (lines.length * size * LEADING) / 2;
  const x = places[id].x * scale, y = places[id].y * scale;
  const label = { lines, size, forced, font: font(size, strong ? 600 : 400), align: "center", x, y, colour: theme.ink, alpha: 1 };
  const beside = [{ ...label, align: "left", x: x + sign + 5 }, { ...label, align: "right", x: x - sign - 5 }];
  if (titledNodes.has(id)) return [beside[0], { ...label, y: y - sign - half - 2 }];
  return [{ ...label, y: y + sign + half + 2 }, { ...label, y: y - sign - half - 2 }, ...beside];
}

const titledNodes = new Set(DATA.territories.filter((ground) => ground.titled).map((ground) => ground.node));

const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** The names of the grounds, in their upper left corner; those too small to read into are left out. */
function* groundLabels(scale) {
  const grounds = openGrounds(isSmall ? EVERYWHERE : scene.rect, scale)
    .filter((ground) => ground.size > 1 && ground.w * scale > 50 && ground.h * scale > 40);
  for (const ground of grounds.sort((a, b) => a.depth - b.depth || b.w * b.h - a.w * a.h)) {
    const size = Math.min(17, Math.max(11.5, Math.sqrt(ground.w * ground.h) * scale * 0.012 + 8.5));
    const sign = ground.titled ? DATA.entities[ground.node].size * scale + 20 * scale + 2 : 0;
    const room = (ground.w * scale - 24 * scale - sign) / size;
    const band = ground.node === null ? DOCUMENT_TITLE : TITLE;
    const lines = wrap(ground.name || say("untitled"), room, ground.node === null && band * scale > 1.9 * size * LEADING ? 2 : 1, true);
    yield { lines: lines.map((line) => (ground.node === null ? line : spaced(line, room))), size, font: font(size, 500), forced: false,
      align: "left", ground: ground.node, x: (ground.x + 14) * scale + sign, y: (ground.y + band / 2) * scale,
      colour: theme.soft, alpha: state.lit ? 0.35 : 1 };
  }
}

/** The name of a closed ground and the number of what stands on it, in its middle. */
function* closedLabels(scale) {
  const grounds = closedGrounds(scene.rect, scale).filter((ground) => ground.w * scale > 36 && ground.h * scale > 18);
  for (const ground of grounds.sort((a, b) => b.w * b.h - a.w * a.h)) {
    const size = Math.min(16, Math.max(11.5, Math.sqrt(ground.w * ground.h) * scale * 0.05 + 7));
    const name = wrap(ground.name || say("untitled"), (ground.w * scale - 8) / size, 1, true);
    const number = count(totals[ground.number].reduce((sum, one) => sum + one, 0));
    const lines = ground.h * scale > 3.4 * size ? [...name, number] : name;
    yield { lines, size, font: font(size, 500), forced: false, align: "center", ground: ground.node,
      x: (ground.x + ground.w / 2) * scale, y: (ground.y + ground.h / 2) * scale - 4, colour: theme.ink, alpha: state.lit ? 0.35 : 1 };
  }
}

/** Thin spaces between the characters of a short name, as atlases set regions. */
function spaced(name, room) {
  const characters = Array.from(name);
  return characters.length < 7 && characters.length * 1.2 < room ? characters.join("\u2009") : name;
}

/** What the selected node has to do with each neighbour, written on the edge. */
function* edgeLabels(scale) {
  if (state.litEdges.size > 40) return;
  for (const i of state.litEdges) {
    const relation = DATA.relations[i];
    if (isEdgeHidden(relation) || relation.s === relation.o) continue;
    const a = places[relation.s], b = places[relation.o];
    if (Math.hypot(a.x - b.x, a.y - b.y) * scale < 70) continue;
    const middle = network.body.edges[i]?.edgeType.getPoint(0.5);
    if (!middle) continue;
    yield { lines: [say(`predicates.${relation.p}`)], size: 11, font: font(11, 400), forced: false, align: "center",
      x: middle.x * scale, y: middle.y * scale, colour: theme.accent, alpha: 1 };
  }
}

/** The text in up to `most` lines of `room` full-width characters, about equally long unless `fill`ed from the first. */
function wrap(text, room, most, fill = false) {
  const characters = Array.from(text);
  const total = characters.reduce((sum, one) => sum + charWidth(one), 0);
  const wanted = Math.min(most, Math.ceil((total - 0.3) / room)) || 1;
  const even = fill ? room : Math.min(room, Math.ceil(total / wanted));
  const lines = [""];
  let filled = 0;
  for (const one of characters) {
    const width = charWidth(one);
    const limit = lines.length < wanted ? even : room;
    if (filled && filled + width > limit + 0.3 && !(CLOSING.includes(one) && filled + width <= limit + 1)) {
      if (lines.length === wanted) {
        lines[wanted - 1] = `${filled + 0.6 > room ? lines[wanted - 1].slice(0, -1) : lines[wanted - 1]}…`;
        return lines;
      }
      lines.push("");
      filled = 0;
    }
    lines[lines.length - 1] += one;
    filled += width;
  }
  return lines;
}

/** Against a full-width character; near enough to break lines by. */
function charWidth(character) {
  return character.codePointAt(0) < 0x2e80 ? 0.58 : 1;
}

function font(size, weight) {
  return `${weight} ${size.toFixed(1)}px ${FONT}`;
}

const FONT = getComputedStyle(document.documentElement).getPropertyValue("--sans");

function measure(context, fontOfLabel, text) {
  const key = fontOfLabel + text;
  if (!widths.has(key)) {
    if (widths.size > 50000) widths.clear();
    context.font = fontOfLabel;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

/** Take the rectangle if it is free, or though it is not; `taken` files the rectangles under the cells of a grid. */
function claim(taken, box, anyway) {
  const cells = cellsOf(box);
  const free = !cells.some((cell) => taken.get(cell)?.some((other) => overlap(box, other)));
  if (free || anyway) {
    for (const cell of cells) taken.has(cell) ? taken.get(cell).push(box) : taken.set(cell, [box]);
  }
  return free;
}

function boxOf(label) {
  const left = label.x - label.width * { left: 0, center: 0.5, right: 1 }[label.align];
  const half = (label.lines.length * label.size * LEADING) / 2;
  return { left: left - 2, right: left + label.width + 2, top: label.y - half - 0.5, bottom: label.y + half + 0.5 };
}

/** Half the width of a sign on the screen; from afar that of a pin. */
function signRadius(id, scale) {
  return Math.max(DATA.entities[id].size * scale, isFarAway() ? PIN + 1 : 0);
}

/** The place of a node's sign, which no label may cover. */
function glyphBox(id, scale) {
  const half = signRadius(id, scale) * 0.9;
  const x = places[id].x * scale, y = places[id].y * scale;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function cellsOf(box) {
  const cells = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) cells.push(`${x},${y}`);
  }
  return cells;
}

function isWithin(a, b) {
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
