// One page of a list, cut from one item more than it holds: that one tells whether another page follows.

export type Page<T> = { readonly items: readonly T[]; readonly next: number | null };

/** The first `limit` of the items, which are `limit + 1` at most; `next` is the cursor of the last one kept. */
export function pageOf<T>(items: readonly T[], limit: number, cursorOf: (item: T) => number): Page<T> {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, next: items.length > limit && last !== undefined ? cursorOf(last) : null };
}
