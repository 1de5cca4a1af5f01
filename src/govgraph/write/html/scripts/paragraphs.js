// An article's text in paragraphs with their marks; of those that the page has in parts, the sentences that say something.

const SHORT = 40, FEW = 3; // that many unmarked lines in a row, all that short, are a menu or an imprint: one paragraph

/** Paragraphs as { pieces: [{ start, end }], marks, gap, aside }: a `gap` where text before it is missing, `aside` what is
 * no part of the account. */
function paragraphsOf(article) {
  const { text, marks, whole } = reading(article), paragraphs = [];
  let next = 0;
  for (const stretch of text) {
    linesOf(stretch, marks).forEach((line, i) => {
      while (next < marks.length && marks[next].start < line.start) next++;
      const first = next;
      while (next < marks.length && marks[next].start < line.end) next++;
      addLine(paragraphs, line, marks.slice(first, next), !whole && i === 0 && line.start > 0);
    });
  }
  return gatherAsides(paragraphs);
}

function gatherAsides(paragraphs) {
  const isShort = ({ pieces, marks }) => !marks.length && pieces.every(({ start, end }) => end - start < SHORT);
  const gathered = [];
  for (let i = 0; i < paragraphs.length; ) {
    let next = i + 1;
    if (isShort(paragraphs[i])) while (next < paragraphs.length && isShort(paragraphs[next])) next++;
    const run = paragraphs.slice(i, next);
    if (run.length < FEW) gathered.push(...run);
    else gathered.push({ pieces: run.flatMap(({ pieces }) => pieces), marks: [], gap: false, aside: true });
    i = next;
  }
  return gathered;
}

/** A paragraph of its own, but mere names out of a text that is not here follow each other in one. */
function addLine(paragraphs, line, marks, gap) {
  const last = paragraphs.at(-1), areNames = marks.every((mark) => mark.kind === ENTITY);
  if (gap && areNames && last?.areNames) {
    last.pieces.push(line);
    last.marks.push(...marks);
  } else paragraphs.push({ pieces: [line], marks, gap, areNames });
}

/** The lines of a stretch that hold more than blanks; no line ends inside a mark. */
function linesOf([start, characters], marks) {
  const lines = [];
  let from = 0, covered = start, next = lastAtMost(marks.length, (i) => marks[i].start, start - 1) + 1, isBlank = true;
  for (let i = 0; i <= characters.length; i++) {
    while (next < marks.length && marks[next].start <= start + i) covered = Math.max(covered, marks[next++].end);
    if (i < characters.length && (characters[i] !== "\n" || start + i < covered)) {
      isBlank &&= !characters[i].trim();
      continue;
    }
    if (!isBlank) lines.push({ start: start + from, end: start + i });
    from = i + 1;
    isBlank = true;
  }
  return lines;
}

/** The characters between two places, in an element for each mark; of two that cross, the later is cut in two. */
function markedUp(article, { start, end }, marks, around = []) {
  const parts = [];
  let rest = start, left = marks;
  while (left.length) {
    const [outer, ...others] = left;
    const inside = others.filter((mark) => mark.start < outer.end);
    const cut = inside.filter((mark) => mark.end > outer.end).map((mark) => ({ ...mark, start: outer.end }));
    parts.push(charactersOf(article, rest, outer.start).join(""), markElement(outer, around,
      markedUp(article, outer, inside.map((mark) => ({ ...mark, end: Math.min(mark.end, outer.end) })), [...around, outer])));
    rest = outer.end;
    left = byPlace([...cut, ...others.slice(inside.length)]);
  }
  return [...parts, charactersOf(article, rest, end).join("")];
}

/** Marks as they nest: what starts first or, of those that start together, is longest; sentences around names. */
function byPlace(marks) {
  return marks.toSorted((a, b) => a.start - b.start || b.end - a.end || Number(a.kind === ENTITY) - Number(b.kind === ENTITY));
}

/** The marks of a paragraph, each sentence once however much it says. */
function drawnMarks(marks) {
  const sentences = new Set();
  return byPlace(marks.map((mark) => ({ ...mark, place: `${mark.start}-${mark.end}` })).filter((mark) => {
    if (mark.kind === ENTITY) return true;
    const isNew = !sentences.has(mark.place);
    sentences.add(mark.place);
    return isNew;
  }));
}

function markElement(mark, around, content) {
  if (mark.kind !== ENTITY) return el("span", { class: "evidence", "data-place": mark.place }, content);
  const { type, name } = DATA.entities[mark.of];
  if (isHidden(mark.of)) return el("span", {}, content);
  const isSigned = around.every((other) => other.kind !== ENTITY || DATA.entities[other.of].type !== type);
  return el("span", { class: `mention type-${type}${isSigned ? " signed" : ""}`, role: "link", tabindex: 0, "data-entity": mark.of,
    title: `${shorten(name, 80)} · ${say(`types.${type}`)}` }, isSigned ? glyph(type) : null, content);
}
