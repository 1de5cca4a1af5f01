// What is known of one entity: its statements, each with the sentence that makes it.

const FIRST = 8; // statements shown of a group before "show all"
const QUOTED = 3; // articles quoted for a statement before it is asked for more
const panel = document.getElementById("panel");
const PREDICATES = ["partOf", "jurisdiction", "subOrganisationOf", "runs", "partOfProgram", "serves", "undertakes", "locatedIn"];

function fillPanel(id) {
  panel.replaceChildren(panelHead(id), el("div", { class: "panel-body" }, aroundSection(id),
    el("div", { id: "family" }), el("div", { id: "facts" })));
  panel.scrollTop = 0;
  refreshPanel(id, true);
}

/** Write anew what depends on the rest of the address, and with `facts` what depends on the filters. */
function refreshPanel(id, facts) {
  fillAround(id);
  document.getElementById("family").replaceChildren(...[familySection(id)].filter(Boolean));
  if (facts) fillFacts(id);
}

function fillFacts(id) {
  const posts = postsOf[id].filter((i) => !isStatementHidden(POST, i));
  const figures = measuresOf[id].filter((i) => !isStatementHidden(MEASURE, i));
  const relations = incident[id].filter((i) => !isFactHidden(i, id));
  const all = postsOf[id].length + measuresOf[id].length + incident[id].length;
  const left = posts.length + figures.length + relations.length;
  document.getElementById("facts").replaceChildren(...[
    all ? filteredLine(id, all - left) : el("p", { class: "hint bare" }, say("noFacts")),
    ...factSections(id, relations), postSection(id, posts), figureSection(id, figures), sourceSection(id)].filter(Boolean));
}

/** A fact needs its other end; its own is there, for it is open. */
function isFactHidden(i, id) {
  const { s, o } = DATA.relations[i];
  return filteredOut.statements[RELATION][i] === 1 || isHidden(s === id ? o : s) && s !== o;
}

/** How many statements are not told, and the way to have them told. */
function filteredLine(id, n) {
  if (!n && !isHidden(id)) return null;
  const clear = el("button", { class: "more", type: "button", onclick: () => {
    clearFilters();
    panel.focus({ preventScroll: true });
  } }, say("filters.reset"));
  return el("p", { class: "filtered-facts hint", role: "note" },
    [isHidden(id) ? say("filters.hiddenEntity") : "", n ? say("filters.hiddenFacts", { n }) : ""].filter(Boolean).join(" "), " ", clear);
}

function panelHead(id) {
  const entity = DATA.entities[id];
  const kind = entity.kind && WORDS[language].kinds[entity.kind];
  return el("header", { class: "panel-head" },
    el("p", { class: "type" }, glyph(entity.type), say(`types.${entity.type}`), kind ? ` · ${kind}` : null),
    el("button", { class: "close quiet", type: "button", "aria-label": say("close"), onclick: () => openEntity(null) }, "×"),
    panelName(entity.name),
    entity.aliases.length ? line("alias", el("span", { class: "aliases" }, listed(entity.aliases))) : null,
    entity.home !== null && entity.home !== id ? line("home", entityLink(entity.home)) : null,
    entity.code ? line("code", entity.code) : null,
    el("p", { class: "hint" }, say("seen", { docs: entity.docs, mentions: entity.mentions })));
}

/** The name; one of more than a few lines shows its beginning, and the rest when asked. */
function panelName(name) {
  const short = shorten(name, MOST_OF_A_NAME);
  const title = el("h2", { id: "panel-name" }, isolated(short));
  if (short === name) return title;
  const all = el("button", { class: "more", type: "button" }, say("wholeName", { n: Array.from(name).length }));
  all.addEventListener("click", () => {
    title.replaceChildren(isolated(name));
    all.remove();
  });
  return [title, all];
}

/** Texts from outside in a row. */
function listed(texts) {
  return texts.flatMap((text, i) => [i ? say("separator") : "", isolated(shorten(text, MOST_OF_A_NAME))]);
}

function line(word, content) {
  return el("p", { class: "line" }, el("span", { class: "line-word" }, say(word)), content);
}

/** The statements by relation, those the entity makes before those made of it. */
function factSections(id, relations) {
  return PREDICATES.flatMap((predicate) => ["out", "in"].map((way) => {
    const own = way === "out" ? "s" : "o", other = way === "out" ? "o" : "s";
    const facts = relations.filter((i) => DATA.relations[i].p === predicate && DATA.relations[i][own] === id);
    facts.sort((a, b) => DATA.relations[b].support - DATA.relations[a].support || DATA.relations[b].conf - DATA.relations[a].conf);
    return facts.length ? section(say(`${way}.${predicate}`), facts.map((i) => () => factItem(i, DATA.relations[i][other], id))) : null;
  })).filter(Boolean);
}

/** A list under its title; `items` make its entries, those beyond the first when they are asked for. */
function section(title, items) {
  const list = el("ul", { class: "facts" }, items.slice(0, FIRST).map((make) => make()));
  const all = items.length > FIRST ? el("button", { class: "more quiet", type: "button" }, say("showAll", { n: items.length })) : null;
  if (all) {
    all.addEventListener("click", () => {
      list.append(...items.slice(FIRST).map((make) => make()));
      all.remove();
    });
  }
  return el("section", {}, el("h3", {}, title, " ", el("span", { class: "number" }, count(items.length))), list, all);
}

function factItem(i, other, id) {
  return el("li", {}, el("div", { class: "fact" }, entityLink(other), basis(DATA.relations[i])), quotes(RELATION, i, [id, other]));
}

function basis(fact) {
  if (fact.basis !== "text") {
    return el("span", { class: "hint" }, fact.source ? `${say(fact.basis)}: ${fact.source}` : say(fact.basis));
  }
  return fact.support > 1 ? el("span", { class: "hint" }, say("support", { n: fact.support })) : null;
}

/** The sentences behind a statement: the first in full, the others to be opened. */
function quotes(kind, number, ids, further = []) {
  const names = ids.flatMap((id) => [DATA.entities[id].name, ...DATA.entities[id].aliases]).concat(further);
  const [first, ...others] = quotesOf(kind, number, ids).map((quote) => quoteItem(quote, names));
  if (!first) return [];
  const more = articlesSaying(kind, number).length - QUOTED;
  if (!others.length && more <= 0) return [first];
  const box = el("details", {}, el("summary", {}, say("moreQuotes", { n: others.length + Math.max(0, more) })), others);
  if (more > 0) box.append(furtherQuotes(kind, number, ids, names, QUOTED));
  return [first, box];
}

/** A button that puts the sentences of the next articles in its place. */
function furtherQuotes(kind, number, ids, names, skip) {
  const all = articlesSaying(kind, number).length;
  const button = el("button", { class: "more quiet", type: "button" }, say("furtherQuotes", { n: all - skip }));
  button.addEventListener("click", () => {
    const next = quotesOf(kind, number, ids, skip, FIRST).map((quote) => quoteItem(quote, names));
    const left = skip + FIRST < all;
    button.replaceWith(...next, ...(left ? [furtherQuotes(kind, number, ids, names, skip + FIRST)] : []));
  });
  return button;
}

function quoteItem(quote, names) {
  const source = DATA.articles[quote.article];
  return el("figure", { class: "quote" },
    el("blockquote", { lang: "zh" }, marked(quote.characters.join(""), quote.marks, names)),
    el("figcaption", {}, el("button", { class: "to-article", type: "button", onclick: () => openArticle(quote.article, quote.start) }, cited(source.title)), el("br"),
      source.source ? [isolated(shorten(source.source, MOST_OF_A_NAME)), " · "] : null, source.date ? el("time", { datetime: source.date }, source.date) : say("undated"),
      source.also ? el("span", { class: "hint" }, ` ${say("also")} `, listed(source.also)) : null,
      ` · ${say("rule")} `, el("code", {}, quote.rule), ` · ${say("confidence")} ${quote.conf.toFixed(2)}`));
}

function cited(title) {
  return el("cite", { lang: "zh" }, "《", isolated(shorten(title, MOST_OF_A_NAME)), "》");
}

/** The original text with the mentions in it marked, and where there are none, the names as they are. */
function marked(text, marks, names) {
  const characters = Array.from(text); // marks count code points
  const places = [...marks];
  for (const name of names.filter((one) => one.length > 1).sort((a, b) => b.length - a.length)) {
    const length = Array.from(name).length;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const start = Array.from(text.slice(0, at)).length;
      if (places.every(([from, to]) => start + length <= from || to <= start)) places.push([start, start + length]);
    }
  }
  const parts = [];
  let rest = 0;
  for (const [start, end] of places.sort((a, b) => a[0] - b[0])) {
    parts.push(characters.slice(rest, start).join(""), el("mark", {}, characters.slice(start, end).join("")));
    rest = end;
  }
  return [...parts, characters.slice(rest).join("")];
}

function postSection(id, posts) {
  const items = posts.map((i) => () => {
    const post = DATA.posts[i];
    return el("li", {}, el("div", { class: "fact" }, el("strong", {}, isolated(post.name)), el("span", { class: "hint" }, isolated(post.role)),
      post.basis ? basis(post) : null),
      quotes(POST, i, [id], [post.name, post.role]));
  });
  return items.length ? section(say("posts"), items) : null;
}

function figureSection(id, figures) {
  if (!figures.length) return null;
  const dated = figures.some((i) => periodOf(DATA.measures[i]));
  const head = el("tr", {}, el("th", { scope: "col" }, say("indicator")), el("th", { scope: "col", class: "value" }, say("value")),
    el("th", { scope: "col" }, say("unit")), dated ? el("th", { scope: "col" }, say("period")) : null);
  return el("section", {}, el("h3", {}, say("figures"), " ", el("span", { class: "number" }, count(figures.length))),
    el("table", {}, el("thead", {}, head), el("tbody", {}, figures.flatMap((i) => figureRows(i, id, dated)))));
}

/** When a figure holds: in the words of the text, or the days. */
function periodOf({ period, start, end }) {
  return period || [...new Set([start, end].filter(Boolean))].join("–");
}

function figureRows(i, id, dated) {
  const figure = DATA.measures[i];
  const source = el("tr", { class: "source", hidden: "" }, el("td", { colspan: dated ? 4 : 3 }));
  const toggle = el("button", { class: "entity", type: "button", "aria-expanded": "false", title: say("original") }, figure.indicator);
  toggle.addEventListener("click", () => {
    if (!source.firstChild.firstChild) source.firstChild.append(...quotes(MEASURE, i, [id], [figure.value]));
    source.hidden = !source.hidden;
    toggle.setAttribute("aria-expanded", String(!source.hidden));
  });
  return [el("tr", {}, el("th", { scope: "row" }, figure.in.length ? toggle : figure.indicator),
    el("td", { class: "value" }, figure.bound === "exact" ? null : el("span", { class: "hint" }, `${say(`bounds.${figure.bound}`)} `),
      el("strong", {}, grouped(figure.value))),
    el("td", { class: "unit" }, figure.unit), dated ? el("td", {}, periodOf(figure)) : null), source];
}

/** 51300.5 as 51,300.5, digit by digit: a figure never passes through floating point. */
function grouped(value) {
  const [whole, fraction] = value.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

function sourceSection(id) {
  const sources = articlesOf(id).filter((article) => !isArticleHidden(article)).slice(0, FIRST).map((article) => DATA.articles[article]);
  if (!sources.length) return null;
  return el("section", {}, el("h3", {}, say("sources")), el("ul", { class: "sources", lang: "zh" },
    sources.map((source) => el("li", {}, cited(source.title), el("span", { class: "hint" }, source.date || say("undated"))))));
}
