// Files of many tenants: opened when they are asked for, closed when there are too many, and never made.
import { existsSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { blockMarkOf, type FilePool, filePool } from "../../src/adapters/libsql/connection/file-pool.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openOneOfMany } from "../../src/adapters/libsql/connection/open-file.ts";
import { StoreBlocked, StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { temporaryFolder } from "../support/libsql.ts";

const put = (id: number) => ({
  sql: "insert into contacts (id, name, version, created_at, created_by, updated_at, updated_by) values (?, 'x', 1, '', '', '', '')",
  args: [BigInt(id)],
});
const COUNT = { sql: "select count(*) as n from contacts", args: [] };

let folder: ReturnType<typeof temporaryFolder>;
let pool: FilePool;
beforeEach(() => {
  folder = temporaryFolder();
  pool = filePool(2, openOneOfMany);
});
afterEach(() => {
  pool.close();
  folder.remove();
});

const urlOf = (name: string) => `file:${join(folder.path, `${name}.db`)}`;
const made = async (...names: readonly string[]) => {
  for (const name of names) await migrateDatabase(urlOf(name));
};
const countIn = async (name: string) => {
  const [[row] = []] = await pool.open(urlOf(name)).read([COUNT]);
  return Number(row?.n);
};

it("keeps no more of them open than it may, and all of what was written", async () => {
  await made("a", "b", "c", "d");
  for (let turn = 1; turn <= 3; turn += 1) {
    for (const name of ["a", "b", "c", "d"]) {
      await pool.open(urlOf(name)).write([put(turn)]);
      expect(pool.size()).toBeLessThanOrEqual(2);
      expect(await countIn(name)).toBe(turn);
    }
  }
});

it("closes none that is being written", async () => {
  await made("a", "b", "c", "d");
  await Promise.all(
    ["a", "b", "c", "d", "a", "b"].map((name, at) => pool.open(urlOf(name)).write([put(at + 1)])),
  );
  expect(await Promise.all(["a", "b", "c", "d"].map(countIn))).toEqual([2, 2, 1, 1]);
});

it("brings every log into its file when it is closed", async () => {
  await made("a", "b");
  for (const name of ["a", "b"]) await pool.open(urlOf(name)).write([put(1)]);
  expect(pool.close()).toEqual([]);
  for (const name of ["a", "b"]) {
    const log = join(folder.path, `${name}.db-wal`);
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  }
});

it("makes no file, and finds one that is put there", async () => {
  await expect(countIn("a")).rejects.toThrow(StoreUnavailable);
  expect(existsSync(join(folder.path, "a.db"))).toBe(false);
  await made("a");
  expect(await countIn("a")).toBe(0);
});

it("goes on with the file that takes the place of a removed one", async () => {
  await made("a", "b");
  await pool.open(urlOf("a")).write([put(1)]);
  const path = join(folder.path, "a.db");
  renameSync(path, `${path}.removed`);
  await expect(countIn("a")).rejects.toThrow(StoreUnavailable);
  await made("a");
  expect(await countIn("a")).toBe(0);
});

it("opens none that is blocked, whether it was open or not", async () => {
  await made("a");
  expect(await countIn("a")).toBe(0);
  writeFileSync(blockMarkOf(join(folder.path, "a.db")), "");
  await expect(countIn("a")).rejects.toThrow(StoreBlocked);
  await expect(pool.open(urlOf("a")).write([put(1)])).rejects.toThrow(StoreBlocked);
});

it("tells a file that is no database as one that cannot be used", async () => {
  writeFileSync(join(folder.path, "a.db"), "this is no database".repeat(100));
  await expect(countIn("a")).rejects.toThrow(StoreUnavailable);
});
