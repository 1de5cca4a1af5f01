// Search by name, alias, division code, pinyin and its initials: hsbb finds 红色帮办.

const MOST_RESULTS = 12;
const names = DATA.entities.map((entity) => [entity.name, ...entity.aliases].map((name) => name.toLowerCase()));
for (const post of DATA.posts) names[post.s].push(post.name.toLowerCase()); // an office-holder leads to the office
const fieldOf = new WeakMap(); // by its input

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

/** A field to type a name in, its list of what matches, and what to do with the one chosen. */
class SearchField {
  constructor(input, list, choose) {
    Object.assign(this, { input, list, choose, found: [], active: -1 });
    input.addEventListener("input", () => this.open());
    input.addEventListener("focus", () => this.open());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.onKey(event));
    fieldOf.set(input, this);
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open() {
    const typed = this.input.value;
    this.found = search(typed);
    this.active = typed.trim() && this.found.length ? 0 : -1;
    const nothing = el("li", { class: "nothing" }, say("nothing", { query: shorten(typed, 24) }));
    this.list.replaceChildren(...(this.found.length ? this.found.map((id, i) => this.item(id, i)) : [nothing]));
    this.list.hidden = !DATA.entities.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.markActive();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  item(id, i) {
    const { name, aliases, type, home } = DATA.entities[id];
    const wanted = this.input.value.trim().toLowerCase();
    const others = [...aliases, ...postsOf[id].map((i) => `${DATA.posts[i].name} ${DATA.posts[i].role}`)];
    const alias = wanted && !name.toLowerCase().includes(wanted) ? others.find((one) => one.toLowerCase().includes(wanted)) : null;
    const where = home !== null && home !== id ? DATA.entities[home].name : say(`types.${type}`);
    const keep = (event) => event.preventDefault(); // the focus stays in the field until the click has come
    return el("li", { id: `${this.list.id}-${i}`, role: "option", onpointerdown: keep, onclick: () => this.take(i) },
      glyph(type), el("span", { class: "result-name" }, isolated(shorten(name, MOST_OF_A_NAME)),
        alias ? el("span", { class: "hint" }, " ", isolated(shorten(alias, MOST_OF_A_NAME))) : null),
      el("span", { class: "hint" }, isolated(shorten(where, MOST_OF_A_NAME))));
  }

  markActive() {
    Array.from(this.list.children).forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
      this.list.children[this.active].scrollIntoView({ block: "nearest" });
    }
  }

  take(i) {
    if (this.found[i] === undefined) return;
    this.close();
    this.input.value = "";
    this.choose(this.found[i]);
  }

  onKey(event) {
    if (event.isComposing) return; // Enter ends the word in an input method
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!this.isOpen) this.open();
      else this.active = (this.active + step + this.found.length) % Math.max(1, this.found.length);
      this.markActive();
    } else if (event.key === "Enter" && this.isOpen) this.take(Math.max(0, this.active));
  }
}

const searchBox = document.getElementById("search");
new SearchField(searchBox, document.getElementById("results"), (id) => openEntity(id, true));

/** Close the list of results that is open; whether there was one. */
function closeResults() {
  const field = fieldOf.get(document.activeElement);
  if (!field || !field.isOpen) return false;
  field.close();
  return true;
}
