// Leaves of what the compiler wrote just the files that an entry module leads to, and makes each import name a file.
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const IMPORTED = /((?:\bfrom|\bimport\() ?")(\.{1,2}\/[^"]+)\.(?:ts|js)(")/g;

/** Declarations name the sources as the sources do; whoever has the package has no sources. */
const withJs = (code: string): string => code.replace(IMPORTED, "$1$2.js$3");

const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(IMPORTED)].map(([, , path = ""]) => path);

/** `entry` without its ending; both kinds of files are followed, each through its own kind. */
export function keepOnlyUsed(folder: string, entry: string): void {
  keep(
    folder,
    [".js", ".d.ts"].flatMap((ending) => usedBy(folder, entry, ending)),
  );
}

/** The same of declarations alone, for what is bundled. */
export const keepOnlyUsedTypes = (folder: string, entry: string): void =>
  keep(folder, usedBy(folder, entry, ".d.ts"));

function keep(folder: string, used: readonly string[]): void {
  for (const file of globSync("**/*.{js,ts}", { cwd: folder })) {
    const path = join(folder, file);
    if (used.includes(file)) writeFileSync(path, withJs(readFileSync(path, "utf8")));
    else rmSync(path);
  }
}

/** The files that are reached from the entry, with it. */
export function usedBy(folder: string, entry: string, ending: string): readonly string[] {
  const reached = new Set([entry]);
  for (const at of reached) {
    const code = readFileSync(join(folder, at + ending), "utf8");
    for (const path of importsOf(code)) reached.add(normalize(join(dirname(at), path)));
  }
  return [...reached].map((path) => path + ending);
}
