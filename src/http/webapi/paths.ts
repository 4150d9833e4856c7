// Contract paths are case-insensitive and may end in a slash; all other paths stay as they are.

import { cut, MAX_SHOWN_URI_LENGTH } from "./bounded.ts";

const FIRST_SEGMENT = /^\/+([^/]*)/;
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/**
 * The path that routing sees, for `new Hono({ getPath: routedPath(prefixes) })`; each prefix is a contract's first
 * segment, lower case: `/shop`. Percent-escapes are decoded; a contract path is lowered and loses one trailing slash, and
 * leading slashes that the client doubled, so that a doubled slash is answered by the contract's own 404. Source:
 * docs/wire.md "Bodies out", cases E-route-*.
 */
export const routedPath = (prefixes: readonly string[]): ((request: Request) => string) => {
  const contracts = new Set(prefixes.map((prefix) => prefix.slice(1)));
  return (request) => {
    const rest = request.url.replace(ORIGIN, "");
    const end = rest.search(/[?#]/);
    const path = decoded(end === -1 ? rest : rest.slice(0, end)) || "/";
    const [, first = ""] = FIRST_SEGMENT.exec(path) ?? [];
    if (!contracts.has(first.toLowerCase())) return path;
    const lowered = path.toLowerCase().replace(/^\/+/, "/");
    return lowered.length > 1 && lowered.endsWith("/") ? lowered.slice(0, -1) : lowered;
  };
};

const decoded = (path: string): string => {
  if (!path.includes("%")) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

/** What Uri.ToString() keeps escaped: percent signs and control characters. */
const KEPT_ESCAPES = /%(25|[01][0-9a-f]|7f)/gi;

/**
 * A request's URI as .NET shows it in its 404 message: escapes resolved, but for those that would change its meaning.
 * A long one is cut.
 */
export const shownUri = (url: string): string => {
  try {
    return cut(decodeURI(url.replace(KEPT_ESCAPES, "%25$1")), MAX_SHOWN_URI_LENGTH);
  } catch {
    return cut(url, MAX_SHOWN_URI_LENGTH);
  }
};
