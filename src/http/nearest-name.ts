// Which known name a misspelt one was probably meant for.

/** As people confuse names: case, `_` and `-` are no difference. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");

/** How many single slips (a character put in, left out or replaced, two neighbours swapped) lie between two texts. */
function slipsBetween(one: string, other: string): number {
  let older: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const differs = one[row - 1] === other[at - 1] ? 0 : 1;
      const swapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const ways = [(above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + differs];
      line.push(Math.min(...ways, swapped ? (older[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
    }
    [older, above] = [above, line];
  }
  return above[other.length] ?? 0;
}

/** The known name that is fewest slips away for its length, the first of several; null when there are none. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const plain = plainName(name);
  let nearest: { readonly name: string; readonly distance: number } | null = null;
  for (const one of known) {
    const distance = slipsBetween(plain, plainName(one)) / Math.max(plain.length, plainName(one).length);
    if (nearest === null || distance < nearest.distance) nearest = { name: one, distance };
  }
  return nearest?.name ?? null;
}
