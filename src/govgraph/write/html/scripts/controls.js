// The controls that the views share.

/** A choice between a few things: a row of buttons, of which one is pressed. */
function switchOf(name, choices, chosen, text, choose) {
  const buttons = choices.map((choice) => el("button", { type: "button", "data-choice": choice, "aria-pressed": String(choice === chosen),
    onclick: () => {
      choose(choice);
      document.querySelector(`#${name} [data-choice="${choice}"]`).focus({ preventScroll: true }); // the view may be built anew
    } }, text(choice)));
  return el("div", { id: name, class: "switch", role: "group" }, buttons);
}

/** A field whose text filters a list, once typing has paused. */
function filterField(name, label, value, then) {
  const field = el("input", { id: name, class: "filter-field", type: "search", autocomplete: "off", spellcheck: "false", placeholder: label,
    "aria-label": label });
  let timer = null;
  field.value = value;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => then(field.value), 80);
  });
  return field;
}

/** The title of an article, as a button that opens it where `at` says. */
function articleLink(article, at = null) {
  return el("button", { class: "entity", type: "button", dir: "auto", lang: "zh", onclick: () => openArticle(article, at) },
    el("span", {}, shorten(DATA.articles[article].title, 160)));
}

/** When and by whom an article was printed. */
function imprint(article) {
  const { date, source } = DATA.articles[article];
  return [source ? el("bdi", {}, shorten(source, 60)) : null, source ? " · " : null, date ? el("time", { datetime: date }, date) : say("undated")];
}

/** A list whose first entries are shown, and further ones when they are asked for. */
function paged(tag, name, items, make, most) {
  const list = el(tag, { class: name }), more = el("button", { class: "more quiet", type: "button" });
  let shown = 0;
  const show = () => {
    list.append(...items.slice(shown, shown + most).map(make));
    shown = Math.min(items.length, shown + most);
    more.textContent = say("furtherRows", { n: items.length - shown });
    more.hidden = shown === items.length;
  };
  more.addEventListener("click", show);
  show();
  return [list, more];
}

/** What was typed, word by word. */
function wordsOf(typed) {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}
