"use strict";
// The words of the interface, in the language chosen.

const WORDS = JSON.parse(document.getElementById("page-words").textContent);
let language = "zh";

/** The interface text of this name, `{gaps}` filled; numbers are grouped. */
function say(name, gaps = {}) {
  const text = name.split(".").reduce((words, key) => words[key], WORDS[language]);
  return text.replace(/\{(\w+)\}/g, (_, gap) => (typeof gaps[gap] === "number" ? count(gaps[gap]) : gaps[gap]));
}

function count(number) {
  return number.toLocaleString("en-US");
}

/** Write the words that stand in the markup, and the button of the other language. */
function speakWords() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const other = document.getElementById("language");
  other.textContent = language === "zh" ? "English" : "中文";
  other.lang = language === "zh" ? "en" : "zh-CN";
  other.setAttribute("aria-label", other.textContent);
  speakTheme();
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
}

/** Call `then` when the reader has chosen the other language. */
function listenForLanguage(then) {
  document.getElementById("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    then();
  });
}
