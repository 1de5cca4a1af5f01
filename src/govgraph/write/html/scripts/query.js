// The editor: ready questions as small forms, the answer as a table with links into the graph.

const MOST_ROWS = 1000; // of the table; the download has all
const KINDS = { region: "Region", party: "PartyOrganisation", body: "PublicOrganisation", program: "Program",
  enterprise: "Enterprise", project: "Project" };
const NUMBER = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float|int|long|short|nonNegativeInteger|positiveInteger)$/;
const START = "PREFIX gg: <https://w3id.org/govgraph/ontology#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\n" +
  "SELECT ?program ?name WHERE {\n  ?program a gg:Program ;\n    skos:prefLabel ?name .\n}\nORDER BY ?name\nLIMIT 100\n";
const editor = document.getElementById("editor"), text = document.getElementById("text"), results = document.getElementById("results");
const status = document.getElementById("status"), problem = document.getElementById("error");
const stopButton = document.getElementById("stop"), download = document.getElementById("download");
let running = null; // what stops the query
let asked = "";     // the query whose answer is shown
let shown = null;   // what the status says: a word and its gaps

function showStatus(word, gaps = {}) {
  shown = word ? [word, gaps] : null;
  status.textContent = word ? say(`query.${word}`, gaps) : "";
}

function showError(message) {
  showStatus(null);
  problem.textContent = message.trim();
  problem.hidden = false;
}

async function ask(query, accept, signal) {
  const response = await fetch("/sparql", { method: "POST", body: query, signal,
    headers: { "Content-Type": "application/sparql-query", Accept: accept } });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

async function run() {
  if (running) running.abort();
  const own = running = new AbortController(), query = text.value;
  problem.hidden = results.hidden = download.hidden = true;
  stopButton.hidden = false;
  showStatus("running");
  try {
    const response = await ask(query, "application/sparql-results+json, text/turtle", own.signal);
    asked = query;
    history.replaceState(null, "", `#query=${encodeURIComponent(query)}`);
    if (response.headers.get("Content-Type").startsWith("text/turtle")) showTurtle(await response.text());
    else showAnswer(await response.json());
  } catch (error) {
    if (own !== running) return; // another query has been started
    if (error.name === "AbortError") showStatus("stopped");
    else showError(error instanceof TypeError ? say("query.unreachable") : error.message);
  } finally {
    if (own === running) {
      running = null;
      stopButton.hidden = true;
    }
  }
}

function showTurtle(turtle) {
  results.replaceChildren(el("pre", {}, turtle));
  results.hidden = false;
  showStatus(turtle ? "triples" : "none");
}

function showAnswer(answer) {
  if ("boolean" in answer) {
    showStatus(answer.boolean ? "yes" : "no");
    return;
  }
  const rows = answer.results.bindings, names = answer.head.vars;
  download.hidden = false;
  showStatus(rows.length > MOST_ROWS ? "firstRows" : rows.length ? "rows" : "none", { n: rows.length, shown: MOST_ROWS });
  if (!rows.length) return;
  const kinds = names.map((name) => (rows.every((row) => !row[name] || NUMBER.test(row[name].datatype)) ? "value" : null));
  results.replaceChildren(el("table", {},
    el("thead", {}, el("tr", {}, names.map((name, i) => el("th", { scope: "col", class: kinds[i] }, name)))),
    el("tbody", {}, rows.slice(0, MOST_ROWS).map((row) => el("tr", {}, names.map((name) => cell(row[name])))))));
  results.hidden = false;
  results.scrollTop = 0;
}

function cell(term) {
  if (!term) return el("td");
  if (term.type === "uri") return el("td", {}, link(term.value));
  if (term.type === "bnode") return el("td", {}, `_:${term.value}`);
  if (term.type !== "literal") return el("td", {}, JSON.stringify(term.value));
  if (NUMBER.test(term.datatype)) return el("td", { class: "value" }, grouped(term.value));
  return el("td", { lang: term["xml:lang"] }, term.value);
}

/** An entity opens in the graph, another web address in its own tab; anything else is text. */
function link(iri) {
  const [kind, local] = iri.startsWith(DATA.base) ? iri.slice(DATA.base.length).split("/") : [];
  if (KINDS[kind] && local) {
    return el("a", { class: "entity", href: `/#node=${encodeURIComponent(`${kind}:${local}`)}` }, glyph(KINDS[kind]), `${kind}:${local}`);
  }
  if (!/^https?:\/\//.test(iri)) return iri;
  return el("a", { href: iri, target: "_blank", rel: "noopener noreferrer", title: iri }, compact(iri));
}

function compact(iri) {
  for (const [prefix, namespace] of Object.entries(DATA.prefixes)) {
    if (iri.startsWith(namespace) && /^\w+$/.test(iri.slice(namespace.length))) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri.startsWith(DATA.base) ? iri.slice(DATA.base.length).replace("/", ":") : iri;
}

/** 51300.5 as 51,300.5, digit by digit: a figure never passes through floating point. */
function grouped(value) {
  const [whole, ...rest] = value.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}

async function saveCsv() {
  try {
    const response = await ask(asked, "text/csv");
    downloadCsv("answer.csv", await response.blob());
  } catch (error) {
    showError(error instanceof TypeError ? say("query.unreachable") : error.message);
  }
}

function fillQuestions() {
  document.querySelector("#questions ul").replaceChildren(...DATA.questions.map((question) => {
    const form = el("form", { class: "parameters", hidden: "" },
      question.parameters.map((parameter) => el("label", {}, el("span", {}), el("input", { name: parameter.name, autocomplete: "off" }))),
      el("button", { class: "primary", type: "submit", "data-word": "query.ask" }));
    question.parameters.forEach((parameter, i) => (form.elements[i].value = parameter.default));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      askQuestion(question, form);
    });
    const button = el("button", { class: "question", type: "button", "aria-expanded": "false" });
    button.addEventListener("click", () => openQuestion(question, button, form));
    return el("li", {}, button, form);
  }));
}

function openQuestion(question, button, form) {
  const opened = button.getAttribute("aria-expanded") === "false";
  for (const other of document.querySelectorAll(".question")) other.setAttribute("aria-expanded", "false");
  for (const other of document.querySelectorAll(".parameters")) other.hidden = true;
  button.setAttribute("aria-expanded", String(opened));
  form.hidden = !opened;
  if (!opened) return;
  text.value = question.text;
  form.elements[0].focus();
}

async function askQuestion(question, form) {
  try {
    const response = await fetch(`/questions/${question.name}?${new URLSearchParams(new FormData(form))}`);
    if (!response.ok) throw new Error(await response.text());
    text.value = await response.text();
    run();
  } catch (error) {
    showError(error instanceof TypeError ? say("query.unreachable") : error.message);
  }
}

function speak() {
  speakWords();
  document.title = `${say("query.title")} · govgraph`;
  document.querySelectorAll(".question").forEach((button, i) => (button.textContent = DATA.questions[i][`title_${language}`]));
  document.querySelectorAll(".parameters").forEach((form, i) => form.querySelectorAll("label span").forEach((span, j) => {
    span.textContent = DATA.questions[i].parameters[j][`about_${language}`];
  }));
  results.setAttribute("aria-label", say("query.results"));
  if (shown) showStatus(...shown);
}

function addressed() {
  try {
    return decodeURIComponent(/^#query=(.+)$/.exec(location.hash)[1]);
  } catch {
    return START; // no query in the address, or a damaged one
  }
}

fillQuestions();
speak();
text.value = addressed();
editor.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
stopButton.addEventListener("click", () => running?.abort());
download.addEventListener("click", saveCsv);
listenForLanguage(speak);
document.documentElement.dataset.ready = "yes";
