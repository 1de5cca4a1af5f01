// Articles, programs and dated figures over time: bars of articles on one axis, a lane below it for each of the others.

const REACH = 10 * 12; // months before the first article and after the last that the axis follows dated figures
const STEPS = [1, 3, 12]; // a bar stands for a month, a quarter or a year: the first that leaves room to click
const LEAST_BAR = 9, TALLEST = 64, ONE_ARTICLE = 14; // pixels
const MOST_LISTED = 50;
const LANES = { programs: programLanes, figures: figureLanes };
const timeline = { kind: "programs", picked: null, lanes: [], opened: new Set(), list: null, axis: null };

function monthOf(date) {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** From the January of the first year to the December of the last; null where nothing has a date. */
function makeAxis() {
  const printed = DATA.articles.filter((article) => article.date).map((article) => monthOf(article.date));
  const figures = DATA.measures.flatMap(({ start, end }) => [start, end]).filter(Boolean).map(monthOf);
  const [first, last] = rangeOf(printed.length ? printed : figures);
  const near = figures.filter((month) => month >= first - REACH && month <= last + REACH);
  const [from, to] = rangeOf([first, last, ...near]);
  if (!Number.isFinite(from)) return null;
  const axis = { from: from - (from % 12), to: to - (to % 12) + 12 };
  const wide = document.getElementById("view-timeline").querySelector(".bars").clientWidth;
  axis.step = STEPS.find((step) => (wide * step) / (axis.to - axis.from) >= LEAST_BAR) ?? 12;
  return axis;
}

function rangeOf(values) {
  return values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
}

/** Where a month stands on the axis, in percent; what lies beyond stands at its end. */
function percentOf(month) {
  const { from, to } = timeline.axis;
  return Math.min(100, Math.max(0, ((month - from) / (to - from)) * 100));
}

function binOf(date) {
  return Math.floor((monthOf(date) - timeline.axis.from) / timeline.axis.step);
}

function nameOfBin(bin) {
  if (bin === "undated") return say("undated");
  const month = timeline.axis.from + bin * timeline.axis.step;
  const gaps = { year: String(Math.floor(month / 12)), month: String((month % 12) + 1), quarter: String(Math.floor((month % 12) / 3) + 1) };
  return say(`timeline.${{ 1: "month", 3: "quarter", 12: "year" }[timeline.axis.step]}`, gaps);
}

/** The articles of each bar, by its number. */
function articlesByBin() {
  const bins = new Map();
  DATA.articles.forEach(({ date }, article) => {
    const bin = date && timeline.axis ? binOf(date) : "undated";
    if (!bins.has(bin)) bins.set(bin, []);
    bins.get(bin).push(article);
  });
  return bins;
}

function buildTimeline() {
  const lanes = el("ul", { class: "lanes" }), scroller = el("div", { class: "scroller" }, lanes);
  document.getElementById("view-timeline").replaceChildren(
    el("div", { class: "tools" },
      switchOf("timeline-kind", Object.keys(LANES), timeline.kind, (kind) => say(`timeline.${kind}`), (kind) => {
        timeline.kind = kind;
        fillTimeline();
      }),
      el("button", { id: "timeline-undated", class: "chip", type: "button", onclick: () => pick("undated") }),
      el("span", { id: "timeline-count", class: "hint", role: "status" })),
    el("div", { class: "axis lane" }, el("span", { class: "lane-name hint" }, say("timeline.articles")),
      el("div", { class: "lane-track" }, el("div", { class: "bars", role: "toolbar", "aria-label": say("timeline.bars"), onkeydown: stepBars }),
        el("div", { class: "years", "aria-hidden": "true" })), el("span", { class: "lane-told" })),
    el("section", { id: "timeline-picked", class: "picked", hidden: "" }), scroller);
  timeline.list = windowedList(scroller, lanes, laneItem);
}

function fillTimeline() {
  timeline.axis = makeAxis();
  for (const button of document.querySelectorAll("#timeline-kind button")) {
    button.setAttribute("aria-pressed", String(button.dataset.choice === timeline.kind));
  }
  const bins = articlesByBin(), undated = bins.get("undated")?.length ?? 0;
  document.getElementById("timeline-undated").hidden = !undated;
  document.getElementById("timeline-undated").textContent = say("timeline.undated", { n: undated });
  drawAxis(bins);
  fillPicked(bins);
  timeline.lanes = LANES[timeline.kind]();
  document.getElementById("timeline-count").textContent = say(`timeline.${timeline.kind}Count`, { n: timeline.lanes.length });
  timeline.list.fill(timeline.lanes.length);
}

function drawAxis(bins) {
  const bars = document.querySelector("#view-timeline .bars"), years = document.querySelector("#view-timeline .years");
  const dated = [...bins.keys()].filter((bin) => bin !== "undated").sort((a, b) => a - b);
  const most = Math.max(1, ...dated.map((bin) => bins.get(bin).length));
  const own = new Set(state.selected === null ? [] : articlesOf(state.selected));
  bars.replaceChildren(...dated.map((bin) => barOf(bin, bins.get(bin), Math.min(ONE_ARTICLE, TALLEST / most), own)));
  const first = bars.querySelector("[aria-pressed=true]") ?? bars.firstChild;
  if (first) first.tabIndex = 0;
  years.replaceChildren(...(timeline.axis ? yearMarks(years.clientWidth) : []));
}

function barOf(bin, articles, each, own) {
  const { from, to, step } = timeline.axis, lit = articles.filter((article) => own.has(article)).length;
  const told = say("timeline.bar", { when: nameOfBin(bin), n: articles.length });
  const bar = el("button", { class: "bar-of-articles", type: "button", tabindex: -1, "aria-pressed": String(bin === timeline.picked), "aria-label": told,
    title: told, onclick: () => pick(bin) }, el("span", { class: "bar-all" }), lit ? el("span", { class: "bar-lit" }) : null);
  bar.style.left = `${percentOf(from + bin * step)}%`;
  bar.style.width = `${(step / (to - from)) * 100}%`;
  bar.firstChild.style.height = `${Math.max(2, articles.length * each)}px`;
  if (lit) bar.lastChild.style.height = `${Math.max(3, lit * each)}px`;
  return bar;
}

/** The years below the bars, and as many lines behind the lanes: all, or as many as have room. */
function yearMarks(width) {
  const { from, to } = timeline.axis, years = (to - from) / 12;
  const every = [1, 2, 5, 10, 20, 50, 100].find((one) => (width * one) / years >= 44) ?? years;
  document.getElementById("view-timeline").style.setProperty("--year", `${(100 * every) / years}%`);
  return Array.from({ length: Math.ceil(years / every) }, (_, i) => {
    const mark = el("span", {}, String(from / 12 + i * every));
    mark.style.left = `${percentOf(from + i * every * 12)}%`;
    return mark;
  });
}

/** Arrow keys move between the bars, which are one stop for the tabulator. */
function stepBars(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], bars = [...event.currentTarget.children];
  const next = step && bars[bars.indexOf(event.target) + step];
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function pick(bin) {
  timeline.picked = timeline.picked === bin ? null : bin;
  const hadFocus = document.activeElement.closest(".bars, .picked");
  fillTimeline();
  if (hadFocus) document.querySelector("#view-timeline .bars [tabindex='0']")?.focus();
}

/** The articles of the bar that was picked. */
function fillPicked(bins) {
  const box = document.getElementById("timeline-picked"), articles = bins.get(timeline.picked) ?? [];
  box.hidden = !articles.length;
  const own = new Set(state.selected === null ? [] : articlesOf(state.selected));
  const sorted = articles.toSorted((a, b) => (DATA.articles[a].date ?? "").localeCompare(DATA.articles[b].date ?? ""));
  const item = (article) => el("li", { class: own.has(article) ? "selected" : null }, articleLink(article), el("span", { class: "hint" }, imprint(article)));
  box.replaceChildren(el("h3", {}, box.hidden ? "" : say("timeline.bar", { when: nameOfBin(timeline.picked), n: articles.length })),
    el("button", { class: "close quiet", type: "button", "aria-label": say("close"), onclick: () => pick(timeline.picked) }, "×"),
    ...paged("ul", "picked-list", sorted, item, MOST_LISTED));
}

/** Each program once by its first article; those that are one program in several places under their common name. */
function programLanes() {
  const lone = new Set([...DATA.entities.keys()].filter((id) => DATA.entities[id].type === "Program" && !isHidden(id)));
  const lanes = [];
  DATA.families.forEach((family, number) => {
    const members = family.members.filter((id) => lone.has(id));
    if (members.length < 2) return;
    for (const id of members) lone.delete(id);
    lanes.push({ family: number, members, dates: datesOf(new Set(members.flatMap(articlesOf))) });
  });
  for (const id of lone) lanes.push(programLane(id));
  return lanes.sort(byFirst).flatMap((lane) =>
    (timeline.opened.has(lane.family) ? [lane, ...lane.members.map((id) => ({ ...programLane(id), inside: true })).sort(byFirst)] : [lane]));
}

function programLane(id) {
  return { id, dates: datesOf(articlesOf(id)) };
}

function byFirst(a, b) {
  return (a.dates[0] ?? "9").localeCompare(b.dates[0] ?? "9") || b.dates.length - a.dates.length;
}

function datesOf(articles) {
  return Array.from(articles, (article) => DATA.articles[article].date).filter(Boolean).sort();
}

function figureLanes() {
  return DATA.measures.map((figure, number) => ({ id: figure.s, number, dates: [figure.start, figure.end].filter(Boolean) }))
    .filter(({ number, dates }) => dates.length && !isStatementHidden(MEASURE, number)).sort(byFirst);
}

function laneItem(i) {
  const lane = timeline.lanes[i], isSelected = lane.family === undefined && lane.id === state.selected;
  return el("li", { class: `lane${isSelected ? " selected" : ""}${lane.inside ? " inside" : ""}`, "aria-current": isSelected ? "true" : null },
    el("span", { class: "lane-name", dir: "auto" }, laneName(lane)), el("span", { class: "lane-track" }, laneDrawing(lane)),
    el("span", { class: "lane-told hint" }, laneTold(lane)));
}

function laneName(lane) {
  if (lane.family === undefined) {
    return lane.number === undefined ? entityLink(lane.id) : [entityLink(lane.id), el("span", { class: "hint" }, DATA.measures[lane.number].indicator)];
  }
  const isOpen = timeline.opened.has(lane.family);
  return el("button", { class: "entity", type: "button", "aria-expanded": String(isOpen), onclick: () => {
    if (!timeline.opened.delete(lane.family)) timeline.opened.add(lane.family);
    fillTimeline();
  } }, glyph("Program"), el("span", {}, DATA.families[lane.family].name), el("span", { class: "number" }, say("timeline.places", { n: lane.members.length })));
}

function laneTold(lane) {
  if (lane.number === undefined) return lane.dates.length ? say("support", { n: lane.dates.length }) : say("undated");
  const { value, unit } = DATA.measures[lane.number];
  return `${grouped(value)} ${unit}`;
}

/** A line from the first day to the last, and a dot for each month, quarter or year that has articles. */
function laneDrawing({ id, dates, number }) {
  if (!dates.length) return null;
  const drawing = svg("svg", { class: number === undefined ? "type-Program" : `type-${DATA.entities[id].type}`, "aria-hidden": "true" });
  const [first, last] = [dates[0], dates.at(-1)].map(monthOf);
  const right = number === undefined ? last + 0.5 : last + 1, left = number === undefined ? first + 0.5 : first;
  drawing.append(svg("line", { x1: `${percentOf(left)}%`, x2: `${percentOf(right)}%`, y1: "50%", y2: "50%", class: number === undefined ? "" : "figure-line" }));
  if (number !== undefined) return drawing;
  for (const bin of new Set(dates.map(binOf))) {
    drawing.append(svg("circle", { cx: `${percentOf(timeline.axis.from + (bin + 0.5) * timeline.axis.step)}%`, cy: "50%", r: 4 }));
  }
  return drawing;
}

const timelineView = {
  start: buildTimeline,
  show() {
    const family = state.selected === null ? null : DATA.entities[state.selected].family;
    if (family !== null) timeline.opened.add(family);
    fillTimeline();
    const at = timeline.lanes.findIndex((lane) => lane.family === undefined && lane.id === state.selected);
    if (state.selected !== null && at >= 0) timeline.list.show(at);
  },
  refilter() {
    if (state.view === "timeline") fillTimeline();
  },
  speak() {
    buildTimeline();
    if (state.view === "timeline") fillTimeline();
  },
};
