// Brings what single commands need and the project's own install leaves out: each such tool has a folder below tools
// with a lock file of its own, and comes at its first use.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folders of tools that have a lock file of their own. */
export const BROUGHT = [
  "lint",
  "migrations",
  "mutation",
  "openapi-check",
  "package-check",
  "runtimes",
] as const;
export type Brought = (typeof BROUGHT)[number];

const TOOLS = join(import.meta.dirname, "..");

/** Longer than the largest takes on a slow line; whoever holds the lock for longer than this has died. */
const PATIENCE_MS = 10 * 60_000;

export const toolFolder = (tool: Brought): string => join(TOOLS, tool);

/** Where its commands are. */
export const toolBin = (tool: Brought): string => join(toolFolder(tool), "node_modules/.bin");

/** Installs a tool unless it is there as its lock file has it. Throws, with what npm said, where npm cannot. */
export function bring(tool: Brought): void {
  const folder = toolFolder(tool);
  if (isThere(folder)) return;
  const release = lock(join(folder, ".bringing"));
  try {
    if (isThere(folder)) return;
    console.error(`Installing what tools/${tool} is for, once …`);
    // Through the shell, which knows npm by its name on every system.
    const npm = spawnSync("npm ci --prefer-offline --include=optional", {
      cwd: folder,
      encoding: "utf8",
      shell: true,
      env: environment(),
    });
    if (npm.status !== 0) throw new Error(`npm could not install tools/${tool}:\n${npm.stdout}${npm.stderr}`);
    writeFileSync(markOf(folder), digestOf(folder));
  } finally {
    release();
  }
}

const markOf = (folder: string): string => join(folder, "node_modules/.brought");

const digestOf = (folder: string): string =>
  createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");

/** Whether the last whole install was of the lock file as it is. */
const isThere = (folder: string): boolean =>
  existsSync(markOf(folder)) && readFileSync(markOf(folder), "utf8") === digestOf(folder);

/** The environment without what an outer npm tells its scripts: it would be the inner one's settings. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(?:local_prefix|prefix|omit|include|production)$/.test(name),
    ),
  );

/** One at a time, also among processes: a folder can be made once. */
function lock(path: string): () => void {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
    try {
      mkdirSync(path);
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isLeft(path)) rmSync(path, { recursive: true, force: true });
      else if (Date.now() > giveUpAt) throw new Error(`${path} is held: is something else installing?`);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

const isLeft = (path: string): boolean => {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
  return Date.now() - made > PATIENCE_MS;
};
