// A query string as name and value pairs, in order, strictly decoded: nothing unreadable becomes something else.

/** Stands for text that could not be read. It is no text itself (an unpaired surrogate), so every field refuses it. */
export const UNREADABLE = "\uD800";

type Pairs = readonly (readonly [name: string, value: string])[];

/** The pairs as they stand in the URL, nothing decoded. A name without `=` has an empty value. */
export function writtenPairs(url: string): Pairs {
  const start = url.indexOf("?");
  if (start < 0) return [];
  const [query = ""] = url.slice(start + 1).split("#", 1);
  // Not by URLSearchParams: it looks for an equals sign to the end of the query from every name that has none.
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
}

/**
 * The pairs of a URL's query: `+` is a space, percent escapes are UTF-8. A name or value with a broken escape, or with
 * bytes that are not UTF-8, becomes `UNREADABLE`.
 */
export const queryPairs = (url: string): Pairs =>
  writtenPairs(url).map(([name, value]) => [decoded(name), decoded(value)]);

/** Text of a query, decoded, or `UNREADABLE`. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return UNREADABLE;
  }
}
