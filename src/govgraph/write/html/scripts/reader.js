// One article: its text with what it names and says marked, and its statements beside the sentences that make them.

const PARAGRAPHS = 100; // in the page at once
const MOST_NAMED = 60; // entities of an article listed before more are asked for
const reader = { article: null, page: 0, paragraphs: [], selected: null, at: null };

function forgetReader() {
  reader.article = null;
}

function showReader(article) {
  const at = /^\d{1,9}$/.test(addressed().get("at") ?? "") ? Number(addressed().get("at")) : null;
  const isNew = article !== reader.article, isOtherPlace = isNew || at !== reader.at, isOtherEntity = isNew || state.selected !== reader.selected;
  Object.assign(reader, { article, at, selected: state.selected });
  if (isNew) reader.paragraphs = paragraphsOf(article);
  const target = isOtherPlace && at !== null ? at : isOtherEntity && state.selected !== null ? placeOf(article, ENTITY, state.selected) : null;
  if (isNew || !isOnPage(target)) fillReader(target === null ? 0 : pageOf(target));
  lightSelected();
  if (isOtherPlace && at !== null) lightPlace(at);
  else if (isOtherEntity) showMention();
}

function pageOf(place) {
  const before = reader.paragraphs.findLastIndex(({ pieces }) => pieces[0].start <= place);
  return Math.floor(Math.max(0, before) / PARAGRAPHS);
}

function isOnPage(place) {
  return place === null || pageOf(place) === reader.page;
}

function fillReader(page) {
  reader.page = page;
  const { article, paragraphs } = reader, first = page * PARAGRAPHS;
  const box = document.getElementById("reader");
  box.replaceChildren(readerHead(article), pageButton(page - 1, "reader.earlier"),
    el("div", { class: "paragraphs" }, paragraphs.slice(first, first + PARAGRAPHS).map(paragraphRow)),
    pageButton(page + 1, "reader.later"), thingsOf(article));
  box.scrollTop = 0;
}

function pageButton(page, word) {
  if (page < 0 || page * PARAGRAPHS >= reader.paragraphs.length) return "";
  return el("button", { class: "more quiet", type: "button", onclick: () => {
    fillReader(page);
    lightSelected();
    document.getElementById("reader").focus({ preventScroll: true });
  } }, say(word));
}

function readerHead(article) {
  const { title, also } = DATA.articles[article], counts = named();
  return el("header", { class: "reader-head" },
    el("button", { class: "back quiet", type: "button", onclick: () => go({ article: null, at: null }) }, `← ${say("reader.back")}`),
    el("h2", { lang: "zh", dir: "auto" }, title),
    el("p", { class: "hint" }, imprint(article), address(article), also ? [` · ${say("also")} `, el("bdi", {}, also.join(say("separator")))] : null,
      ` · ${say("reader.told", { entities: counts.entities[article], statements: counts.statements[article] })}`),
    reading(article).whole ? null : el("p", { class: "hint" }, say("reader.parts")));
}

/** A link to where the article stands on the web. */
function address(article) {
  const { url } = DATA.articles[article];
  if (!/^https?:\/\//.test(url ?? "")) return null;
  return [" · ", el("a", { href: url, rel: "noopener noreferrer external", target: "_blank", title: url }, say("reader.address"))];
}

function paragraphRow({ pieces, marks, gap, aside }) {
  const drawn = drawnMarks(marks);
  const sign = (i) => (aside ? (i ? "\n" : "") : i || gap ? el("span", { class: "gap-sign" }, i ? " … " : "… ") : "");
  const text = pieces.flatMap((piece, i) => [sign(i), markedUp(reader.article, piece,
    drawn.filter((mark) => mark.start >= piece.start && mark.start < piece.end))]).flat();
  const statements = marks.filter((mark) => mark.kind !== ENTITY && !isStatementHidden(mark.kind, mark.of));
  return el("section", { class: aside ? "row aside" : "row" }, el("p", { class: "text", lang: "zh", dir: "auto" }, text),
    statements.length ? el("ul", { class: "beside" }, statements.map((mark) => el("li", {}, statementButton(mark)))) : null);
}

function statementButton(mark) {
  const { s, o } = STATEMENTS[mark.kind][mark.of];
  const button = el("button", { class: "statement", type: "button", "aria-pressed": "false", "data-place": `${mark.start}-${mark.end}` },
    el("span", { class: "said" }, saidBy(mark)),
    el("span", { class: "why" }, el("code", {}, mark.rule.split(".").flatMap((part, i) => (i ? [".", el("wbr"), part] : [part]))), sureBar(mark.conf), el("span", { title: say("confidence") }, mark.conf.toFixed(2))));
  button.addEventListener("click", () => {
    const wasLit = button.getAttribute("aria-pressed") === "true";
    lightSentence(wasLit ? null : button, [s, o]);
  });
  return button;
}

function thing(id) {
  return el("span", { class: "thing" }, glyph(DATA.entities[id].type), el("bdi", {}, shorten(DATA.entities[id].name, 120)));
}

/** What a statement says, in the manner of the page of one article. */
function saidBy({ kind, of }) {
  const statement = STATEMENTS[kind][of], arrow = (text) => el("span", { class: "arrow" }, ` ${text} `);
  if (kind === RELATION) return [thing(statement.s), arrow(`—${say(`predicates.${statement.p}`)}→`), thing(statement.o)];
  if (kind === POST) return [el("strong", {}, statement.name), arrow("·"), statement.role, arrow("·"), thing(statement.s)];
  return [thing(statement.s), arrow("·"), statement.indicator, arrow("="), `${say(`bounds.${statement.bound}`)} `, el("strong", {}, grouped(statement.value)),
    ` ${statement.unit} `, el("span", { class: "hint" }, periodOf(statement))];
}

function sureBar(conf) {
  const bar = svg("svg", { class: "sure", viewBox: "0 0 32 4", "aria-hidden": "true" });
  bar.append(svg("rect", { width: 32, height: 4 }), svg("rect", { width: 32 * conf, height: 4 }));
  return bar;
}

/** The entities of the article, by how often it names them. */
function thingsOf(article) {
  const mentions = new Map();
  for (const { kind, of } of reading(article).marks) if (kind === ENTITY) mentions.set(of, (mentions.get(of) ?? 0) + 1);
  const shown = [...mentions].filter(([id]) => !isHidden(id)).sort((a, b) => b[1] - a[1]);
  const item = ([id, n]) => el("li", {}, entityLink(id), el("span", { class: "number" }, count(n)));
  return el("section", { class: "things" }, el("h3", {}, say("article.entities")), paged("ul", "named-list", shown, item, MOST_NAMED));
}

function inReader(selector) {
  return [...document.getElementById("reader").querySelectorAll(selector)];
}

/** Light the sentence of a statement and the names of its ends in it; with null, none. */
function lightSentence(button, ends) {
  for (const element of inReader(".lit")) element.classList.remove("lit");
  for (const one of inReader(".statement")) one.setAttribute("aria-pressed", String(one === button));
  lightSelected();
  if (!button) return;
  const sentences = inReader(`.evidence[data-place="${button.dataset.place}"]`);
  for (const sentence of sentences) {
    sentence.classList.add("lit");
    for (const id of ends) for (const mention of sentence.querySelectorAll(`.mention[data-entity="${id}"]`)) mention.classList.add("lit");
  }
  sentences[0]?.scrollIntoView({ block: "nearest" });
}

/** Light the sentence at a place of the text, as a link or a quote names it. */
function lightPlace(place) {
  const mark = reading(reader.article).marks.find((one) => one.kind !== ENTITY && one.start === place);
  const button = mark && inReader(`.statement[data-place="${mark.start}-${mark.end}"]`)[0];
  if (!button) return;
  const { s, o } = STATEMENTS[mark.kind][mark.of];
  lightSentence(button, [s, o]);
  inReader(".evidence.lit")[0]?.scrollIntoView({ block: "center" });
}

function lightSelected() {
  for (const mention of inReader(".mention")) mention.classList.toggle("lit", Number(mention.dataset.entity) === state.selected);
}

/** Go to the first mention of what is selected, unless one is in view. */
function showMention() {
  const box = document.getElementById("reader").getBoundingClientRect();
  const own = state.selected === null ? [] : inReader(`.mention[data-entity="${state.selected}"]`);
  const isSeen = own.some((mention) => mention.getBoundingClientRect().top >= box.top && mention.getBoundingClientRect().bottom <= box.bottom);
  if (!isSeen) own[0]?.scrollIntoView({ block: "center" });
}

/** A click on a name opens its entity, and so does Enter. */
function startReader(box) {
  const open = (event) => {
    const mention = event.target.closest(".mention");
    if (!mention || (event.type === "keydown" && event.key !== "Enter")) return;
    openEntity(Number(mention.dataset.entity));
  };
  box.addEventListener("click", open);
  box.addEventListener("keydown", open);
}
