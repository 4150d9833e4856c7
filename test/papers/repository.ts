// The repository as the papers and the comments speak of it: which files, folders, commands and projects there are.
import { globSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "../support/processes.ts";

/** What is made, brought or kept beside the sources. */
const LEFT_OUT = new Set(["node_modules", "dist", ".git", ".data", ".wrangler", ".vitest", ".stryker"]);

export type Repository = {
  /** Files and folders by their paths from the root. */
  readonly paths: ReadonlySet<string>;
  /** The names of the files, wherever they are. */
  readonly names: ReadonlySet<string>;
  /** What `npm run` knows, and what npm has without it. */
  readonly commands: ReadonlySet<string>;
  /** The projects of the tests. */
  readonly projects: ReadonlySet<string>;
};

const OWN_COMMANDS = ["ci", "install", "pack"];

export function repository(): Repository {
  const paths = globSync(["**/*", ".*", ".*/**/*"], {
    cwd: ROOT,
    exclude: (path) => LEFT_OUT.has(basename(path)),
  });
  const files = paths.filter((path) => statSync(join(ROOT, path)).isFile());
  const { scripts } = JSON.parse(readText("package.json")) as { readonly scripts: Record<string, string> };
  const projects = readText("vitest.config.ts").matchAll(/project\("([a-z]+)"/g);
  return {
    paths: new Set(paths),
    names: new Set(files.map((file) => basename(file))),
    commands: new Set([...Object.keys(scripts), ...OWN_COMMANDS]),
    projects: new Set(Array.from(projects, ([, name = ""]) => name)),
  };
}

export const readText = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The papers: whatever of the repository is there to be read. */
export const PAPERS: readonly string[] = globSync(
  ["*.md", "docs/**/*.md", "test/**/*.md", ".github/**/*.md"],
  {
    cwd: ROOT,
  },
).toSorted();

/** The files whose comments are read. */
export const SOURCES: readonly string[] = globSync(
  ["{src,test,tools,scripts,bench,package}/**/*.ts", "*.ts", "wrangler.toml"],
  { cwd: ROOT, exclude: (path) => LEFT_OUT.has(basename(path)) },
).toSorted();
