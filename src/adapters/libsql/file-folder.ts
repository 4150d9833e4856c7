// An embedded database file needs its folder to be there first.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Makes the folder of a `file:` URL and tells the file's path; percent escapes are read, as libSQL's client does. */
export function makeFolderOf(url: string): string {
  const path = url.startsWith("file://") ? fileURLToPath(url) : decodeURIComponent(url.slice("file:".length));
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
