// The project's linter over a tree, as `npm run check` runs it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { toolBin } from "../../tools/shared/bring.ts";

export type Linted = {
  readonly status: number | null;
  /** What it found, as `file rule`: `src/http/app.ts lint/style/noRestrictedImports`. */
  readonly found: readonly string[];
};

const FOUND = /^(\S+?):\d+:\d+ ((?:lint|plugin)\S*)/gm;

/** Lints the files or folders of the tree at `root`. Throws where nothing was linted. */
export function lint(root: string, paths: readonly string[]): Linted {
  const biome = join(toolBin("lint"), "biome");
  const ran = spawnSync(biome, ["lint", "--max-diagnostics=none", ...paths], { cwd: root, encoding: "utf8" });
  const said = `${ran.stdout}\n${ran.stderr}`;
  if (!/Checked [1-9]/.test(said)) throw new Error(said);
  return { status: ran.status, found: [...said.matchAll(FOUND)].map(([, file, rule]) => `${file} ${rule}`) };
}
