// Which contacts stand in a circle of parents, where many are to be put at once and none of them can be the first.

/**
 * The circles among contacts and the parents that they are to have, by each contact that is in one: its ids from one to
 * the next parent, the lowest first. A contact that only hangs under a circle is in none. Looks at each contact once.
 */
export function parentCircles(parents: ReadonlyMap<number, number>): ReadonlyMap<number, readonly number[]> {
  const circles = new Map<number, readonly number[]>();
  const walks = new Map<number, number>();
  let walk = 0;
  for (const start of parents.keys()) {
    walk += 1;
    let at: number | undefined = start;
    while (at !== undefined && parents.has(at) && !walks.has(at)) {
      walks.set(at, walk);
      at = parents.get(at);
    }
    if (at === undefined || walks.get(at) !== walk) continue;
    const circle = [at];
    for (let next = parents.get(at); next !== undefined && next !== at; next = parents.get(next)) {
      circle.push(next);
    }
    const lowest = circle.indexOf(circle.reduce((least, id) => Math.min(least, id)));
    const fromLowest = [...circle.slice(lowest), ...circle.slice(0, lowest)];
    for (const id of circle) circles.set(id, fromLowest);
  }
  return circles;
}
