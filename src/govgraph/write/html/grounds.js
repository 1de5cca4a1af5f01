// The grounds of the regions, one inside the other, each a shade deeper; from afar with the mix of what stands on them.

const STRIP = 4; // pixels high
const totals = countBelow();

/** Of each ground how many entities of each type stand on it and on those inside it. */
function countBelow() {
  const own = new Map(DATA.territories.map((ground, i) => [ground.node, i]));
  const counts = DATA.territories.map(() => new Uint32Array(TYPES.length));
  for (const { home, type } of DATA.entities) if (home !== null) counts[own.get(home)][TYPES.indexOf(type)] += 1;
  for (let i = counts.length - 1; i >= 0; i -= 1) { // those above come first
    const above = DATA.territories[i].above;
    if (above !== null) counts[i].forEach((number, type) => { counts[above][type] += number; });
  }
  return counts;
}

function drawGrounds(context) {
  const scale = network.getScale(), view = viewRect();
  context.save();
  context.lineWidth = 1 / scale;
  context.strokeStyle = theme.border;
  context.fillStyle = theme.ground;
  for (const ground of groundsWithin(view, 3 / scale)) {
    const isRound = Math.min(ground.w, ground.h) * scale > 24;
    context.setLineDash(ground.node === null && isRound ? [5 / scale, 5 / scale] : []);
    context.beginPath();
    if (isRound) context.roundRect(ground.x, ground.y, ground.w, ground.h, 22);
    else context.rect(ground.x, ground.y, ground.w, ground.h);
    if (ground.node !== null) context.fill();
    context.stroke();
  }
  if (isFarAway()) for (const ground of groundsWithin(view, 26 / scale)) drawMix(context, ground, scale);
  context.restore();
}

/** The grounds that a rectangle touches, and at least so wide and high. */
function groundsWithin({ left, top, right, bottom }, least) {
  return DATA.territories.filter(({ x, y, w, h }) =>
    w >= least && h >= least && x < right && x + w > left && y < bottom && y + h > top);
}

/** A strip at the foot of a ground, divided as the types of what stands on it. */
function drawMix(context, ground, scale) {
  const counts = totals[ground.number], all = counts.reduce((sum, number) => sum + number, 0);
  const height = STRIP / scale, width = ground.w - 12 / scale;
  if (!all || width <= 0) return;
  let x = ground.x + 6 / scale;
  counts.forEach((number, type) => {
    context.fillStyle = theme.types[TYPES[type]];
    context.fillRect(x, ground.y + ground.h - height - 5 / scale, (width * number) / all, height);
    x += (width * number) / all;
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
