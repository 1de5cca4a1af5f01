// Search by name, alias, division code, pinyin and its initials: hsbb finds 红色帮办.

const MOST_RESULTS = 12;
const searchBox = document.getElementById("search");
const results = document.getElementById("results");
const names = DATA.entities.map((entity) => [entity.name, ...entity.aliases].map((name) => name.toLowerCase()));
for (const post of DATA.posts) names[post.s].push(post.name.toLowerCase()); // an office-holder leads to the office
let found = [];
let active = -1;

/** Ids by how well they match, then by importance; with nothing typed, the most important. */
function search(query) {
  const wanted = query.toLowerCase().replace(/\s+/g, "");
  if (!wanted) return byImportance.slice(0, MOST_RESULTS);
  return byImportance.map((id, rank) => [matchRank(id, wanted), rank, id]).filter(([match]) => match < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST_RESULTS).map(([, , id]) => id);
}

function matchRank(id, wanted) {
  const typed = block("typed")[id].split(" ");
  if (names[id].includes(wanted)) return 0;
  if (names[id].some((name) => name.startsWith(wanted))) return 1;
  if (names[id].some((name) => name.replace(/\s+/g, "").includes(wanted))) return 2;
  if (typed.includes(wanted) || DATA.entities[id].code === wanted) return 3;
  if (typed.some((word) => word.startsWith(wanted))) return 4;
  return wanted.length > 1 && typed.some((word) => word.includes(wanted)) ? 5 : 9;
}

function showResults() {
  found = search(searchBox.value);
  active = searchBox.value.trim() && found.length ? 0 : -1;
  const nothing = el("li", { class: "nothing" }, say("nothing", { query: shorten(searchBox.value, 24) }));
  results.replaceChildren(...(found.length ? found.map(resultItem) : [nothing]));
  results.hidden = !DATA.entities.length;
  searchBox.setAttribute("aria-expanded", String(!results.hidden));
  markActive();
}

function resultItem(id, i) {
  const { name, aliases, type, home } = DATA.entities[id];
  const wanted = searchBox.value.trim().toLowerCase();
  const others = [...aliases, ...postsOf[id].map((i) => `${DATA.posts[i].name} ${DATA.posts[i].role}`)];
  const alias = wanted && !name.toLowerCase().includes(wanted) ? others.find((one) => one.toLowerCase().includes(wanted)) : null;
  const where = home !== null && home !== id ? DATA.entities[home].name : say(`types.${type}`);
  return el("li", { id: `result-${i}`, role: "option", onpointerdown: (event) => event.preventDefault(), onclick: () => choose(i) },
    glyph(type), el("span", { class: "result-name" }, name, alias ? el("span", { class: "hint" }, ` ${alias}`) : null),
    el("span", { class: "hint" }, where));
}

function markActive() {
  Array.from(results.children).forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  if (active < 0) searchBox.removeAttribute("aria-activedescendant");
  else {
    searchBox.setAttribute("aria-activedescendant", `result-${active}`);
    results.children[active].scrollIntoView({ block: "nearest" });
  }
}

function closeResults() {
  results.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
}

function choose(i) {
  if (found[i] === undefined) return;
  closeResults();
  searchBox.value = "";
  openEntity(found[i], true);
}

function onSearchKey(event) {
  if (event.isComposing) return; // Enter ends the word in an input method
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (results.hidden) showResults();
    else active = (active + step + found.length) % Math.max(1, found.length);
    markActive();
  } else if (event.key === "Enter" && !results.hidden) choose(Math.max(0, active));
}

function startSearch() {
  searchBox.addEventListener("input", showResults);
  searchBox.addEventListener("focus", showResults);
  searchBox.addEventListener("blur", closeResults);
  searchBox.addEventListener("keydown", onSearchKey);
}
