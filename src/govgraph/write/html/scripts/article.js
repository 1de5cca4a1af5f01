// What is chosen, an entity or a statement, is marked in the text; nothing else moves.

const ENTITIES = JSON.parse(document.getElementById("article-entities").textContent);
const card = document.getElementById("card");
let chosen = null; // { entity } or { statement }, and the mention `here` that was last shown
let shown = null; // what is lit: the chosen, or what the pointer is over

function all(selector) {
  return [...document.querySelectorAll(selector)];
}

function mentionsOf(entity) {
  return all(`.mention[data-entity="${entity}"]`);
}

/** Everything that belongs to an entity, or to a statement: its words, its two ends, its figure or person. */
function partsOf({ entity, statement }) {
  if (entity) {
    const own = new Set(mentionsOf(entity).map((mention) => mention.dataset.mention));
    const said = all(".statement").filter((one) => one.dataset.ends.split(" ").some((id) => own.has(id)));
    return [...mentionsOf(entity), ...said];
  }
  const { evidence, ends, focus } = document.getElementById(statement).dataset;
  const marks = ends.split(" ").filter(Boolean).map((id) => `[data-mention="${id}"]`);
  if (focus) marks.push(`[data-statement="${focus}"]`);
  return [...all(`.evidence[data-evidence="${evidence}"]`), ...(marks.length ? all(marks.join()) : [])];
}

function light(item) {
  if (shown === item || isSame(shown, item)) return;
  shown = item;
  for (const element of all(".lit, .here")) element.classList.remove("lit", "here");
  for (const element of item ? partsOf(item) : []) element.classList.add("lit");
  if (item && item.here) item.here.classList.add("here");
}

function choose(item) {
  chosen = item;
  light(item);
  for (const button of all(".statement, .named")) {
    const is = item !== null && (button.id === item.statement || (item.entity !== undefined && button.dataset.entity === item.entity));
    button.setAttribute("aria-pressed", String(is));
  }
  fillCard();
}

function fillCard() {
  card.hidden = !chosen || !chosen.entity;
  if (card.hidden) return;
  const entity = ENTITIES[chosen.entity], mentions = mentionsOf(chosen.entity);
  const kind = entity.kind && WORDS[language].kinds[entity.kind];
  const put = (name, text) => { document.getElementById(`card-${name}`).textContent = text; };
  const sign = document.querySelector(`.things [data-entity="${chosen.entity}"] .glyph`).cloneNode(true);
  document.getElementById("card-sign").replaceChildren(sign);
  put("type", [say(`types.${entity.type}`), kind, entity.code].filter(Boolean).join(" · "));
  put("name", entity.name);
  put("aliases", entity.aliases.join(say("separator")));
  put("place", `${say("article.mentions")} ${chosen.here ? `${mentions.indexOf(chosen.here) + 1} / ` : ""}${mentions.length}`);
  put("rule", chosen.here ? chosen.here.dataset.rule : "");
  put("confidence", chosen.here ? chosen.here.dataset.confidence : "");
}

/** Go to the next mention of the entity chosen, or the one before. */
function step(by) {
  if (!chosen || !chosen.entity) return;
  const mentions = mentionsOf(chosen.entity);
  if (!mentions.length) return;
  const at = chosen.here ? mentions.indexOf(chosen.here) + by : by > 0 ? 0 : -1;
  const here = mentions[(at + mentions.length) % mentions.length];
  choose({ entity: chosen.entity, here });
  here.scrollIntoView({ block: "center" });
}

/** The entity or statement that an element stands for. */
function itemAt(target) {
  const element = target.closest(".mention:not(.off), [data-statement], .statement, .named");
  if (!element) return null;
  if (element.matches(".mention")) return { entity: element.dataset.entity, here: element };
  if (element.matches(".named")) return { entity: element.dataset.entity };
  return { statement: element.matches(".statement") ? element.id : element.dataset.statement };
}

function isSame(a, b) {
  return a !== null && b !== null && a.entity === b.entity && a.statement === b.statement && a.here === b.here;
}

function onClick(event) {
  if (event.target.closest("#card, .filter, #language")) return;
  const item = itemAt(event.target);
  choose(isSame(item, chosen) ? null : item);
  if (item === null || chosen === null) return;
  if (event.target.closest(".named")) step(1);
  else if (item.statement) document.querySelector(".evidence.lit")?.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") choose(null);
  else if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
}

function onFilter(event) {
  const button = event.currentTarget, isShown = button.getAttribute("aria-pressed") === "false";
  button.setAttribute("aria-pressed", String(isShown));
  for (const mention of all(`.mention.type-${button.dataset.type}`)) mention.classList.toggle("off", !isShown);
}

function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerover", (event) => light(itemAt(event.target) || chosen));
  for (const button of all("button.filter")) button.addEventListener("click", onFilter);
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("close").addEventListener("click", () => choose(null));
  listenForLanguage(() => {
    speakWords();
    fillCard();
  });
  document.documentElement.dataset.ready = "yes";
}

start();
