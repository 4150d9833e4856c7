// `Map.groupBy`, which scripts/package/group-by.ts stands for in the bundle of the twin.
interface MapConstructor {
  groupBy<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]>;
}
