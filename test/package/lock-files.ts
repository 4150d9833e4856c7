// The lock files of the project and of its tools, as npm wrote them.
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../support/processes.ts";

export type Locked = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: true;
  readonly optional?: true;
  readonly dev?: true;
  /** A list, or one name alone: packages write both. */
  readonly os?: readonly string[] | string;
  readonly cpu?: readonly string[] | string;
  readonly libc?: readonly string[] | string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type LockFile = {
  /** From the project's root. */
  readonly path: string;
  /** By the folder that each goes to; the package itself by the empty one. */
  readonly packages: Readonly<Record<string, Locked>>;
};

export const lockFiles = (): readonly LockFile[] =>
  ["package-lock.json", ...globSync("tools/*/package-lock.json", { cwd: ROOT }).toSorted()].map((path) => ({
    path,
    ...(JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Pick<LockFile, "packages">),
  }));

/** What comes from a registry: neither the package itself nor a folder of the project. */
export const fromRegistry = ({ packages }: LockFile): readonly (readonly [string, Locked])[] =>
  Object.entries(packages).filter(
    ([folder, { link }]) => /(?:^|\/)node_modules\//.test(folder) && link !== true,
  );

/** The folder that a package at `from` finds the package `name` in; null where the lock file has none. */
export function found({ packages }: LockFile, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder === "." ? "" : dirname(folder)) {
    const candidate =
      folder === "" || folder === "." ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (folder === "" || folder === ".") return null;
  }
}

const allows = (wanted: readonly string[] | string | undefined, own: string): boolean =>
  wanted === undefined || [wanted].flat().includes(own);

export type Platform = { readonly os: string; readonly cpu: string; readonly libc: string | null };

/** Whether npm installs it there. */
export const isFor = ({ os, cpu, libc }: Locked, platform: Platform): boolean =>
  allows(os, platform.os) &&
  allows(cpu, platform.cpu) &&
  (libc === undefined || (platform.libc !== null && allows(libc, platform.libc)));
