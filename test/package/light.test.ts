// How much an install brings: what is developed with, and what runs.
import { cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { ROOT, type Running, run } from "../support/processes.ts";
import { fromRegistry, lockFiles } from "./lock-files.ts";

const MIB = 1024 * 1024;

/** What a file or folder takes on the disk, in bytes, as `du` counts. */
function taken(path: string): number {
  const { blocks } = lstatSync(path);
  const below = lstatSync(path).isDirectory() ? readdirSync(path).map((name) => taken(join(path, name))) : [];
  return below.reduce((one, other) => one + other, blocks * 512);
}

const NODE_MODULES = join(ROOT, "node_modules");

/** Where npm put it, or nothing where it is for another machine. */
const folders = (isWanted: (dev: boolean) => boolean): readonly string[] =>
  lockFiles()
    .filter(({ path }) => path === "package-lock.json")
    .flatMap(fromRegistry)
    .filter(([folder, { dev }]) => isWanted(dev === true) && existsSync(join(ROOT, folder)))
    .map(([folder]) => folder);

it("npm ci brings at most 600 MB", () => {
  // Folders with a dot are what the tools keep between runs.
  const packages = readdirSync(NODE_MODULES).filter((name) => !name.startsWith(".v") && name !== ".cache");
  expect(packages.length).toBeGreaterThan(50);
  const total = packages.reduce((sum, name) => sum + taken(join(NODE_MODULES, name)), 0);
  expect(total / MIB).toBeLessThan(600);
});

describe("a production install", () => {
  let folder: string;
  let service: Running | undefined;
  beforeAll(() => {
    // What npm ci --omit=dev leaves, in an empty folder: the packages of the lock file that are for no development. The
    // pages were built before: a production install has no bundler.
    folder = mkdtempSync(join(tmpdir(), "receivables-production-"));
    for (const path of ["package.json", "src", "drizzle", "dist/assets"]) {
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    }
    for (const path of folders((dev) => !dev)) {
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    }
  }, 60_000);
  afterAll(async () => {
    await service?.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes less than 60 MB", () => {
    expect(folders((dev) => dev).length).toBeGreaterThan(50);
    expect(taken(join(folder, "node_modules")) / MIB).toBeLessThan(60);
  });

  it("starts over a file, and serves", async () => {
    const port = await freePort();
    service = run(join(folder, "src/http/node.ts"), {
      DATABASE_URL: `file:${join(folder, "production.db")}`,
      API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
      PORT: String(port),
    });
    await service.prints("Listening on");
    const url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    const plans = await fetch(`${url}/v1/payment-plans`, { headers: { key: DEVELOPMENT_KEY } });
    expect([plans.status, await plans.json()]).toEqual([200, { items: [], next: null }]);
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
  });
});
