// `Map.groupBy` for Node 20, which has none: put in its place where the twin is bundled, and nothing of the runtime's changed.

/** The items by what `keyOf` gives of each, in their order. */
export function mapGroupBy<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
    index += 1;
  }
  return groups;
}
