// Small trees of files that break a rule on purpose: a rule that nothing breaks proves nothing.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

export type MadeTree = {
  readonly path: string;
  /** Writes the files, by their paths from the root of the tree. */
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly remove: () => void;
};

/** An empty tree with the project's own rules of linting. */
export function madeTree(): MadeTree {
  const { path, remove } = temporaryFolder();
  for (const name of ["biome.json", ".gitignore", "scripts/domain-is-pure.grit"]) {
    cpSync(join(ROOT, name), join(path, name), { recursive: true });
  }
  return {
    path,
    remove,
    write: (files) => {
      for (const [file, code] of Object.entries(files)) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), `${code}\n`);
      }
    },
  };
}
