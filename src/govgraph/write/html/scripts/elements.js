// The data, and small elements made of it.
// Text reaches the page through text nodes and canvas fillText only, so that no name can become markup.

const DATA = JSON.parse(document.getElementById("graph-data").textContent);
const MOST_OF_A_NAME = 120; // characters of a name where there are others
const TYPES = Object.keys(DATA.glyphs);

/** An element with properties, `aria-*` and `class` attributes among them, and children: elements or plain text. */
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** An element of SVG with its attributes. */
function svg(tag, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** The sign of an entity type, as the canvas draws it. */
function glyph(type) {
  const sign = svg("svg", { viewBox: "0 0 16 16", class: `glyph type-${type}`, "aria-hidden": "true" });
  sign.append(svg("path", { d: DATA.glyphs[type] }));
  return sign;
}

/** The sign and name of an entity, as a button that opens it. */
function entityLink(id) {
  const entity = DATA.entities[id];
  return el("button", { class: "entity", type: "button", "data-id": id, onclick: () => openEntity(id) }, glyph(entity.type),
    isolated(shorten(entity.name, MOST_OF_A_NAME)));
}

/** A text from outside, so that its direction of writing stays its own. */
function isolated(text) {
  return el("bdi", {}, balanced(text));
}

/** With isolates that it leaves open closed, and those that it closes opened: they would end that of the element. */
function balanced(text) {
  let open = 0, stray = 0;
  for (const control of text.match(/[\u2066-\u2069]/g) ?? []) {
    if (control !== "\u2069") open += 1;
    else if (open) open -= 1;
    else stray += 1;
  }
  return "\u2068".repeat(stray) + text + "\u2069".repeat(open);
}

function shorten(text, length) {
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length).join("")}…` : text;
}
