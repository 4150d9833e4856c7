// The embedded file's own statements: prepared once, good after a failure, never so many that they fill the memory.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  ConstraintBroken,
  type Database,
  type Statement,
} from "../../src/adapters/libsql/connection/database.ts";
import { embeddedFile } from "../../src/adapters/libsql/connection/embedded-file.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { temporaryFolder } from "../support/libsql.ts";

const folder = temporaryFolder();

/** Of 5 MiB of log: more at a stretch would hold the event loop for longer than 50 ms (S5). */
const MOST_PAGES = 1_250;
let database: Database;
beforeAll(async () => {
  database = embeddedFile(join(folder.path, "own.db"), 100);
  await database.write([{ sql: "create table things (id integer primary key, name text)", args: [] }]);
});
afterAll(() => {
  database.close();
  folder.remove();
});

const put = (id: bigint, name: string | null): Statement => ({
  sql: "insert into things values (?, ?) returning id, name",
  args: [id, name],
});
const ALL: Statement = { sql: "select id, name from things order by id", args: [] };

it("gives plain rows, also for a statement used again after it failed", async () => {
  expect(await database.write([put(1n, "one")])).toEqual([[{ id: 1, name: "one" }]]);
  const refused = await database.write([put(2n, "two"), put(1n, "again")]).catch((error) => error);
  expect(refused).toBeInstanceOf(ConstraintBroken);
  expect(refused.statementIndex).toBe(1);
  expect(await database.write([put(2n, null)])).toEqual([[{ id: 2, name: null }]]);
  expect(await database.read([ALL, ALL])).toEqual([
    [
      { id: 1, name: "one" },
      { id: 2, name: null },
    ],
    [
      { id: 1, name: "one" },
      { id: 2, name: null },
    ],
  ]);
});

it("rounds no whole number: one that is too large is an error", async () => {
  const select = (value: string) => database.read([{ sql: `select ${value} as value`, args: [] }]);
  expect(await select("9007199254740991")).toEqual([[{ value: 9_007_199_254_740_991 }]]);
  await expect(select("9007199254740993")).rejects.toThrow();
  expect(await select("0.5")).toEqual([[{ value: 0.5 }]]);
});

it("goes on when there are more texts than it keeps", async () => {
  for (let n = 0; n < 1_200; n += 1) {
    expect(await database.read([{ sql: `select ${n} as n`, args: [] }])).toEqual([[{ n }]]);
  }
});

it("waits for another writer only so long, and is well afterwards", async () => {
  const other = new Libsql(join(folder.path, "own.db"));
  other.exec("begin immediate");
  await expect(database.write([put(3n, "three")])).rejects.toBeInstanceOf(StoreUnavailable);
  // A statement outside a transaction finds it busy by itself.
  await expect(database.read([put(3n, "three")])).rejects.toBeInstanceOf(StoreUnavailable);
  other.exec("rollback");
  other.close();
  expect(await database.write([put(3n, "three")])).toEqual([[{ id: 3, name: "three" }]]);
});

it("is the file that was migrated, also where its URL has escapes", async () => {
  const url = `file:${join(folder.path, "with%20space", "a.db")}`;
  await migrateDatabase(url);
  const opened = await openFile(url);
  expect(await opened.read([{ sql: "select count(*) as count from plans", args: [] }])).toEqual([
    [{ count: 0 }],
  ]);
  opened.close();
  expect(existsSync(join(folder.path, "with space", "a.db"))).toBe(true);
});

it("brings its log into the file a little at a time, for nobody has a turn while it does", async () => {
  const path = join(folder.path, "log.db");
  const writing = embeddedFile(path, 100);
  await writing.write([{ sql: "create table things (id integer primary key, name text)", args: [] }]);
  const [[size] = []] = await writing.read([{ sql: "pragma page_size", args: [] }]);
  const page = Number(size?.page_size);
  const frame = page + 24;
  // A row is a page of its own, so the log grows by two or three at each write.
  for (let id = 0; id < 3 * MOST_PAGES; id += 1)
    await writing.write([put(BigInt(id), "x".repeat(page - 100))]);
  // A log begins anew once all of it is in the file: it is as long as it ever was before that.
  const log = statSync(`${path}-wal`).size / frame;
  writing.close();
  expect(log).toBeGreaterThan(MOST_PAGES / 4);
  expect(log).toBeLessThan(MOST_PAGES);
  expect(statSync(path).size).toBeGreaterThan(2 * MOST_PAGES * page);
});
