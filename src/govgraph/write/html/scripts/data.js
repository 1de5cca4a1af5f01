// The graph as the build wrote it: rows out of columns, and blocks that are parsed when they are looked up.

const blocks = new Map();
const [ENTITY, RELATION, POST, MEASURE] = DATA.kinds.keys(); // what a mark in an article is about
for (const name of ["entities", "relations", "posts", "measures", "families", "articles", "territories"]) {
  DATA[name] = rows(DATA[name]);
}
for (const entity of DATA.entities) {
  entity.type = DATA.types[entity.type];
  entity.family ??= null;
  entity.home = DATA.territories[entity.ground].node ?? null;
}
for (const relation of DATA.relations) {
  relation.p = DATA.predicates[relation.p];
  relation.basis ??= "text";
}
DATA.territories.forEach((ground, number) => Object.assign(ground, { number, above: ground.above ?? null, node: ground.node ?? null }));
takePlaces(innerHeight > innerWidth * 1.2 ? "tall" : "wide"); // of a phone and of a screen
const STATEMENTS = [[], DATA.relations, DATA.posts, DATA.measures];
const incident = DATA.entities.map(() => []);
const postsOf = groupBySubject(DATA.posts), measuresOf = groupBySubject(DATA.measures);
DATA.relations.forEach((relation, i) => {
  relation.number = i;
  for (const end of new Set([relation.s, relation.o])) incident[end].push(i);
});

/** Objects out of columns. */
function rows({ rows: length, ...columns }) {
  const fields = Object.entries(columns);
  return Array.from({ length }, (_, i) => {
    const row = {};
    for (const [name, values] of fields) row[name] = values[i];
    return row;
  });
}

function groupBySubject(statements) {
  const own = DATA.entities.map(() => []);
  statements.forEach((statement, i) => own[statement.s].push(i));
  return own;
}

/** The value of a block by its name. */
function block(name) {
  if (!blocks.has(name)) blocks.set(name, JSON.parse(document.getElementById(`block-${name}`).textContent));
  return blocks.get(name);
}

/** The articles that name an entity, the surest first. */
function articlesOf(id) {
  return block("named")[id];
}

/** The articles that say a statement and are not filtered out, the surest first. */
function articlesSaying(kind, number) {
  return STATEMENTS[kind][number].in.filter((article) => !isArticleHidden(article));
}

/** What the page has of an article: stretches of `text` as [start, characters], and the `marks` in it. */
function reading(article) {
  const first = DATA.blocks.reading;
  const number = lastAtMost(first.length, (i) => first[i], article);
  const found = block(`reading-${number}`)[article - first[number]];
  if (!found.characters) {
    found.text = found.text.map(([start, text]) => [start, Array.from(text)]); // places count code points
    found.marks = found.marks.map(([start, length, kind, of, rule, conf]) =>
      ({ start, end: start + length, kind, of, rule: DATA.rules[rule], conf: conf / 100 }));
    found.characters = found.text.reduce((sum, [, text]) => sum + text.length, 0);
  }
  return found;
}

/** The characters of an article between two places, as an array. */
function charactersOf(article, start, end) {
  const stretches = reading(article).text;
  const at = lastAtMost(stretches.length, (i) => stretches[i][0], start);
  return at < 0 ? [] : stretches[at][1].slice(start - stretches[at][0], end - stretches[at][0]);
}

/** The last of so many ascending values that is not above `most`; -1 where all are. */
function lastAtMost(length, valueAt, most) {
  let low = -1;
  for (let high = length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= most) low = middle;
    else high = middle;
  }
  return low;
}

/** Where an article first says a statement, or names an entity. */
function placeOf(article, kind, number) {
  return reading(article).marks.find((mark) => mark.kind === kind && mark.of === number)?.start ?? null;
}

/** The sentences that say a statement, one text once, the surest first, from at most `most` articles after `skip`. */
function quotesOf(kind, number, about, skip = 0, most = 3) {
  const found = new Map();
  for (const article of articlesSaying(kind, number).slice(skip, skip + most)) {
    for (const mark of reading(article).marks) {
      if (mark.kind !== kind || mark.of !== number) continue;
      const characters = charactersOf(article, mark.start, mark.end), text = characters.join("");
      if (!found.has(text)) found.set(text, { article, ...mark, characters, marks: mentionsIn(article, mark, about) });
    }
  }
  return [...found.values()].sort((a, b) => b.conf - a.conf);
}

/** The mentions of these entities inside a passage, counted from its start; of overlapping ones the longest. */
function mentionsIn(article, { start, end }, about) {
  const inside = reading(article).marks
    .filter((mark) => mark.kind === ENTITY && about.includes(mark.of) && mark.start >= start && mark.end <= end)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept = [];
  for (const mark of inside) {
    if (kept.every((other) => mark.end <= other.start || other.end <= mark.start)) kept.push(mark);
  }
  return kept.map((mark) => [mark.start - start, mark.end - start]).sort((a, b) => a[0] - b[0]);
}

/** Where everything stands, in one of the two layouts. */
function takePlaces(layout) {
  const places = block(layout);
  rows(places.nodes).forEach((place, id) => Object.assign(DATA.entities[id], place));
  rows(places.territories).forEach((box, i) => Object.assign(DATA.territories[i], box));
}
