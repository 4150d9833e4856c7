// Tells whether files changed, without reading them: by their names, sizes and times.
import { createHash } from "node:crypto";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/** What the pages are made of: the declarations, what they declare with, and what makes the pages of them. */
const sources = (): readonly string[] =>
  globSync(
    [
      "package-lock.json",
      "src/domain/**/*.ts",
      "src/http/**/*.{ts,json,css}",
      "scripts/{build,assets,write}-*.ts",
    ],
    { cwd: ROOT },
  )
    .toSorted()
    .map((name) => join(ROOT, name));

export function fingerprint(files: readonly string[] = sources()): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}
