"use strict";
// What every part of the page uses: the data, the words of the interface, and small elements.
// Text reaches the page through text nodes and canvas fillText only, so that no name can become markup.

const DATA = JSON.parse(document.getElementById("graph-data").textContent);
const WORDS = JSON.parse(document.getElementById("graph-words").textContent);
const TYPES = ["Region", "PartyOrganisation", "PublicOrganisation", "Program", "Enterprise", "Project"];
const GLYPHS = {
  Region: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  PartyOrganisation: "M8 1l1.9 4.6 5 .4-3.8 3.2 1.2 4.9L8 11.5l-4.3 2.6 1.2-4.9L1.1 6l5-.4z",
  PublicOrganisation: "M3 3h10v10H3z",
  Program: "M8 1.5l6.5 6.5L8 14.5 1.5 8z",
  Enterprise: "M8 2l6.5 11.5h-13z",
  Project: "M4.7 2.5h6.6L14.5 8l-3.2 5.5H4.7L1.5 8z",
};
let language = "zh";

/** The interface text of this name, `{gaps}` filled; numbers are grouped. */
function say(name, gaps = {}) {
  const text = name.split(".").reduce((words, key) => words[key], WORDS[language]);
  return text.replace(/\{(\w+)\}/g, (_, gap) => (typeof gaps[gap] === "number" ? count(gaps[gap]) : gaps[gap]));
}

function count(number) {
  return number.toLocaleString("en-US");
}

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

/** The sign of an entity type, as the canvas draws it. */
function glyph(type) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `glyph type-${type}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", GLYPHS[type]);
  svg.append(path);
  return svg;
}

/** The sign and name of an entity, as a button that opens it. */
function entityLink(id) {
  const entity = DATA.entities[id];
  return el("button", { class: "entity", type: "button", onclick: () => openEntity(id) }, glyph(entity.type),
    el("span", {}, entity.name));
}

function shorten(text, length) {
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length).join("")}…` : text;
}
