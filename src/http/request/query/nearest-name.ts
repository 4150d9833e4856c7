// Which known name a misspelt one was probably meant for.

/** As people confuse names: case, `_` and `-` are no difference. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");

/** How many characters put in, left out or replaced lie between two texts (Levenshtein's distance, row by row). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, char] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [at, above] of row.slice(1).entries()) {
      next.push(Math.min(above + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (char === other[at] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** More than any known name has: what is longer is compared as far as this. */
const MAX_COMPARED = 64;

/** The known name that is nearest for its length, the first of several; null when there are none. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const plain = plainName(name).slice(0, MAX_COMPARED);
  const distance = (one: string): number =>
    distanceOf(plain, plainName(one)) / Math.max(plain.length, plainName(one).length);
  return known.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
