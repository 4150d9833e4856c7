// An embedded database file needs its folder to be there first.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of a `file:` URL; percent escapes are read, as libSQL's client does. */
export function filePathOf(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : decodeURIComponent(url.slice("file:".length));
}

/** Makes the folder of a `file:` URL and tells the file's path. */
export function makeFolderOf(url: string): string {
  const path = filePathOf(url);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
