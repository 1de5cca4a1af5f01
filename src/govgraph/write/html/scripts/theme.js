// Light or dark: as the system has it, or as the reader has chosen.

const THEMES = ["auto", "light", "dark"];
const THEME_KEY = "govgraph-theme";
let chosenTheme = rememberedTheme();

/** A file opened from the disk may have no storage; then the choice holds for this page alone. */
function rememberedTheme() {
  try {
    const remembered = localStorage.getItem(THEME_KEY);
    return THEMES.includes(remembered) ? remembered : "auto";
  } catch {
    return "auto";
  }
}

function rememberTheme() {
  try {
    localStorage.setItem(THEME_KEY, chosenTheme);
  } catch {
    // nothing to be done, and nothing is lost but the memory
  }
}

function applyTheme() {
  if (chosenTheme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosenTheme;
}

function speakTheme() {
  const button = document.getElementById("theme");
  button.textContent = say(`theme.${chosenTheme}`);
  button.setAttribute("aria-label", say("theme.label", { theme: say(`theme.${chosenTheme}`) }));
}

/** Call `then` when the colours are others, by choice or by the system. */
function whenThemeChanges(then) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", then);
  document.addEventListener("themechange", then);
}

applyTheme();
document.getElementById("theme").addEventListener("click", () => {
  chosenTheme = THEMES[(THEMES.indexOf(chosenTheme) + 1) % THEMES.length];
  rememberTheme();
  applyTheme();
  speakTheme();
  document.dispatchEvent(new Event("themechange"));
});
