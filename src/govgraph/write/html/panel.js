// What is known of one entity: its statements, each with the sentence that makes it.

const FIRST = 8; // statements shown of a group before "show all"
const panel = document.getElementById("panel");
const PREDICATES = ["partOf", "jurisdiction", "subOrganisationOf", "runs", "partOfProgram", "serves", "undertakes", "locatedIn"];

function fillPanel(id) {
  const posts = DATA.posts.filter((post) => post.of === id);
  const figures = DATA.measures.filter((measure) => measure.s === id);
  const facts = factSections(id);
  const bare = !posts.length && !figures.length && !facts.length;
  panel.replaceChildren(panelHead(id), el("div", { class: "panel-body" },
    bare ? el("p", { class: "hint" }, say("noFacts")) : null,
    facts, postSection(id, posts), figureSection(id, figures), sourceSection(id)));
  panel.scrollTop = 0;
}

function panelHead(id) {
  const entity = DATA.entities[id];
  const kind = entity.kind && WORDS[language].kinds[entity.kind];
  return el("header", { class: "panel-head" },
    el("p", { class: "type" }, glyph(entity.type), say(`types.${entity.type}`), kind ? ` · ${kind}` : null),
    el("button", { class: "close quiet", type: "button", "aria-label": say("close"), onclick: () => openEntity(null) }, "×"),
    el("h2", { id: "panel-name" }, entity.name),
    entity.aliases.length ? line("alias", entity.aliases.join(say("separator"))) : null,
    entity.home !== null && entity.home !== id ? line("home", entityLink(entity.home)) : null,
    entity.code ? line("code", entity.code) : null,
    el("p", { class: "hint" }, say("seen", { docs: entity.docs, mentions: entity.mentions })));
}

function line(word, content) {
  return el("p", { class: "line" }, el("span", { class: "line-word" }, say(word)), content);
}

/** The statements by relation, those the entity makes before those made of it. */
function factSections(id) {
  return PREDICATES.flatMap((predicate) => ["out", "in"].map((way) => {
    const own = way === "out" ? "s" : "o", other = way === "out" ? "o" : "s";
    const facts = incident[id].map((i) => DATA.relations[i]).filter((one) => one.p === predicate && one[own] === id);
    facts.sort((a, b) => b.support - a.support || b.conf - a.conf);
    return facts.length ? section(say(`${way}.${predicate}`), facts.map((fact) => factItem(fact, fact[other], id))) : null;
  })).filter(Boolean);
}

function section(title, items) {
  const list = el("ul", { class: "facts" }, items.slice(0, FIRST));
  const all = items.length > FIRST ? el("button", { class: "more quiet", type: "button" }, say("showAll", { n: items.length })) : null;
  if (all) {
    all.addEventListener("click", () => {
      list.append(...items.slice(FIRST));
      all.remove();
    });
  }
  return el("section", {}, el("h3", {}, title, " ", el("span", { class: "number" }, count(items.length))), list, all);
}

function factItem(fact, other, id) {
  return el("li", {}, el("div", { class: "fact" }, entityLink(other), basis(fact)), quotes(fact, [id, other]));
}

function basis(fact) {
  if (fact.basis !== "text") {
    return el("span", { class: "hint" }, fact.source ? `${say(fact.basis)}: ${fact.source}` : say(fact.basis));
  }
  return fact.support > 1 ? el("span", { class: "hint" }, say("support", { n: fact.support })) : null;
}

/** The sentences behind a statement: the first in full, the others to be opened. */
function quotes(fact, ids, further = []) {
  const names = ids.flatMap((id) => [DATA.entities[id].name, ...DATA.entities[id].aliases]).concat(further);
  const [first, ...others] = fact.quotes.map((quote) => quoteItem(quote, names));
  if (!first) return [];
  const left = fact.more > 0 ? el("p", { class: "hint" }, say("furtherQuotes", { n: fact.more })) : null;
  if (!others.length) return [first, left];
  return [first, el("details", {}, el("summary", {}, say("moreQuotes", { n: others.length })), others, left)];
}

function quoteItem(quote, names) {
  const source = DATA.documents[quote.d];
  return el("figure", { class: "quote" },
    el("blockquote", { lang: "zh" }, marked(quote.text, quote.marks, names)),
    el("figcaption", {}, el("cite", { lang: "zh" }, `《${source.title}》`), el("br"),
      source.source ? `${source.source} · ` : null, source.date ? el("time", { datetime: source.date }, source.date) : say("undated"),
      source.also.length ? el("span", { class: "hint" }, ` ${say("also")} ${source.also.join("、")}`) : null,
      ` · ${say("rule")} `, el("code", {}, quote.rule), ` · ${say("confidence")} ${quote.conf.toFixed(2)}`));
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
  const items = posts.map((post) => el("li", {},
    el("div", { class: "fact" }, el("strong", {}, post.name), el("span", { class: "hint" }, post.role)), quotes(post, [id], [post.name, post.role])));
  return items.length ? section(say("posts"), items) : null;
}

function figureSection(id, figures) {
  if (!figures.length) return null;
  const dated = figures.some((figure) => figure.period);
  const head = el("tr", {}, el("th", { scope: "col" }, say("indicator")), el("th", { scope: "col", class: "value" }, say("value")),
    el("th", { scope: "col" }, say("unit")), dated ? el("th", { scope: "col" }, say("period")) : null);
  return el("section", {}, el("h3", {}, say("figures"), " ", el("span", { class: "number" }, count(figures.length))),
    el("table", {}, el("thead", {}, head), el("tbody", {}, figures.flatMap((figure) => figureRows(figure, id, dated)))));
}

function figureRows(figure, id, dated) {
  const source = el("tr", { class: "source", hidden: "" }, el("td", { colspan: dated ? 4 : 3 }, quotes(figure, [id], [figure.value])));
  const toggle = el("button", { class: "entity", type: "button", "aria-expanded": "false", title: say("original") }, figure.indicator);
  toggle.addEventListener("click", () => {
    source.hidden = !source.hidden;
    toggle.setAttribute("aria-expanded", String(!source.hidden));
  });
  return [el("tr", {}, el("th", { scope: "row" }, figure.quotes.length ? toggle : figure.indicator),
    el("td", { class: "value" }, figure.bound === "exact" ? null : el("span", { class: "hint" }, `${say(`bounds.${figure.bound}`)} `),
      el("strong", {}, grouped(figure.value))),
    el("td", { class: "unit" }, figure.unit), dated ? el("td", {}, figure.period) : null), source];
}

/** 51300.5 as 51,300.5, digit by digit: a figure never passes through floating point. */
function grouped(value) {
  const [whole, fraction] = value.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

function sourceSection(id) {
  const sources = DATA.entities[id].sources.map((number) => DATA.documents[number]);
  if (!sources.length) return null;
  return el("section", {}, el("h3", {}, say("sources")), el("ul", { class: "sources", lang: "zh" },
    sources.map((source) => el("li", {}, `《${source.title}》`, el("span", { class: "hint" }, source.date || say("undated"))))));
}
