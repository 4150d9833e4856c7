// What a database's URL may be: told before anything is opened, and without showing it.

/** Where the service keeps its data when nothing is said, and every command that goes with it. */
export const DEFAULT_DATABASE_URL = "file:.data/receivables.db";

const SERVERS: ReadonlySet<string> = new Set(["libsql:", "https:", "http:"]);

export const isFileUrl = (url: string): boolean => url.startsWith("file:");

/** What is wrong with the URL of a server or a file, in words that hold nothing of it; null when nothing is. */
export function databaseUrlProblem(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "not a URL: libsql://, https://, http:// or file: is expected";
  }
  if (url.username !== "" || url.password !== "")
    return "a user name or a password has no place in it; the token goes into DATABASE_TOKEN";
  if (url.protocol === "file:") return url.pathname.length > 1 ? null : "no file is named";
  if (!SERVERS.has(url.protocol)) return "libsql://, https://, http:// or file: is expected";
  return url.hostname === "" ? "no host is named" : null;
}

/** A database for people's eyes: the file, or the server's host; never a query, where a token might be. */
export const shownDatabase = (url: string): string =>
  isFileUrl(url) ? (url.split("?", 1)[0] ?? "") : new URL(url).host;
