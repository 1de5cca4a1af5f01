// The keyboard, and the help that explains it and the page.

const PAN = 80; // pixels
const KEYS = [["/", "search"], ["n p", "neighbours"], ["↑ ↓ ← →", "pan"], ["+ −", "zoom"], ["0", "all"], ["Esc", "close"], ["?", "help"]];
const SENTENCES = ["boxes", "signs", "sentences", "confidence", "filters"];
const help = document.getElementById("help");

function fillHelp() {
  help.replaceChildren(
    el("button", { class: "close quiet", type: "button", "aria-label": say("close"), onclick: () => help.close() }, "×"),
    el("h2", { id: "help-title" }, say("help.title")),
    el("div", { class: "help-text" }, SENTENCES.map((name) => el("p", {}, say(`help.${name}`)))),
    el("h3", {}, say("help.shortcuts")),
    el("dl", { class: "keys" }, KEYS.flatMap(([keys, word]) => [
      el("dt", {}, keys.split(" ").map((key) => el("kbd", {}, key))), el("dd", {}, say(`help.key.${word}`))])));
}

function onKey(event) {
  if (help.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    closeUppermost();
  } else if (!event.target.closest("input, textarea, select")) {
    const act = { "/": () => searchBox.focus(), "?": () => help.showModal(), n: () => stepNeighbour(1), p: () => stepNeighbour(-1) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/** What lies uppermost goes first. */
function closeUppermost() {
  const menu = document.getElementById("picture");
  if (closeResults()) return;
  if (menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (state.selected !== null) openEntity(null);
}

/** From neighbour to neighbour in the panel; the network points at each, Enter opens it. */
function stepNeighbour(step) {
  const links = [...document.querySelectorAll("#facts .fact > .entity")];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : (at + step + links.length) % links.length;
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
}

function pointAt(event) {
  const link = event.target.closest(".entity[data-id]");
  if (started.has("network")) hover(event.type === "focusin" && link ? Number(link.dataset.id) : null);
}

function onCanvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pan = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] }[event.key];
  const zoom = { "+": 1.5, "=": 1.5, "-": 1 / 1.5 }[event.key];
  if (pan) panBy(...pan);
  else if (zoom) zoomBy(zoom);
  else if (event.key === "0") showAll();
  else return;
  event.preventDefault();
}

function panBy(x, y) {
  const at = network.getViewPosition(), scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale }, animation: false });
}

function startKeys() {
  document.addEventListener("keydown", onKey);
  document.getElementById("canvas").addEventListener("keydown", onCanvasKey);
  panel.addEventListener("focusin", pointAt);
  panel.addEventListener("focusout", pointAt);
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
  help.addEventListener("click", (event) => {
    if (event.target === help) help.close(); // beside the text
  });
}
