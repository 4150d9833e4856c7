// One page of a list: at most so many items, and at most so many bytes; the cursor tells where the next one goes on.

/** What a page holds at most, in bytes, unless it is a single item. Bar S3. */
export const MAX_PAGE_BYTES = 1024 * 1024;

/** `next` is the cursor that the following page begins after; null where there is none, or none just now. */
export type Page<T, C = number> = { readonly items: readonly T[]; readonly next: C | null };

/**
 * The first of the items: `limit` at most, and no more of them than `MAX_PAGE_BYTES` by their sizes; one that is larger
 * than that comes alone. Asks for one item more than it keeps, and where there is one, `next` is the cursor of the last
 * one kept.
 */
export function pageOf<T, C = number>(
  items: Iterable<T>,
  limit: number,
  cursorOf: (item: T) => C,
  sizeOf: (item: T) => number = () => 0,
): Page<T, C> {
  const kept: T[] = [];
  let size = 0;
  for (const item of items) {
    size += sizeOf(item);
    if (kept.length >= limit || (kept.length > 0 && size > MAX_PAGE_BYTES)) {
      const last = kept.at(-1);
      return { items: kept, next: last === undefined ? null : cursorOf(last) };
    }
    kept.push(item);
  }
  return { items: kept, next: null };
}
