// The network: vis-network draws nodes and edges where the build placed them; grounds and labels are drawn here.

const VEIL = 0.84; // how much of what is not selected fades into the paper
const FAR = 420; // a line to another ground that long swings aside, so that it does not run through all that lies between
const CURVE = { enabled: true, type: "curvedCW", roundness: 0.14 };
const MOST_CURVES = 2000; // straight lines draw quicker where there are thousands
const PIN = 5; // pixels: the radius of what is lit, from afar
const MANY_EDGES = 400; // from which on each is drawn fainter
let theme = readTheme();
let nodes, edges, network;
let highlighted = { nodes: [], edges: [] }; // what bears the look of a selection

/** The colours of the style sheet, for the canvas; light and dark live there alone. */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const types = Object.fromEntries(TYPES.map((type) => [type, colour(type)]));
  return { types, paper: colour("paper"), ink: colour("ink"), soft: colour("soft"), faint: colour("faint"),
    ground: colour("ground"), border: colour("border"), edge: colour("edge"), accent: colour("accent") };
}

function startNetwork() {
  nodes = new vis.DataSet();
  edges = new vis.DataSet();
  DATA.entities.forEach((_, id) => fileNode(id));
  network = new vis.Network(document.getElementById("canvas"), { nodes, edges }, DATA.options);
  document.querySelector("#canvas > .vis-network").tabIndex = -1; // its container is what the keyboard reaches
  network.once("afterDrawing", () => performance.mark("drawn"));
  network.on("beforeDrawing", (context) => {
    watchView();
    drawGrounds(context);
    drawDots(context);
  });
  network.on("afterDrawing", (context) => {
    drawFocus(context);
    drawLabels(context);
  });
  network.on("click", openAt);
  network.on("doubleClick", ({ pointer }) => enterGround(pointer.canvas));
  network.on("dragStart", (event) => setCursor(event.nodes.length ? "grabbing" : "move"));
  network.on("dragging", followDrag);
  network.on("dragEnd", () => setCursor("default"));
  network.on("hoverNode", (event) => hover(event.node));
  network.on("blurNode", () => hover(null));
  network.on("zoom", keepInBounds);
  whenThemeChanges(() => {
    theme = readTheme();
    repaint();
  });
}

/** Open the node that was clicked; from afar, where there are none, the ground. */
function openAt({ nodes: [node], pointer }) {
  const id = node ?? nodeAt(pointer.canvas);
  if (id === null && isFarAway() && state.selected === null) enterGround(pointer.canvas);
  else openEntity(id);
}

function enterGround(place) {
  const ground = groundAt(place);
  if (ground) showGround(ground);
}

function setCursor(cursor) {
  document.getElementById("canvas").style.cursor = cursor;
}

function followDrag(event) {
  for (const [id, place] of Object.entries(network.getPositions(event.nodes))) moveNode(Number(id), place);
  if (event.nodes.length) forgetLabels();
}

/** Give everything that is drawn the look it has now. */
function repaint() {
  stage();
  restyle(scene.nodes, scene.edges);
}

/** The same for these alone: a selection touches a handful of thousands. */
function restyle(nodeIds, edgeIds) {
  nodes.update([...nodeIds].filter((id) => scene.nodes.has(id)).map(nodeLook));
  edges.update([...edgeIds].filter((id) => scene.edges.has(id)).map(edgeLook));
  forgetLabels();
  redrawSoon();
}

/** Once, in the next frame: drawing thousands of nodes takes most of the time there is. */
function redrawSoon() {
  network.body.emitter.emit("_requestRedraw");
}

function select(id) {
  const before = highlighted;
  highlighted = { nodes: id === null ? [] : [id], edges: [...state.litEdges] };
  stage();
  restyle([...before.nodes, ...highlighted.nodes], [...before.edges, ...highlighted.edges]);
}

function nodeLook(id) {
  const fill = theme.types[DATA.entities[id].type];
  const border = id === state.selected ? theme.ink : fill;
  const both = { background: fill, border };
  return { id, color: { ...both, highlight: both, hover: { background: fill, border: theme.ink } },
    borderWidth: id === state.selected ? 3 : 0.5 };
}

function edgeLook(id) {
  const relation = DATA.relations[id];
  const lit = state.litEdges.has(id);
  const quiet = relation.p === "partOf";
  const drawn = Math.min(DATA.relations.length, MOST);
  const opacity = lit ? 0.9 : 0.8 * Math.min(1, Math.sqrt(MANY_EDGES / drawn)) * (quiet || isFar(relation) ? 0.4 : 1);
  const colour = lit ? theme.accent : theme.edge;
  return { id, width: lit ? 1.8 : 1, dashes: quiet ? [3, 5] : false,
    color: { color: colour, highlight: colour, hover: colour, opacity } };
}

/** Whether the line leaves its ground and crosses others. */
function isFar({ s, o }) {
  const a = places[s], b = places[o];
  return DATA.entities[s].home !== DATA.entities[o].home && Math.hypot(a.x - b.x, a.y - b.y) > FAR;
}

function isCurved(relation) {
  return DATA.relations.length <= MOST_CURVES && isFar(relation);
}

function neighbourhood(id) {
  const around = new Set([id]);
  for (const i of incident[id]) around.add(DATA.relations[i].s).add(DATA.relations[i].o);
  return around;
}

/** With a selection, a veil over everything, and above it the selected node with its neighbours. */
function drawFocus(context) {
  if (!state.lit) return;
  const from = network.DOMtoCanvas({ x: 0, y: 0 }), box = document.getElementById("canvas").getBoundingClientRect();
  const to = network.DOMtoCanvas({ x: box.width, y: box.height });
  context.save();
  context.globalAlpha = VEIL;
  context.fillStyle = theme.paper;
  context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
  context.restore();
  const lines = [...state.litEdges].map((id) => network.body.edges[id]).filter(Boolean);
  for (const line of lines) line.draw(context);
  for (const line of lines) line.drawArrows(context);
  for (const id of state.lit) network.body.nodes[id]?.draw(context);
  if (isFarAway()) for (const id of scene.nodes) drawPin(context, id, network.getScale());
}

/** From afar a lit node is a pin of constant size: its sign would be too small to be seen. */
function drawPin(context, id, scale) {
  context.beginPath();
  context.arc(places[id].x, places[id].y, PIN / scale, 0, 2 * Math.PI);
  context.fillStyle = theme.types[DATA.entities[id].type];
  context.fill();
  context.lineWidth = 1.5 / scale;
  context.strokeStyle = id === state.selected ? theme.ink : theme.paper;
  context.stroke();
}

/** The part of the canvas beside the legend and the panel, or above it: its size, and its middle from the canvas' middle. */
function freeView() {
  const box = document.getElementById("canvas").getBoundingClientRect();
  const free = { left: box.left, right: box.right, bottom: box.bottom };
  const { open, offsetWidth } = document.getElementById("legend");
  if (open && box.width > 900) free.left += offsetWidth + 32;
  const panel = document.getElementById("panel");
  if (!panel.hidden) {
    const covered = panel.getBoundingClientRect();
    if (covered.width < box.width * 0.9) free.right = covered.left;
    else free.bottom = covered.top;
  }
  return { width: free.right - free.left, height: free.bottom - box.top,
    x: (free.left + free.right - box.left - box.right) / 2, y: (free.bottom - box.bottom) / 2 };
}

function moveView(position, scale, animated = true) {
  const { x, y } = freeView();
  const still = !animated || !isSmall; // each frame of a large graph draws another part
  network.moveTo({ position, scale, offset: { x, y }, animation: still ? false : motion(420, "easeInOutQuad") });
}

function motion(duration, easingFunction) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration, easingFunction };
}

/** The box around all grounds; they do not move. */
const BOUNDS = (() => {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const ground of DATA.territories.filter((one) => one.depth === 0)) {
    box.left = Math.min(box.left, ground.x);
    box.right = Math.max(box.right, ground.x + ground.w);
    box.top = Math.min(box.top, ground.y);
    box.bottom = Math.max(box.bottom, ground.y + ground.h);
  }
  return box;
})();

function fitScale() {
  const { width, height } = freeView();
  return Math.min(1.2, (width - 32) / (BOUNDS.right - BOUNDS.left), (height - 32) / (BOUNDS.bottom - BOUNDS.top));
}

function showAll(animated = true) {
  moveView({ x: (BOUNDS.left + BOUNDS.right) / 2, y: (BOUNDS.top + BOUNDS.bottom) / 2 }, fitScale(), animated);
}

/** Bring the node and its neighbours into view; where they lie too far apart to be read, the node alone. */
function showNode(id, animated = true) {
  const { width, height } = freeView();
  const telling = incident[id].map((i) => DATA.relations[i]).filter((relation) => relation.p !== "partOf");
  const near = telling.length ? new Set([id, ...telling.flatMap((relation) => [relation.s, relation.o])]) : neighbourhood(id);
  const box = boxAround([...near].filter((other) => !isHidden(other)));
  const scale = Math.min(1.15, width / (box.width + 160), height / (box.height + 120));
  if (scale < 0.3) moveView(places[id], Math.max(0.5, fitScale()), animated);
  else moveView(box.middle, scale, animated);
}

/** The box around the places of these nodes. */
function boxAround(ids) {
  const [left, right] = extent(ids.map((id) => places[id].x)), [top, bottom] = extent(ids.map((id) => places[id].y));
  return { width: right - left, height: bottom - top, middle: { x: (left + right) / 2, y: (top + bottom) / 2 } };
}

function extent(values) {
  return [Math.min(...values), Math.max(...values)];
}

function zoomBy(factor) {
  const { x, y } = network.getViewPosition();
  const scale = Math.min(4, Math.max(fitScale() * 0.6, network.getScale() * factor));
  network.moveTo({ position: { x, y }, scale, animation: motion(180, "easeOutQuad") });
}

function keepInBounds() {
  const scale = network.getScale();
  const least = fitScale() * 0.5;
  if (scale < least || scale > 4) network.moveTo({ scale: scale > 4 ? 4 : least });
}

/** The network as one of the page's views; it draws itself, and only has to hear of what was chosen. */
const networkView = {
  start() {
    startNetwork();
    if (DATA.entities.length) showAll(false);
  },
  show(animated) {
    select(state.selected);
    if (state.selected !== null) showLit(animated);
    network.setSelection({ nodes: scene.nodes.has(state.selected) ? [state.selected] : [], edges: [] });
  },
  refilter() {
    totals = countBelow();
    repaint();
  },
  speak() {
    forgetLabels();
    redrawSoon();
  },
};
