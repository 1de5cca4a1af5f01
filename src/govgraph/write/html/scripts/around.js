// What lies around the open entity: its neighbourhood step by step, the path to another entity, the family of a program.

/** The tools: they stay while what they found is written anew by `fillAround`. */
function aroundSection(id) {
  const input = el("input", { id: "path-search", type: "text", inputmode: "search", role: "combobox", autocomplete: "off",
    spellcheck: "false", "aria-expanded": "false", "aria-controls": "path-results", "aria-autocomplete": "list",
    "aria-label": say("path.to"), placeholder: say("path.to") });
  const results = el("ul", { id: "path-results", class: "results", role: "listbox", "aria-label": say("results"), hidden: "" });
  new SearchField(input, results, (to) => {
    go({ to: DATA.entities[to].id, steps: null, family: null });
    document.getElementById("path-title")?.focus({ preventScroll: true });
  });
  return el("section", { class: "around", "aria-label": say("around") },
    el("div", { class: "steps" }, el("button", { id: "grow", class: "tool", type: "button", onclick: () => grow(1) }, say("steps.grow")),
      el("button", { id: "shrink", class: "tool", type: "button", onclick: () => grow(-1) }, say("steps.shrink")),
      el("span", { id: "lit", class: "hint", role: "status" })),
    el("div", { class: "path-field" }, input, results),
    el("div", { id: "path" }));
}

function grow(step) {
  const steps = state.steps + step;
  if (step > 0 ? !canGrow(state.selected) : steps < 1) return;
  go({ steps: steps > 1 ? steps : null, to: null, family: null });
}

function fillAround(id) {
  const around = state.to === null && !state.family;
  const growing = document.getElementById("grow"), shrinking = document.getElementById("shrink");
  setDisabled(growing, !canGrow(id));
  setDisabled(shrinking, state.steps < 2);
  document.getElementById("lit").textContent = around ? litLine(id) : "";
  document.getElementById("path").replaceChildren(...(state.to === null ? [] : pathParts(id)));
}

/** Not `disabled`: the focus would be lost with the last click. */
function setDisabled(button, isDisabled) {
  button.setAttribute("aria-disabled", String(isDisabled));
}

function litLine(id) {
  const lit = say("steps.lit", { n: state.lit.size, steps: state.steps });
  if (state.isCut) return `${lit} ${say("steps.cut", { most: MOST_LIT })}`;
  return state.steps > 1 && !canGrow(id) ? `${lit} ${say("steps.all")}` : lit;
}

function pathParts(id) {
  const title = el("h3", { id: "path-title", tabindex: "-1" }, say("path.title"), " ", entityLink(state.to));
  const close = el("button", { class: "more", type: "button", onclick: () => {
    go({ to: null });
    document.getElementById("path-search").focus({ preventScroll: true });
  } }, say("path.end"));
  if (!state.path) return [title, el("p", { class: "hint" }, say(isFiltered() ? "path.noneFiltered" : "path.none")), close];
  const links = linksAlong(state.path, linksOf);
  const items = state.path.map((node, i) => el("li", {}, node === id ? el("strong", {}, glyph(DATA.entities[node].type),
    isolated(shorten(DATA.entities[node].name, MOST_OF_A_NAME))) : entityLink(node),
  links[i] ? links[i].map((relation) => pathLink(relation, node)) : null));
  return [title, el("p", { class: "hint" }, say("path.length", { n: links.length })), el("ol", { class: "path" }, items), close];
}

/** A relation on the way on from one of its ends, with its sentences. */
function pathLink(i, from) {
  const { s, o, p } = DATA.relations[i];
  return el("div", { class: "path-link" }, el("span", { class: "hint" }, `↓ ${say(s === from ? `out.${p}` : `in.${p}`)} `),
    basis(DATA.relations[i]), quotes(RELATION, i, [s, o]));
}

/** Where else a program of this name is run, by the day of the first article. */
function familySection(id) {
  const family = familyOf(id);
  if (!family) return null;
  const members = family.members.map((member) => ({ member, first: firstDay(member) }))
    .sort((a, b) => compareDays(a.first, b.first) || a.member - b.member);
  const head = ["family.region", "family.program", "family.first", "family.articles"]
    .map((word, i) => el("th", { scope: "col", class: i === 3 ? "value" : undefined }, say(word)));
  const light = el("button", { class: "tool", type: "button", "aria-pressed": String(state.family), onclick: () => {
    go({ family: state.family ? null : "1", to: null, steps: null });
    document.querySelector("#family .tool").focus({ preventScroll: true });
  } }, say("family.light"));
  return el("section", {}, el("h3", {}, say("family.title"), " ", el("span", { class: "number" }, count(members.length))),
    el("p", { class: "hint" }, say("family.total", { places: family.places, provinces: family.provinces, articles: family.articles })),
    family.variants.length ? line("family.variants", el("span", { class: "aliases" }, listed(family.variants))) : null,
    el("div", { class: "wide" }, el("table", { class: "family" }, el("thead", {}, el("tr", {}, head)),
      el("tbody", {}, members.map(({ member, first }) => familyRow(member, first, id))))), light);
}

function familyRow(member, first, id) {
  const { home, name } = DATA.entities[member];
  return el("tr", { class: member === id ? "own" : undefined },
    el("td", {}, home !== null ? isolated(shorten(DATA.entities[home].name, 40)) : say("family.nowhere")),
    el("th", { scope: "row" }, member === id ? isolated(shorten(name, MOST_OF_A_NAME)) : entityLink(member)),
    el("td", { class: "day" }, first ? el("time", { datetime: first }, first) : say("undated")),
    el("td", { class: "value" }, count(articlesOf(member).length)));
}

/** The day of the earliest article that names an entity, or null. */
function firstDay(id) {
  return articlesOf(id).map((article) => DATA.articles[article].date).filter(Boolean).sort()[0] ?? null;
}

/** Undated comes last. */
function compareDays(a, b) {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
