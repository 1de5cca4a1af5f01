// The list of articles, and the one that is read: `&article=N` in the address, `&at=` the place in it.

const ARTICLE_COLUMNS = {
  title: { text: (article) => DATA.articles[article].title, cell: (article) => articleLink(article), slim: true },
  date: { text: (article) => DATA.articles[article].date, slim: true },
  source: { text: (article) => DATA.articles[article].source },
  entities: { number: (article) => named().entities[article] },
  statements: { number: (article) => named().statements[article], slim: true },
};
const shelf = { wanted: "", sort: { by: "date", down: true }, sheet: null, read: null, named: null, own: new Set() };

/** How many entities each article names, and how many statements it makes. */
function named() {
  if (!shelf.named) {
    const [entities, statements] = [0, 1].map(() => new Uint32Array(DATA.articles.length));
    for (const articles of block("named")) for (const article of articles) entities[article]++;
    for (const kind of STATEMENTS) for (const { in: articles } of kind) for (const article of articles) statements[article]++;
    shelf.named = { entities, statements };
  }
  return shelf.named;
}

function buildShelf() {
  shelf.sheet = sheet({ name: "articles", columns: ARTICLE_COLUMNS, length: DATA.articles.length, sort: shelf.sort, word: "reader.columns",
    isSelected: (article) => shelf.own.has(article) });
  document.getElementById("view-articles").replaceChildren(
    el("div", { id: "shelf", class: "stack" }, el("div", { class: "tools" },
      filterField("articles-filter", say("reader.filter"), shelf.wanted, (wanted) => {
        shelf.wanted = wanted;
        fillShelf();
      }),
      el("span", { id: "articles-count", class: "hint", role: "status" })), shelf.sheet.element),
    el("div", { id: "reader", class: "reader", tabindex: -1, hidden: "" }));
  startReader(document.getElementById("reader"));
}

function fillShelf() {
  const words = wordsOf(shelf.wanted);
  shelf.own = new Set(state.selected === null ? [] : articlesOf(state.selected));
  const has = (article, word) => [DATA.articles[article].title, DATA.articles[article].source, DATA.articles[article].date]
    .some((text) => text?.toLowerCase().includes(word));
  const n = shelf.sheet.fill(words.map((word) => (article) => has(article, word)));
  document.getElementById("articles-count").textContent = say("reader.count", { n, all: DATA.articles.length });
}

/** The article that the address names, or null. */
function addressedArticle() {
  const article = addressed().get("article");
  return /^\d{1,9}$/.test(article ?? "") && Number(article) < DATA.articles.length ? Number(article) : null;
}

const articlesView = {
  start: buildShelf,
  show() {
    const article = addressedArticle(), wasRead = shelf.read;
    shelf.read = article;
    document.getElementById("shelf").hidden = article !== null;
    document.getElementById("reader").hidden = article === null;
    if (article !== null) {
      showReader(article);
      return;
    }
    fillShelf();
    shelf.sheet.showFirst(wasRead === null ? undefined : (one) => one === wasRead);
  },
  refilter() {
    forgetReader();
    if (state.view === "articles") articlesView.show();
  },
  speak() {
    buildShelf();
    forgetReader();
    if (state.view === "articles") articlesView.show();
  },
};
