// The grounds of the regions, one inside the other, each a shade deeper; from afar with the mix of what stands on them.

const STRIP = 4; // pixels high
const LEAST = { w: 84, h: 52 }; // pixels in which a name, a number and a strip can be read
for (const ground of DATA.territories) ground.inner = [];
for (const ground of DATA.territories) if (ground.above !== null) DATA.territories[ground.above].inner.push(ground);
let totals = countBelow();

/** Of each ground how many entities of each type stand on it and on those inside it, without those filtered out. */
function countBelow() {
  const counts = DATA.territories.map(() => new Uint32Array(TYPES.length));
  DATA.entities.forEach(({ ground, type }, id) => {
    if (!isHidden(id)) counts[ground][TYPES.indexOf(type)] += 1;
  });
  for (let i = counts.length - 1; i >= 0; i -= 1) { // those above come first
    const above = DATA.territories[i].above;
    if (above !== null) counts[i].forEach((number, type) => { counts[above][type] += number; });
  }
  return counts;
}

function drawGrounds(context) {
  const scale = network.getScale();
  context.save();
  context.lineWidth = 1 / scale;
  context.strokeStyle = theme.border;
  context.fillStyle = theme.ground;
  if (isFarAway()) for (const ground of closedGrounds(viewRect(), scale)) drawClosed(context, ground, scale);
  for (const ground of openGrounds(viewRect(), scale)) drawGround(context, ground, scale, true);
  context.restore();
}

function drawGround(context, ground, scale, isOutlined) {
  const isRound = Math.min(ground.w, ground.h) * scale > 24;
  context.setLineDash(ground.node === null && isRound ? [5 / scale, 5 / scale] : []);
  context.beginPath();
  if (isRound) context.roundRect(ground.x, ground.y, ground.w, ground.h, Math.min(22, 6 / scale));
  else context.rect(ground.x, ground.y, ground.w, ground.h);
  if (ground.node !== null) context.fill();
  if (isOutlined) context.stroke();
}

/** A ground of which from afar no more is shown than those right inside it, as shades, and the mix of all. */
function drawClosed(context, ground, scale) {
  drawGround(context, ground, scale, true);
  for (const inner of ground.inner) if (inner.w * scale > 2) drawGround(context, inner, scale, false);
  drawMix(context, ground, scale);
  context.fillStyle = theme.ground;
}

/** From afar a ground is open where something inside it is large enough to bear a name; close by, all are. */
function isOpen(ground, scale) {
  return !isFarAway() || ground.inner.some(({ w, h }) => w * scale >= LEAST.w && h * scale >= LEAST.h);
}

function openGrounds(view, scale) {
  return groundsWithin(view, 3 / scale).filter((ground) => isOpen(ground, scale));
}

/** The outermost grounds that are not open. */
function closedGrounds(view, scale) {
  return groundsWithin(view, 3 / scale).filter((ground) =>
    !isOpen(ground, scale) && (ground.above === null || isOpen(DATA.territories[ground.above], scale)));
}

/** The grounds that a rectangle touches, and at least so wide and high. */
function groundsWithin({ left, top, right, bottom }, least) {
  return DATA.territories.filter(({ x, y, w, h }) =>
    w >= least && h >= least && x < right && x + w > left && y < bottom && y + h > top);
}

function drawMix(context, ground, scale) {
  for (const { type, box } of mixOf(ground, scale)) {
    context.fillStyle = theme.types[type];
    context.fillRect(...box);
  }
}

/** The parts of a strip at the foot of a ground, divided as the types of what stands on it; none where it is small. */
function mixOf(ground, scale) {
  const counts = totals[ground.number], all = counts.reduce((sum, number) => sum + number, 0);
  const height = STRIP / scale, width = ground.w - 12 / scale, y = ground.y + ground.h - height - 5 / scale;
  if (!all || ground.w * scale < 24) return [];
  let x = ground.x + 6 / scale;
  return TYPES.map((type, i) => {
    const box = [x, y, (width * counts[i]) / all, height];
    x += box[2];
    return { type, box };
  });
}

/** The smallest ground under a place that does not fill the view already. */
function groundAt({ x, y }) {
  const view = viewRect();
  const under = DATA.territories.filter((ground) =>
    x > ground.x && x < ground.x + ground.w && y > ground.y && y < ground.y + ground.h &&
    ground.w * 1.6 < view.right - view.left && ground.h * 1.6 < view.bottom - view.top);
  return under.reduce((best, ground) => (best && best.w * best.h > ground.w * ground.h ? best : ground), null);
}

function showGround({ x, y, w, h }) {
  const { width, height } = freeView();
  moveView({ x: x + w / 2, y: y + h / 2 }, Math.min(1.15, width / (w + 40), height / (h + 40)));
}
