// The bulk load: what each line comes to, that loading again changes nothing, and what a killed load leaves behind.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { loadersFor } from "../../src/cli/import/import-loaders.ts";
import { barText, progressOf } from "../../src/cli/import/import-progress.ts";
import { newReport, type Outcome } from "../../src/cli/import/import-report.ts";
import { loadFile } from "../../src/cli/import/import-run.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { crnsIn } from "../support/known-crns.ts";
import {
  startFileDatabase,
  startServerDatabase,
  type TestDatabase,
  temporaryFolder,
} from "../support/libsql.ts";

const SCRIPT = fileURLToPath(new URL("../../src/cli/import/import.ts", import.meta.url));
const folder = temporaryFolder();
afterAll(() => folder.remove());

const fileOf = (name: string, lines: readonly string[]): string => {
  const path = join(folder.path, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};
const count = async (database: Database, table: string): Promise<number> => {
  const [[row] = []] = await database.read([{ sql: `select count(*) as n from ${table}`, args: [] }]);
  return Number(row?.n);
};
const everything = (database: Database) =>
  Promise.all(
    TABLES.map((table) => database.read([{ sql: `select * from ${table} order by 1, 2`, args: [] }])),
  );

const CONTACTS = [
  "id,name,reference,parentId,creditLimit,creditLimitCurrency,accountBalance,onStopReason",
  "3,Shop,S-3,2,,,,",
  '2,"Branch, ""West""",B-2,1,250.00,AUD,12.5,',
  "1,Group,,,,,,talks",
];
const REFERENCES = [
  "accountId,contactId,crn,benefitGroupId,statusId",
  "1,3,204 815 733K,4,",
  "1,3,204.815.733k,4,",
  "1,3,204815733K,5,",
  "1,3,307 111 942H,,2",
  "1,3,307 111 942H,,",
];
const PLANS = [
  "key,clientId,businessUnitId,start,amount,count,recurrence,paymentMethod",
  "K-1,2,3,2026-01-31,80.00,12,Monthly,Cash",
  "K-2,2,3,2026-01-31,80.5,3,Weekly,DirectDebit",
];

describe.each([
  ["an embedded file", startFileDatabase],
  ["a libSQL server", startServerDatabase],
])("a bulk load into %s", (_, start) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await start();
  });
  afterAll(() => test.stop());
  beforeEach(() => test.empty());

  const run = async (kind: "contacts" | "references" | "plans" | "payments", path: string) => {
    const read = readSettings({ DATABASE_URL: test.url });
    if ("wrong" in read) throw new Error("settings");
    const loaders = loadersFor(read.settings);
    const told: string[] = [];
    const report = newReport("file", (line) => told.push(line));
    let minute = 0;
    const context = {
      connect: () => test.database,
      stamp: () => {
        minute += 1;
        return { at: `2026-01-02T03:${String(minute % 60).padStart(2, "0")}:00.000Z`, by: "import" };
      },
      report,
      onProgress: () => {},
    };
    if (kind === "contacts") await loadFile(loaders.contacts, path, context);
    if (kind === "references") await loadFile(loaders.references, path, context);
    if (kind === "plans") await loadFile(loaders.plans, path, context);
    if (kind === "payments") await loadFile(loaders.payments, path, context);
    const counts = Object.entries(report.counts).filter(([, value]) => value > 0);
    return { counts: Object.fromEntries(counts) as Partial<Record<Outcome, number>>, told };
  };
  const runAll = async () => [
    await run("contacts", fileOf("contacts.csv", CONTACTS)),
    await run("references", fileOf("refs.csv", REFERENCES)),
    await run("plans", fileOf("plans.csv", PLANS)),
  ];

  it("stores contacts with their facts, whatever the order of parents and children", async () => {
    const [loaded] = await runAll();
    expect(loaded?.counts).toEqual({ created: 3 });
    const { contacts } = libsqlStores(test.database);
    const chain = await contacts.chain(3);
    expect(chain?.ancestors.map(({ id, name }) => [id, name])).toEqual([
      [2, 'Branch, "West"'],
      [1, "Group"],
    ]);
    expect(chain?.ancestors[0]?.extra).toMatchObject({
      creditLimit: { minor: 25_000n, currency: "AUD" },
      accountBalance: { amount: "12.5", currency: "AUD" },
    });
    expect(chain?.ancestors[1]?.extra.onStopReason).toBe("talks");
  });

  it("stores references by the rules of a single save, and plans with their rows and events", async () => {
    const [, references, plans] = await runAll();
    expect(references).toEqual({
      counts: { created: 3, unchanged: 1, different: 1 },
      told: [
        expect.stringMatching(/^file:4: different: Reference \d+ is there with another benefitGroupId\.$/),
      ],
    });
    expect(plans?.counts).toEqual({ created: 2 });
    const stores = libsqlStores(test.database);
    const { items } = await stores.references.list({ contactId: 3, activeOnly: false, after: 0, limit: 9 });
    expect(items.map(({ crn, statusId, version }) => [crn, statusId, version])).toEqual([
      ["204 815 733K", 1, 1],
      ["307 111 942H", 2, 1],
      ["307 111 942H", 1, 1],
    ]);
    const feed = await stores.events.feed({ after: 0, limit: 99 });
    expect(feed.items.map((event) => `${event.subject} ${event.version}`).sort()).toEqual(
      ["contact 1", "contact 1", "contact 1", "contact 2", "contact 2"].concat([
        "plan 1",
        "plan 1",
        "reference 1",
        "reference 1",
        "reference 1",
      ]),
    );
    const plan = feed.items.findLast((event) => event.subject === "plan");
    expect((await stores.plans.byId(plan?.subjectId ?? 0))?.rows.map((row) => row.amount)).toEqual([
      8_050n,
      8_050n,
      8_050n,
    ]);
  });

  it("changes nothing when it is run again", async () => {
    await runAll();
    const before = await everything(test.database);
    const [contacts, references, plans] = await runAll();
    expect(await everything(test.database)).toEqual(before);
    expect(contacts?.counts).toEqual({ unchanged: 3 });
    // The line of status 2 now finds the active reference, as a single save would.
    expect(references?.counts).toEqual({ unchanged: 3, different: 2 });
    expect(plans?.counts).toEqual({ unchanged: 2 });
  });

  it("changes what differs, each with its event", async () => {
    await runAll();
    const changed = [
      CONTACTS[0] ?? "",
      "3,Shop,S-3,1,,,,",
      "2,West,B-2,1,250.00,AUD,12.5,",
      "1,Group,,,,,,paid",
    ];
    expect((await run("contacts", fileOf("changed.csv", changed))).counts).toEqual({ updated: 3 });
    const { contacts, events } = libsqlStores(test.database);
    expect((await contacts.byId(3))?.parentId).toBe(1);
    expect((await contacts.byId(2))?.extra.creditLimit?.minor).toBe(25_000n);
    const history = await events.history("contact", 1, { after: 0, limit: 9 });
    expect(history?.items.map(({ version, actor }) => [version, actor])).toEqual([
      [1, "import"],
      [2, "import"],
      [3, "import"],
    ]);
  });

  it("refuses bad lines with number and reason, stores the others, and repeats no CRN", async () => {
    const references = await run(
      "references",
      fileOf("bad.csv", [
        "accountId,contactId,crn,statusId",
        "0,1,204 815 733K,",
        "1,1,,",
        "1,1,204 815 733K,1.5",
        "1,1,204 815 733K",
        `1,1,204 815 733K${"9".repeat(50)},`,
        "1,1,204 815 733K,",
      ]),
    );
    expect(references.counts).toEqual({ refused: 5, created: 1 });
    expect(references.told).toEqual([
      "file:2: refused: The field accountId must be between 1 and 2147483647.",
      "file:3: refused: The crn field is required.",
      "file:4: refused: The field statusId must be a whole number.",
      "file:5: refused: There are 3 fields, not 4.",
      "file:6: refused: The field crn must have at most 50 characters.",
    ]);
    expect(crnsIn(references.told.join())).toEqual([]);

    const contacts = await run(
      "contacts",
      fileOf("bad-contacts.csv", [
        "id,name,parentId,creditLimit,delay2Pay,onStopReason",
        "1,A,2,,,",
        "2,B,1,,,",
        "3,C,99,,5,",
        "4,D,,5,,",
        "5,E,,,x,",
        "6,F,,,7,",
        "6,G,,,8,",
        "7,,,,,",
      ]),
    );
    expect(contacts.counts).toEqual({ refused: 7, created: 1 });
    expect(contacts.told.map((line) => line.replace("file:", "")).sort()).toEqual([
      "2: refused: The parents are a circle: 1 under 2 under 1.",
      "3: refused: The parents are a circle: 1 under 2 under 1.",
      "4: refused: There is no contact 99 to be the parent.",
      "5: refused: When specifying a credit limit the credit limit currency cannot be null.",
      "6: refused: Invalid Delay2Pay.",
      "8: refused: A line before it in this file is about the same.",
      "9: refused: The name field is required.",
    ]);
    expect((await libsqlStores(test.database).contacts.byId(6))?.extra.delay2Pay).toBe(7);

    const long = await run(
      "contacts",
      fileOf("long-contacts.csv", [
        "id,name,reference,accountReference,flaggedReason,onStopReason",
        `11,${"n".repeat(400)},${"r".repeat(255)},${"a".repeat(255)},${"f".repeat(1_000)},${"s".repeat(1_000)}`,
        `12,${"n".repeat(401)},${"r".repeat(256)},${"a".repeat(256)},${"f".repeat(1_001)},${"s".repeat(1_001)}`,
      ]),
    );
    expect(long.counts).toEqual({ refused: 1, created: 1 });
    const atMost = (member: string, max: number) =>
      `The field ${member} must have at most ${max} characters.`;
    expect(long.told).toEqual([
      `file:3: refused: ${atMost("name", 400)} ${atMost("reference", 255)} ${atMost("accountReference", 255)} ${atMost("flaggedReason", 1_000)} ${atMost("onStopReason", 1_000)}`,
    ]);

    const plans = await run(
      "plans",
      fileOf("bad-plans.csv", [
        PLANS[0] ?? "",
        "A,2,3,2026-02-30,80.00,12,Monthly,Cash",
        "B,2,3,2026-01-31,80.001,12,Monthly,Cash",
        "C,2,3,2026-01-31,80.00,0,Monthly,Cash",
        "D,2,3,2026-01-31,80.00,12,Daily,Cash",
        "E,2,3,2026-01-31,80.00,12,Monthly,Shells",
        ",2,3,2026-01-31,80.00,12,Monthly,Cash",
        `G,2,3,2026-01-31,${"0".repeat(60)}80.00,12,Monthly,Cash`,
        "F,0,3,2026-01-31,80.00,12,Monthly,Cash",
      ]),
    );
    expect(plans.counts).toEqual({ refused: 8 });
    expect(await count(test.database, "plans")).toBe(0);
  });

  it("stops a change of a contact whose parent is refused, its facts included", async () => {
    await runAll();
    const bad = ["id,name,parentId,onStopReason", "1,Group,3,circle"];
    const { told } = await run("contacts", fileOf("circle.csv", bad));
    expect(told).toEqual(["file:2: refused: The parents are a circle: 1 under 3 under 2 under 1."]);
    const contact = await libsqlStores(test.database).contacts.byId(1);
    expect(contact).toMatchObject({ parentId: null, extra: { onStopReason: "talks" } });
  });

  it("reads NDJSON as it reads CSV, amounts to the letter", async () => {
    const lines = [
      '{"key":"N-1","clientId":2,"businessUnitId":3,"start":"2026-01-31","amount":80.10,"count":2,"recurrence":"Weekly","paymentMethod":"Cash"}',
      "",
      '{"key":"N-2","clientId":2}',
      '{"key":"N-3","crn":"204 815 733K"}',
      "{broken",
      "[1]",
      '{"key":{"a":1}}',
    ];
    const { counts, told } = await run("plans", fileOf("plans.ndjson", lines));
    expect(counts).toEqual({ created: 1, refused: 5 });
    expect(told.map((line) => line.split(":")[1])).toEqual(["4", "5", "6", "7", "3"].sort());
    expect(crnsIn(told.join())).toEqual([]);
    const [[row] = []] = await test.database.read([{ sql: "select amount_written from plans", args: [] }]);
    expect(row?.amount_written).toBe("80.10");
  });

  it("is not started by a header that does not fit", async () => {
    for (const header of [
      "accountId,contactId",
      "accountId,contactId,crn,crn",
      "accountId,contactId,crn,204815733K",
    ]) {
      const failure = run("references", fileOf("header.csv", [header, "1,2,x,y"])).catch(
        (error: Error) => error,
      );
      expect(String(await failure)).toMatch(/columns|column/);
      expect(crnsIn(String(await failure))).toEqual([]);
    }
    expect(await count(test.database, "payment_references")).toBe(0);
  });
});

describe("the progress bar", () => {
  it("tells share, lines and pace", () => {
    expect(barText("refs.csv", 0.2, 20_000, 2)).toBe(
      "refs.csv  [######........................]  20 %  20,000 lines, 10,000/s",
    );
    expect(barText("refs.csv", 1.5, 0, 0)).toContain("[##############################]  100 %");
  });

  it("is drawn and wiped on a terminal, and nowhere else", () => {
    for (const isTTY of [true, false]) {
      const drawn: string[] = [];
      const progress = progressOf({ isTTY, write: (text: string) => drawn.push(text) > 0 }, "refs.csv", 100);
      progress.show(50, 10);
      progress.end();
      expect(drawn.map((text) => text.startsWith("\r\u001B[K"))).toEqual(isTTY ? [true, true] : []);
      if (isTTY) expect(drawn[0]).toContain("50 %  10 lines");
    }
  });
});

describe("npm run import", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await startFileDatabase();
  });
  afterAll(() => test.stop());
  beforeEach(() => test.empty());

  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      env: { ...process.env, DATABASE_URL: test.url, DATABASE_TOKEN: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
      child.once("close", (code) => resolve({ code, said })),
    );
    return { child, ended };
  };
  const manyReferences = (lines: number) =>
    fileOf("many.csv", [
      "accountId,contactId,crn",
      ...Array.from({ length: lines }, (_, index) => `1,${(index % 500) + 1},${100_000_000 + index}A`),
    ]);

  it("does everything in a dry run but change the database", async () => {
    await libsqlStores(test.database).contacts.put(
      { id: 1, reference: null, name: "There", parentId: null },
      "any",
      { at: "2026-01-01T00:00:00.000Z", by: "test" },
    );
    const before = await everything(test.database);
    const contacts = fileOf("dry.csv", ["id,name,parentId", "1,There,", "2,New,1", "3,Bad,9"]);
    const { code, said } = await start(["--contacts", contacts, "--dry-run"]).ended;
    expect(said).toContain("dry.csv:4: refused: There is no contact 9 to be the parent.");
    expect(said).toContain("dry.csv: 1 created, 1 unchanged, 1 refused");
    expect(said).toContain("nothing was changed");
    expect(code).toBe(1);
    expect(await everything(test.database)).toEqual(before);
  });

  it("writes what was refused to the report, and says what is wrong with its arguments", async () => {
    const report = join(folder.path, "report.txt");
    const references = fileOf("some.csv", [
      "accountId,contactId,crn",
      "0,1,204 815 733K",
      "1,1,204 815 733K",
    ]);
    const { code, said } = await start(["--references", references, "--report", report]).ended;
    expect([code, said.includes("1 created, 1 refused")]).toEqual([1, true]);
    expect(readFileSync(report, "utf8")).toMatch(/some\.csv:2: refused: The field accountId must be/);
    expect(crnsIn(said + readFileSync(report, "utf8"))).toEqual([]);
    expect((await start(["--nonsense"]).ended).code).toBe(2);
    expect((await start([]).ended).code).toBe(2);
    expect((await start(["--plans", join(folder.path, "none.csv")]).ended).code).toBe(2);
  });

  it("goes on where it was killed: nothing is lost, nothing is there twice", async () => {
    const LINES = 40_000;
    const path = manyReferences(LINES);
    const { child, ended } = start(["--references", path]);
    const watch = await test.connect();
    for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; ) {
      if ((await count(watch, "payment_references")) > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    const stored = await count(watch, "payment_references");
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(LINES);
    expect(await count(watch, "events")).toBe(stored);
    watch.close();

    const { code, said } = await start(["--references", path]).ended;
    expect(code).toBe(0);
    expect(said).toContain(
      `${(LINES - stored).toLocaleString("en")} created, ${stored.toLocaleString("en")} unchanged`,
    );
    expect(await count(test.database, "payment_references")).toBe(LINES);
    expect(await count(test.database, "events")).toBe(LINES);
  });
});
