// The package as npm packs it, and a folder that has nothing but it.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ROOT } from "../support/processes.ts";

export type Packed = { readonly tarball: string; readonly files: readonly string[]; readonly size: number };

/** Packs the project into the folder. */
export function pack(folder: string): Packed {
  const said = npm(ROOT, ["pack", "--json", "--pack-destination", folder]);
  const [packed] = Object.values(
    JSON.parse(said) as Record<string, { filename: string; size: number; files: { path: string }[] }>,
  );
  if (packed === undefined) throw new Error(said);
  const { filename, files, size } = packed;
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).toSorted(), size };
}

/** An empty folder with the tarball installed, as anybody would install it. */
export function installed(): {
  readonly folder: string;
  readonly packed: Packed;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "receivables-package-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const packed = pack(folder);
  npm(folder, ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", packed.tarball]);
  return { folder, packed, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * A folder that has the package as its tarball holds it, and of the project's own packages those that it is tried with
 * and depends on: no registry is asked.
 */
export function unpacked(others: readonly string[]): {
  readonly folder: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "receivables-unpacked-"));
  const own = join(folder, "node_modules/receivables-edge");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  execFileSync("tar", ["-xzf", pack(folder).tarball, "-C", own, "--strip-components=1"]);
  for (const name of others) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), link);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What npm printed. It is npm's own business what an outer npm told its script. */
function npm(cwd: string, args: readonly string[]): string {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const ran = spawnSync("npm", [...args, "--loglevel=error"], {
    cwd,
    env: Object.fromEntries(own),
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(`npm ${args.join(" ")}\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

/** The machine's own Node, whatever it is: the first that does not come with the project. */
export function ownNode(): { readonly command: string; readonly version: string } {
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  const command =
    folders.map((folder) => join(folder, "node")).find((file) => existsSync(file)) ?? process.execPath;
  return { command, version: execFileSync(command, ["--version"], { encoding: "utf8" }).trim() };
}
