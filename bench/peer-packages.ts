// The packages that we compare with, in a folder of their own: installed at the first run, no part of `npm ci`.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("peers/", import.meta.url));
const LOCK = `${FOLDER}package-lock.json`;
const INSTALLED = `${FOLDER}node_modules/.package-lock.json`;

export const peerFile = (name: string): string => `${FOLDER}${name}`;

/** Installs what the peers' lock file names, unless it is there. No install script runs: prebuilt binaries are used. */
export function installPeers(progress: (text: string) => void): void {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return;
  progress("installing the peers (once)");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: FOLDER,
    stdio: "ignore",
  });
}

/** A module of the peers. Loaded by its path, because their packages are not the project's. */
export async function peerModule<T>(name: string): Promise<T> {
  return (await import(new URL(`peers/${name}`, import.meta.url).href)) as T;
}

/** The versions that are compared with. */
export function peerVersions(): string {
  const { dependencies } = JSON.parse(readFileSync(peerFile("package.json"), "utf8"));
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}
