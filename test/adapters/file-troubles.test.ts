// A file that is deleted, exchanged, spoiled, full or read-only under a running service: nothing is acknowledged that is
// not on the disk, and the service is back when the file is.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Libsql from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Statement } from "../../src/adapters/libsql/connection/database.ts";
import { embeddedFile, type FileDatabase } from "../../src/adapters/libsql/connection/embedded-file.ts";
import { inOneFile } from "../../src/adapters/libsql/connection/one-file.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const SETUP: Statement = { sql: "create table things (id integer primary key, name text)", args: [] };
const ALL: Statement = { sql: "select id from things order by id", args: [] };
const put = (id: number, name = "a"): Statement => ({
  sql: "insert into things values (?, ?)",
  args: [BigInt(id), name],
});

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let file: FileDatabase;
beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, "own.db");
  const migrating = embeddedFile(path, 100);
  await migrating.write([SETUP]);
  migrating.close();
  file = embeddedFile(path, 100);
  await file.write([put(1)]);
});
afterEach(() => {
  file.close();
  folder.remove();
});

const ids = async (): Promise<unknown[]> => ((await file.read([ALL]))[0] ?? []).map((row) => row.id);
/** The code inside of what a trip is refused with. */
async function troubleOf(trip: Promise<unknown>): Promise<unknown> {
  const error = await trip.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreUnavailable);
  return ((error as Error).cause as { code?: unknown }).code;
}
/** What a process that opens the file by itself finds there. */
function idsIn(place: string): unknown[] {
  const other = new Libsql(place);
  const rows = other.prepare<[]>("select id from things order by id").raw(true).all() as unknown[][];
  other.close();
  return rows.flat();
}
/** Longer than a file that could not be used is left alone. */
const rest = () => pause(300);

it("is gone while the file is, makes no other one, and is back with it", async () => {
  renameSync(path, `${path}.away`);
  expect(await troubleOf(file.write([put(2)]))).toBe("FILE_MISSING");
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_MISSING");
  expect(existsSync(path)).toBe(false);
  renameSync(`${path}.away`, path);
  await file.write([put(3)]);
  expect(await ids()).toEqual([1, 3]);
});

it("acknowledges nothing that went into a file which was deleted meanwhile", async () => {
  // Its values are asked for in the middle of the transaction, after the first look at the path.
  const deleting: Statement = {
    sql: "select 1",
    get args() {
      rmSync(path);
      return [];
    },
  };
  expect(await troubleOf(file.write([put(2), deleting]))).toBe("FILE_MISSING");
});

it("serves the file that took the place, without the log of the one before, which goes with that", async () => {
  file.checkpoint();
  copyFileSync(path, `${path}.backup`);
  for (let id = 2; id <= 40; id += 1) await file.write([put(id)]);
  renameSync(path, `${path}.before`);
  renameSync(`${path}.backup`, path);
  expect(await troubleOf(file.write([put(41)]))).toBe("FILE_REPLACED");
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_REPLACED");
  await rest();
  expect(await ids()).toEqual([1]);
  await file.write([put(50)]);
  expect(await ids()).toEqual([1, 50]);
  file.checkpoint();
  copyFileSync(path, `${path}.copy`);
  expect(idsIn(`${path}.copy`)).toEqual([1, 50]);
  expect(idsIn(`${path}.before`)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

it("does not write to another file what was made of the one before", async () => {
  file.checkpoint();
  copyFileSync(path, `${path}.backup`);
  const [early, late] = [inOneFile(file), inOneFile(file)];
  await early.read([ALL]);
  renameSync(`${path}.backup`, path);
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_REPLACED");
  await rest();
  expect(await ids()).toEqual([1]);
  expect(await troubleOf(early.write([put(2)]))).toBe("FILE_REPLACED");
  await late.write([put(3)]);
  expect(await ids()).toEqual([1, 3]);
});

it("takes no file that is another service's, and is back when its own is there again", async () => {
  const other = new Libsql(`${path}.other`);
  other.exec("create table strangers (id integer)");
  other.close();
  renameSync(path, `${path}.own`);
  renameSync(`${path}.other`, path);
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_REPLACED");
  await rest();
  expect(await troubleOf(file.write([put(2)]))).toBe("FILE_NOT_OURS");
  await rest();
  writeFileSync(`${path}.empty`, "");
  renameSync(`${path}.empty`, path);
  expect(await troubleOf(file.write([put(2)]))).toBe("FILE_NOT_OURS");
  expect(readFileSync(path)).toHaveLength(0);
  renameSync(`${path}.own`, path);
  await rest();
  await file.write([put(3)]);
  expect(await ids()).toEqual([1, 3]);
});

it("touches a file that was spoiled no more; the same content is the same database again, log and all", async () => {
  file.checkpoint();
  await file.write([put(2)]);
  const good = readFileSync(path);
  writeFileSync(path, "no database at all ".repeat(1_000));
  expect(await troubleOf(file.write([put(3)]))).toBe("FILE_CORRUPT");
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_CORRUPT");
  truncateSync(path);
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_CORRUPT");
  expect(readFileSync(path)).toHaveLength(0);
  writeFileSync(path, good);
  expect(await ids()).toEqual([1, 2]);
  await file.write([put(4)]);
  expect(await ids()).toEqual([1, 2, 4]);
});

it("does not put the log of a spoiled file on another content that was copied over it", async () => {
  file.checkpoint();
  const backup = readFileSync(path);
  for (let id = 2; id <= 400; id += 1) await file.write([put(id, "n".repeat(200))]);
  file.checkpoint();
  await file.write([put(500)]);
  writeFileSync(path, "");
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_CORRUPT");
  writeFileSync(path, backup);
  expect(await troubleOf(file.read([ALL]))).toBe("FILE_OVERWRITTEN");
  expect(await troubleOf(file.write([put(501)]))).toBe("FILE_OVERWRITTEN");
  expect(readFileSync(path).equals(backup)).toBe(true);
});

it("finds what was spoiled inside, though it had it in memory", async () => {
  for (let id = 2; id <= 2_000; id += 1) await file.write([put(id, "n".repeat(50))]);
  file.checkpoint();
  expect(await ids()).toHaveLength(2_000);
  const descriptor = openSync(path, "r+");
  const bytes = readFileSync(path).length;
  writeSync(descriptor, Buffer.alloc(bytes - 8_192, 0x5a), 0, bytes - 8_192, 4_096);
  ftruncateSync(descriptor, bytes);
  expect(await troubleOf(file.read([ALL]))).toBe("SQLITE_CORRUPT");
});

it("is full while it is full, keeps nothing of what was refused, and is well afterwards", async () => {
  const [pages] = (await file.read([{ sql: "pragma page_count", args: [] }]))[0] ?? [];
  await file.read([{ sql: `pragma max_page_count = ${Number(pages?.page_count)}`, args: [] }]);
  expect(await troubleOf(file.write([put(2), put(3, "n".repeat(100_000))]))).toBe("SQLITE_FULL");
  expect(await ids()).toEqual([1]);
  // The next connection has no such limit.
  await file.write([put(2), put(3, "n".repeat(100_000))]);
  expect(await ids()).toEqual([1, 2, 3]);
});

it("brings the log into the file when the log is taken away", async () => {
  await file.write([put(2)]);
  unlinkSync(`${path}-wal`);
  expect(await troubleOf(file.write([put(3)]))).toBe("LOG_REPLACED");
  copyFileSync(path, `${path}.copy`);
  expect(idsIn(`${path}.copy`)).toEqual([1, 2, 3]);
  await file.write([put(4)]);
  expect(await ids()).toEqual([1, 2, 3, 4]);
});

it("minds no other process that writes to the file and brings the log in", async () => {
  const script = `const L = require("libsql"); const d = new L(process.argv[1]);
    d.exec("insert into things values (7, 'other')"); d.prepare("pragma wal_checkpoint(passive)").all();`;
  for (const round of [2, 3]) {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["-e", script.replace("7", `${round * 10}`), path],
      {
        cwd: ROOT,
        encoding: "utf8",
      },
    );
    expect([status, stderr]).toEqual([0, ""]);
    await file.write([put(round)]);
  }
  expect(await ids()).toEqual([1, 2, 3, 20, 30]);
});

it("refuses writes to a file that is read-only, reads it all the same, and writes when it may again", () => {
  // Whoever may do everything first becomes somebody who may not: chmod alone would not hold root.
  const place = join(folder.path, "strict");
  mkdirSync(place);
  const strict = join(place, "own.db");
  file.checkpoint();
  copyFileSync(path, strict);
  for (const [name, mode] of [
    [folder.path, 0o755],
    [place, 0o777],
    [strict, 0o444],
  ] as const)
    chmodSync(name, mode);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "test/support/read-only-file.ts"), strict],
    { encoding: "utf8" },
  );
  expect([status, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual(["SQLITE_READONLY", [1], "SQLITE_READONLY", [1, 3]]);
});
