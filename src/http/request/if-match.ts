// Reads the versions that a caller is ready to change from If-Match (RFC 9110, 13.1.1).

/** No header; `*`, any version; or versions, those that no plan of ours has left out (so possibly none). */
export type IfMatch = "absent" | "any" | readonly number[];

const ENTITY_TAG = /^"(\d{1,10})"$/;

/** A version's entity tag is its number in quotes. A weak tag never matches here, as the standard says. */
export function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined) return "absent";
  if (header.trim() === "*") return "any";
  return header.split(",").flatMap((tag) => {
    const version = ENTITY_TAG.exec(tag.trim())?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}
