// What the reader has chosen, the same for every view: an entity, the view, and what is filtered out.

const state = { view: "network", selected: null, lit: null, hiddenTypes: new Set(), hiddenPredicates: new Set() };

function isHidden(id) {
  return state.hiddenTypes.has(DATA.entities[id].type);
}

function isEdgeHidden(relation) {
  return state.hiddenPredicates.has(relation.p) || isHidden(relation.s) || isHidden(relation.o);
}

function isStatementHidden(kind, number) {
  const statement = STATEMENTS[kind][number];
  return kind === RELATION ? isEdgeHidden(statement) : isHidden(statement.s);
}
