// The program families that spread widest, in the legend: a large graph is read by them as by its regions.

const WIDEST = 8; // families listed
const widest = DATA.families.filter(({ members }) => members.length > 1)
  .sort((a, b) => b.places - a.places || b.articles - a.articles).slice(0, WIDEST);

function fillFamilies() {
  document.getElementById("families").replaceChildren(...widest.map((family) => {
    const isLit = state.family && family.members.includes(state.selected);
    return el("li", {}, el("button", { class: "spread", type: "button", "aria-pressed": String(isLit), onclick: () => lightFamily(family) },
      glyph("Program"), el("span", { class: "filter-name" }, isolated(shorten(family.name, 12))),
      el("span", { class: "number" }, say("familyPlaces", { n: family.places }))));
  }));
  document.getElementById("families-title").hidden = !widest.length;
}

/** Open the member that came first, with all others lit. */
function lightFamily({ members }) {
  go({ node: DATA.entities[members[0]].id, view: null, ...AROUND, family: 1 });
}
