// What vis-network is given to draw. Of a small graph that is all; of a large one what is in view and large enough to be
// told apart, the most important first. The rest are dots, or from afar only the mix of types on each ground.

const ALL = 1000; // nodes that are handed over together: a frame of them takes 15 ms
const MOST = 700; // nodes of a larger graph at a time
const SIGN = 2.4, DOT = 0.6; // half the width on screen from which a node is drawn as its sign, and as a dot
const TOUCH = 1; // the same for a dot that can be clicked
const MEAN = 11; // half the width of a node
const MARGIN = 0.5; // of the view, handed over on each side of it
const LOT = 700; // width of the squares in which nodes are filed by place
const isSmall = DATA.entities.length <= ALL;
const places = DATA.entities.map(({ x, y }) => ({ x, y }));
const lots = new Map();
const scene = { nodes: new Set(), edges: new Set(), rect: null, scale: 0, number: 0, timer: 0 };

function lotOf(x, y) {
  return `${Math.floor(x / LOT)},${Math.floor(y / LOT)}`;
}

function fileNode(id) {
  const lot = lotOf(places[id].x, places[id].y);
  lots.has(lot) ? lots.get(lot).push(id) : lots.set(lot, [id]);
}

/** A node that was dragged is filed where it is now. */
function moveNode(id, place) {
  const before = lots.get(lotOf(places[id].x, places[id].y));
  before.splice(before.indexOf(id), 1);
  places[id] = place;
  fileNode(id);
}

/** The part of the graph on the screen, and `margin` times as much on each side. */
function viewRect(margin = 0) {
  const { width, height } = document.getElementById("canvas").getBoundingClientRect();
  const from = network.DOMtoCanvas({ x: -width * margin, y: -height * margin });
  const to = network.DOMtoCanvas({ x: width * (1 + margin), y: height * (1 + margin) });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** The nodes that are not hidden in the squares that a rectangle touches. */
function nodesNear({ left, top, right, bottom }) {
  const found = [];
  for (let x = Math.floor(left / LOT); x <= Math.floor(right / LOT); x += 1) {
    for (let y = Math.floor(top / LOT); y <= Math.floor(bottom / LOT); y += 1) {
      for (const id of lots.get(`${x},${y}`) || []) if (!isHidden(id)) found.push(id);
    }
  }
  return found;
}

function isFarAway() {
  return !isSmall && network.getScale() * MEAN < SIGN;
}

/** Hand over what is in view now, and take back what is not. */
function stage() {
  clearTimeout(scene.timer);
  scene.timer = 0;
  scene.rect = viewRect(MARGIN);
  scene.scale = network.getScale();
  scene.number += 1;
  const shown = new Set(lightNodes());
  if (!isFarAway()) for (const id of mostImportant()) shown.add(id);
  const lines = new Set();
  for (const id of shown) {
    for (const i of incident[id]) {
      const { s, o } = DATA.relations[i];
      if (shown.has(s) && shown.has(o) && !isEdgeHidden(DATA.relations[i])) lines.add(i);
    }
  }
  takeBack(edges, scene.edges, lines); // before the nodes that they join
  takeBack(nodes, scene.nodes, shown);
  handOver(nodes, scene.nodes, shown, (id) => ({ ...nodeBody(id), ...nodeLook(id) }));
  handOver(edges, scene.edges, lines, (i) => ({ ...edgeBody(i), ...edgeLook(i) }));
  scene.nodes = shown;
  scene.edges = lines;
  forgetLabels();
}

/** What is lit; of a province with thousands around it the most important. */
function lightNodes() {
  const lit = [...(state.lit || [])].filter((id) => !isHidden(id));
  return lit.length <= MOST ? lit : [state.selected, ...lit.sort((a, b) => rank[a] - rank[b]).slice(0, MOST)];
}

function mostImportant() {
  const inside = isSmall ? byImportance.filter((id) => !isHidden(id)) : nodesNear(scene.rect);
  return isSmall || inside.length <= MOST ? inside : inside.sort((a, b) => rank[a] - rank[b]).slice(0, MOST);
}

function takeBack(set, before, after) {
  set.remove([...before].filter((id) => !after.has(id)));
}

function handOver(set, before, after, make) {
  set.add([...after].filter((id) => !before.has(id)).map(make));
}

function nodeBody(id) {
  const { type, size } = DATA.entities[id];
  return { id, label: "", shape: DATA.shapes[type], size, ...places[id] };
}

function edgeBody(id) {
  const { s, o } = DATA.relations[id];
  return { id, from: s, to: o, ...(isCurved(DATA.relations[id]) && { smooth: CURVE }) };
}

/** Stage anew, soon, when the view has left what was handed over or shows it at quite another size. */
function watchView() {
  if (isSmall || scene.timer) return;
  const { rect, scale } = scene, view = viewRect(), zoomed = network.getScale() / scale;
  const isInside = view.left >= rect.left && view.right <= rect.right && view.top >= rect.top && view.bottom <= rect.bottom;
  if (!isInside || zoomed > 1.3 || zoomed < 0.77) scene.timer = setTimeout(stage, 80);
}

/** Everything in view that vis-network was not given and that is not too small to be seen. */
function dotsInView() {
  if (isSmall || network.getScale() * MEAN < DOT) return [];
  return nodesNear(viewRect()).filter((id) => !scene.nodes.has(id));
}

/** The square of a dot: its upper left corner, its width. */
function squareOf(id) {
  const half = DATA.entities[id].size * 0.8;
  return [places[id].x - half, places[id].y - half, 2 * half, 2 * half];
}

function drawDots(context) {
  const squares = Object.fromEntries(TYPES.map((type) => [type, new Path2D()]));
  for (const id of dotsInView()) squares[DATA.entities[id].type].rect(...squareOf(id));
  for (const type of TYPES) {
    context.fillStyle = theme.types[type];
    context.fill(squares[type]);
  }
}

/** The node under the pointer, a sign or a dot that is not too small; null where there is none. */
function nodeAt({ x, y }) {
  if (!isSmall && network.getScale() * MEAN < TOUCH) return null;
  const reach = Math.max(14, 5 / network.getScale());
  const near = nodesNear({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach })
    .map((id) => [Math.hypot(places[id].x - x, places[id].y - y), id])
    .filter(([distance, id]) => distance <= Math.max(reach, DATA.entities[id].size));
  return near.length ? near.sort((a, b) => a[0] - b[0])[0][1] : null;
}
