// Takes keys out of what is told of a request: those that it was sent with, and those that the twin knows.
import { presentedKeys } from "../../http/request/key/api-key.ts";

/** Headers that hold a key and nothing else. */
const SECRET = new Set(["authorization", "proxy-authorization", "key", "cookie"]);
/** A shorter one may be any word of a text; it is a key nobody was let in by. */
const LEAST_LENGTH = 8;
const GONE = "[key]";

export const headersWithout = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries([...headers].filter(([name]) => !SECRET.has(name)));

/** The query but for `key`, in any case; all else as it came. */
export function queryWithout(search: string): string {
  const pairs = search.slice(1).split("&");
  const rest = pairs.filter((pair) => !/^(?:k|%[46]b)(?:e|%[46]5)(?:y|%[57]9)(?:=|$)/i.test(pair));
  return rest.join("&") === "" ? "" : `?${rest.join("&")}`;
}

/** Takes them out of a text, as they are and as URLs, JSON and Base64 would have them. */
export function scrubber(request: Request, known: readonly string[]): (text: string) => string {
  const presented = [...presentedKeys(request, true)].filter((key) => key.length >= LEAST_LENGTH);
  const written = [...new Set([...presented, ...known])].flatMap((key) => [
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
  ]);
  const all = [...new Set(written)].toSorted((one, other) => other.length - one.length);
  return (text) => all.reduce((rest, key) => (rest.includes(key) ? rest.replaceAll(key, GONE) : rest), text);
}

/** The same value with every text in it changed, names of members too. */
export function throughTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => throughTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [change(name), throughTexts(member, change)]),
  );
}
