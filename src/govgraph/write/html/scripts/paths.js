// Neighbourhoods and paths. Pure functions: `linksOf` gives the links of a node as [other node, relation], by node number.

/** The nodes within so many steps of one, the nearer first; with `most` reached it stops, and `isCut` tells. */
function nodesWithin(from, steps, most, linksOf) {
  const found = new Set([from]);
  let edge = [from];
  for (let step = 0; step < steps && edge.length; step += 1) {
    const next = [];
    for (const node of edge) {
      for (const [other] of linksOf(node)) {
        if (found.has(other)) continue;
        if (found.size >= most) return { nodes: found, isCut: true };
        found.add(other);
        next.push(other);
      }
    }
    edge = next;
  }
  return { nodes: found, isCut: false };
}

/** The nodes of a shortest path, whichever way its links point; of several the one with the lowest numbers, from its
 * start on. Null where there is none. */
function shortestPath(from, to, linksOf) {
  const before = new Map([[from, null]]);
  const reached = [from];
  for (const node of reached) { // grows while it is gone through
    if (node === to) break;
    for (const [other] of linksOf(node)) {
      if (before.has(other)) continue;
      before.set(other, node);
      reached.push(other);
    }
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let node = to; node !== null; node = before.get(node)) path.unshift(node);
  return path;
}

/** The links between each node of a path and the next. */
function linksAlong(path, linksOf) {
  return path.slice(1).map((node, i) => linksOf(path[i]).filter(([other]) => other === node).map(([, relation]) => relation));
}
