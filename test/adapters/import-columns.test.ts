// What a file says by the columns that it has: one that is left out says nothing, one that is not known is named.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { unknownNames } from "../../src/cli/import/import-lines.ts";
import { loadersFor } from "../../src/cli/import/import-loaders.ts";
import { newReport } from "../../src/cli/import/import-report.ts";
import { loadFile } from "../../src/cli/import/import-run.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { crnsIn } from "../support/known-crns.ts";
import { startFileDatabase, type TestDatabase, temporaryFolder } from "../support/libsql.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());
beforeEach(() => test.empty());

const load = async (name: string, lines: readonly string[]) => {
  const path = join(folder.path, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const read = readSettings({ DATABASE_URL: test.url });
  if ("wrong" in read) throw new Error("settings");
  const told: string[] = [];
  const report = newReport("file", (line) => told.push(line));
  const stamp = () => ({ at: "2026-01-02T03:04:05.678Z", by: "import" });
  const context = { connect: () => test.database, stamp, report, onProgress: () => {} };
  await loadFile(loadersFor(read.settings).contacts, path, context);
  const counts = Object.fromEntries(Object.entries(report.counts).filter(([, count]) => count > 0));
  return { counts, told };
};
const contact = async (id: number) => libsqlStores(test.database).contacts.byId(id);

const ALL = [
  "id,name,reference,parentId,onStopReason",
  "1,Group,G-1,,",
  "2,Branch,B-2,1,talks",
  "3,Shop,S-3,2,",
];

describe("a column that is left out", () => {
  beforeEach(async () => {
    expect((await load("all.csv", ALL)).counts).toEqual({ created: 3 });
  });

  it("changes nothing, neither the reference nor the parent nor a fact", async () => {
    expect((await load("names.csv", ["id,name", "1,Group", "2,Branch", "3,Shop"])).counts).toEqual({
      unchanged: 3,
    });
    expect((await load("renamed.csv", ["id,name", "2,West"])).counts).toEqual({ updated: 1 });
    expect(await contact(2)).toMatchObject({
      name: "West",
      reference: "B-2",
      parentId: 1,
      version: 3,
      extra: { onStopReason: "talks" },
    });
    await load("fact.csv", ["id,name,delay2Pay", "2,West,14"]);
    expect(await contact(2)).toMatchObject({ reference: "B-2", parentId: 1, extra: { delay2Pay: 14 } });
  });

  it("is another thing than one that is empty", async () => {
    await load("empty.csv", ["id,name,reference", "2,Branch,", "3,Shop,S-33"]);
    expect(await contact(2)).toMatchObject({ reference: null, parentId: 1 });
    expect(await contact(3)).toMatchObject({ reference: "S-33", parentId: 2 });
    await load("free.csv", ["id,name,parentId", "3,Shop,"]);
    expect(await contact(3)).toMatchObject({ reference: "S-33", parentId: null });
  });

  it("is a member that is left out in NDJSON, line by line; null empties", async () => {
    const { counts } = await load("some.ndjson", [
      '{"id":2,"name":"West"}',
      '{"id":3,"name":"Shop","reference":null,"parentId":1}',
    ]);
    expect(counts).toEqual({ updated: 2 });
    expect(await contact(2)).toMatchObject({ name: "West", reference: "B-2", parentId: 1 });
    expect(await contact(3)).toMatchObject({ reference: null, parentId: 1 });
  });

  it("is none of a new contact", async () => {
    await load("new.csv", ["id,name", "9,New"]);
    expect(await contact(9)).toMatchObject({ reference: null, parentId: null });
  });

  it("leaves a parent alone that is not there, as a put does", async () => {
    await test.database.write([{ sql: "update contacts set parent_id = 77 where id = 3", args: [] }]);
    expect((await load("orphan.csv", ["id,name", "3,Store"])).counts).toEqual({ updated: 1 });
    expect(await contact(3)).toMatchObject({ name: "Store", parentId: 77 });
  });
});

describe("a circle of parents", () => {
  it("is called one, with its contacts, and those under it are told from it", async () => {
    const { counts, told } = await load("circle.csv", [
      "id,name,parentId",
      "3,C,1",
      "1,A,2",
      "2,B,3",
      "4,D,1",
      "5,E,5",
      "6,F,99",
      "7,G,",
    ]);
    expect(counts).toEqual({ refused: 6, created: 1 });
    const circle = "The parents are a circle: 1 under 2 under 3 under 1.";
    expect(told.sort()).toEqual([
      `file:2: refused: ${circle}`,
      `file:3: refused: ${circle}`,
      `file:4: refused: ${circle}`,
      "file:5: refused: The parent 1 is refused itself.",
      "file:6: refused: The parents are a circle: 5 under 5.",
      "file:7: refused: There is no contact 99 to be the parent.",
    ]);
  });

  it("is called one over more lines than are stored at once, and of those that are there already", async () => {
    const ring = Array.from({ length: 450 }, (_, id) => `${id + 1},N,${((id + 1) % 450) + 1}`);
    const { counts, told } = await load("ring.csv", ["id,name,parentId", ...ring]);
    expect(counts).toEqual({ refused: 450 });
    const named = Array.from({ length: 20 }, (_, id) => id + 1).join(" under ");
    const text = `The parents are a circle: ${named} under … 430 more under 1.`;
    expect(new Set(told.map((line) => line.replace(/^file:\d+: refused: /, "")))).toEqual(new Set([text]));

    await load("chain.csv", ["id,name,parentId", "1,A,", "2,B,1", "3,C,2"]);
    const closed = await load("closed.csv", ["id,name,parentId", "1,A,4", "4,D,3"]);
    expect(closed.told).toEqual([
      "file:2: refused: The parents are a circle: 1 under 4 under 3 under 2 under 1.",
    ]);
    expect(closed.counts).toEqual({ created: 1, refused: 1 });
  });
});

describe("a column that is not known", () => {
  it("is named with the nearest known one, and nothing of the file is loaded", async () => {
    const failure = load("slip.csv", ["id,name,refrence,parentID", "1,A,R,"]);
    await expect(failure).rejects.toThrow(
      'it has columns that are not known: "refrence" (did you mean "reference"?), "parentID" (did you mean "parentId"?); known are id, name, reference, parentId,',
    );
    expect(await contact(1)).toBeNull();
  });

  it("is told by its place where it is data: of a file without a header nothing is repeated", async () => {
    for (const lines of [
      ["7,Joe Bloggs,204 815 733K,"],
      ["id,name,204 815 733K", "1,A,"],
      ["id,name,ABC4815", "1,A,"],
    ]) {
      const failure: unknown = await load("data.csv", lines).catch((error: unknown) => error);
      expect(String(failure)).toMatch(/number [13]/);
      expect(crnsIn(String(failure))).toEqual([]);
      expect(String(failure)).not.toMatch(/Joe|ABC4815/);
    }
  });

  it("refuses its line in NDJSON, with the same words", async () => {
    const { counts, told } = await load("slip.ndjson", [
      '{"id":1,"name":"A"}',
      '{"id":2,"name":"B","refrence":"R"}',
    ]);
    expect(counts).toEqual({ created: 1, refused: 1 });
    expect(told[0]).toContain(
      'file:2: refused: It has members that are not known: "refrence" (did you mean "reference"?)',
    );
  });

  it("is one of five that are named", () => {
    const known = ["id", "name"];
    expect(unknownNames(["id", "a", "b", "c", "d", "e", "f", "g"], known)).toMatch(/^"a" .* and 2 more$/);
    expect(unknownNames(["id", "x".repeat(41)], known)).toBe("number 2");
    expect(unknownNames(["id"], known)).toBeNull();
  });
});
