// The picture as a file, and on paper.

const FILE_NAME = "govgraph";
const SHARPER = 2; // pixels of the file for one of the screen, each way

function pictureText() {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawPicture(theme))}\n`;
}

function saveSvg() {
  save(new Blob([pictureText()], { type: "image/svg+xml" }), `${FILE_NAME}.svg`);
}

async function savePng() {
  const picture = drawPicture(theme), ratio = devicePixelRatio * SHARPER;
  const width = Math.round(picture.getAttribute("width") * ratio), height = Math.round(picture.getAttribute("height") * ratio);
  picture.setAttribute("width", width);
  picture.setAttribute("height", height);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  canvas.toBlob((blob) => save(blob, `${FILE_NAME}.png`), "image/png");
}

function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be asking where to put it
}

/** On paper the network is black on white, whatever the screen has. */
function paperTheme() {
  document.documentElement.dataset.theme = "light";
  const light = readTheme();
  applyTheme();
  return { ...light, paper: "#ffffff", ink: "#000000" };
}

function putOnPaper() {
  if (network) document.getElementById("print-picture").replaceChildren(drawPicture(paperTheme()));
}

function startSaving() {
  const menu = document.getElementById("picture");
  for (const [id, act] of Object.entries({ "save-png": savePng, "save-svg": saveSvg, print: () => window.print() })) {
    document.getElementById(id).addEventListener("click", () => {
      menu.open = false;
      act();
    });
  }
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  window.addEventListener("beforeprint", putOnPaper);
  window.addEventListener("afterprint", () => document.getElementById("print-picture").replaceChildren());
}
