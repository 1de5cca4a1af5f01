// What is in view of the network as an SVG document of its own: no reference leads out of it.

/** How much of a sign's box of 16 is the size that the network gives it. */
const SIGN_RADII = { dot: 5.5, star: 6.6, square: 5, diamond: 6.5, triangle: 5.65, hexagon: 6.5 };
const ANCHORS = { left: "start", center: "middle", right: "end" };
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The picture in these colours, whichever the screen has. */
function drawPicture(colours) {
  const before = theme;
  theme = colours;
  forgetLabels();
  try {
    return buildPicture();
  } finally {
    theme = before;
    forgetLabels();
  }
}

function buildPicture() {
  const view = viewOfNetwork();
  const { width, height, left, top, scale } = view;
  const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT.trim() });
  const title = svg("title");
  title.append(document.title);
  root.append(title, svg("rect", { width, height, fill: theme.paper }));
  const world = svg("g", { transform: `translate(${round(-left)} ${round(-top)}) scale(${scale})` });
  const shown = [...scene.nodes].filter((id) => isInView(id, view));
  world.append(grounds(view), dots(), lines(scene.edges, view), signs(shown));
  root.append(world);
  if (state.lit) {
    const lit = world.cloneNode();
    lit.append(lines(state.litEdges, view), signs(shown.filter((id) => state.lit.has(id))));
    root.append(svg("rect", { width, height, fill: theme.paper, "fill-opacity": VEIL }), lit);
  }
  root.append(texts(view));
  return root;
}

/** The part of the network that is seen: its corner and size in pixels, and how many of them a unit has. */
function viewOfNetwork() {
  const box = document.getElementById("canvas").getBoundingClientRect();
  const scale = network.getScale(), corner = network.DOMtoCanvas({ x: 0, y: 0 });
  return { scale, left: corner.x * scale, top: corner.y * scale, width: Math.round(box.width), height: Math.round(box.height) };
}

function isInView(id, view) {
  const { x, y } = places[id], reach = DATA.entities[id].size * view.scale;
  return touches(view, x * view.scale, y * view.scale, x * view.scale, y * view.scale, reach);
}

/** Whether a box of pixels, with some room around it, lies in the view. */
function touches({ left, top, width, height }, x1, y1, x2, y2, room) {
  return Math.max(x1, x2) + room > left && Math.min(x1, x2) - room < left + width &&
    Math.max(y1, y2) + room > top && Math.min(y1, y2) - room < top + height;
}

function grounds({ scale }) {
  const group = svg("g", { fill: theme.ground, stroke: theme.border, "stroke-width": round(1 / scale) });
  if (isFarAway()) for (const ground of closedGrounds(viewRect(), scale)) group.append(...closedGround(ground, scale));
  for (const ground of openGrounds(viewRect(), scale)) group.append(box(ground, scale));
  return group;
}

function box({ node, x, y, w, h }, scale) {
  return svg("rect", { x: round(x), y: round(y), width: round(w), height: round(h), rx: round(Math.min(22, 6 / scale)),
    ...(node === null && { fill: "none", "stroke-dasharray": round(5 / scale) }) });
}

/** As grounds.js draws it: those right inside it as shades, and the mix of all. */
function closedGround(ground, scale) {
  const shades = svg("g", { stroke: "none" }), mix = svg("g", { stroke: "none" });
  shades.append(...ground.inner.map((inner) => box(inner, scale)));
  mix.append(...mixOf(ground, scale).map(({ type, box: part }) => square(part, theme.types[type])));
  return [box(ground, scale), shades, mix];
}

function square([x, y, width, height], fill) {
  return svg("rect", { x: round(x), y: round(y), width: round(width), height: round(height), fill });
}

function dots() {
  const group = svg("g");
  group.append(...dotsInView().map((id) => square(squareOf(id), theme.types[DATA.entities[id].type])));
  return group;
}

function lines(relations, view) {
  const group = svg("g", { fill: "none" });
  for (const i of relations) {
    const { s, o } = DATA.relations[i], a = places[s], b = places[o], k = view.scale;
    if (s !== o && !isEdgeHidden(DATA.relations[i]) && touches(view, a.x * k, a.y * k, b.x * k, b.y * k, FAR * k)) group.append(arrow(i, a, b));
  }
  return group;
}

/** A line with its head at the rim of the sign it points to. */
function arrow(i, a, b) {
  const { color, width, dashes } = edgeLook(i);
  const bend = bendOf(i, a, b);
  const from = bend ?? a, far = Math.hypot(b.x - from.x, b.y - from.y) || 1;
  const [dx, dy] = [(b.x - from.x) / far, (b.y - from.y) / far];
  const rim = Math.min(far, DATA.entities[DATA.relations[i].o].size), head = 5.25 + 3 * width;
  const tip = { x: b.x - dx * rim, y: b.y - dy * rim }, back = { x: tip.x - dx * head, y: tip.y - dy * head };
  const group = svg("g", { stroke: color.color, "stroke-width": width, opacity: round(color.opacity) });
  group.append(
    svg("path", { d: `M${at(a)}${bend ? `Q${at(bend)} ` : "L"}${at(back)}`, ...(dashes && { "stroke-dasharray": dashes.join(" ") }) }),
    svg("path", { d: `M${at(tip)}L${at({ x: back.x - dy * head * 0.4, y: back.y + dx * head * 0.4 })}L${at({ x: back.x + dy * head * 0.4, y: back.y - dx * head * 0.4 })}Z`,
      fill: color.color, stroke: "none" }));
  return group;
}

/** The point that a curved line is drawn to; it passes half way to it. */
function bendOf(i, a, b) {
  if (!isCurved(DATA.relations[i])) return null;
  const middle = network.body.edges[i]?.edgeType?.getPoint(0.5);
  return middle ? { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 } : null;
}

function signs(ids) {
  const group = svg("g");
  for (const id of ids) {
    const { type, size } = DATA.entities[id], { color, borderWidth } = nodeLook(id);
    const k = size / SIGN_RADII[DATA.shapes[type]];
    group.append(svg("path", { d: DATA.glyphs[type], transform: `translate(${at(places[id])}) scale(${round(k)}) translate(-8 -8)`,
      fill: color.background, stroke: color.border, "stroke-width": round(borderWidth / k) }));
  }
  return group;
}

/** The labels as the network places them, as text. */
function texts(view) {
  const group = svg("g", { transform: `translate(${round(-view.left)} ${round(-view.top)})`, "stroke-width": 3.5,
    "stroke-linejoin": "round", "paint-order": "stroke", stroke: theme.paper });
  const context = document.createElement("canvas").getContext("2d");
  for (const label of placeLabels(context, view.scale)) {
    if (!touches(view, label.x, label.y, label.x, label.y, label.width + 40)) continue;
    label.lines.forEach((line, i) => {
      const text = svg("text", { x: round(label.x), y: round(label.y + lineOffset(label, i) + label.size * 0.36),
        "font-size": round(label.size), "font-weight": label.font.split(" ")[0], "text-anchor": ANCHORS[label.align],
        fill: label.colour, ...(label.alpha < 1 && { opacity: label.alpha }) });
      text.append(line.replace(NO_XML, "\ufffd"));
      group.append(text);
    });
  }
  return group;
}

function at({ x, y }) {
  return `${round(x)} ${round(y)}`;
}

function round(number) {
  return Math.round(number * 100) / 100;
}
