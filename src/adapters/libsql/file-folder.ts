// An embedded database file needs its folder to be there first.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Makes the folder of a `file:` URL; nothing for the URL of a server. */
export function makeFolderOf(url: string): void {
  if (!url.startsWith("file:")) return;
  const path = url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
  mkdirSync(dirname(path), { recursive: true });
}
