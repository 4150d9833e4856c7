// Payments loaded in bulk: recorded by the rules of a single one, once for each key, whatever happens in between.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { loadersFor } from "../../src/cli/import/import-loaders.ts";
import { newReport } from "../../src/cli/import/import-report.ts";
import { loadFile } from "../../src/cli/import/import-run.ts";
import { checkHistory } from "../../src/domain/plans/history/check-history.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
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
const PLANS = [
  "key,clientId,businessUnitId,start,amount,count,recurrence,paymentMethod",
  "P-1,2,3,2025-01-31,80.00,12,Monthly,Cash",
  "P-2,2,3,2025-01-31,10.00,3,Weekly,Cash",
];
const PAYMENTS = [
  "key,planKey,planId,amount,receivedOn,instalment,note",
  "A,P-1,,80.00,2025-01-30,,at the counter",
  "B,P-1,,40,2025-02-27,3,",
  "C,,2,10.00,2025-02-01,,",
];

describe.each([
  ["an embedded file", startFileDatabase],
  ["a libSQL server", startServerDatabase],
])("payments loaded into %s", (_, start) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await start();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.empty();
    await load("plans", "plans.csv", PLANS);
  });

  const load = async (
    kind: "plans" | "payments",
    name: string,
    lines: readonly string[],
    database: Database = test.database,
  ) => {
    const read = readSettings({ DATABASE_URL: test.url });
    if ("wrong" in read) throw new Error("settings");
    const loaders = loadersFor(read.settings);
    const told: string[] = [];
    const report = newReport("file", (line) => told.push(line));
    const stamp = () => ({ at: "2026-01-02T03:04:05.678Z", by: "import" });
    const context = { connect: () => database, stamp, report, onProgress: () => {} };
    const path = fileOf(name, lines);
    if (kind === "plans") await loadFile(loaders.plans, path, context);
    else await loadFile(loaders.payments, path, context);
    const counts = Object.fromEntries(Object.entries(report.counts).filter(([, count]) => count > 0));
    return { counts, told };
  };
  const plan = async (id: number) => {
    const found = await libsqlStores(test.database).plans.byId(id);
    if (found === null) throw new Error("no plan");
    return found;
  };
  const intact = async (id: number) =>
    (await checkHistory(() => libsqlStores(test.database).plans, id, sha256))?.verified.ok;

  it("are recorded as single ones are, by the plan's id or its key", async () => {
    expect(await load("payments", "payments.csv", PAYMENTS)).toEqual({ counts: { created: 3 }, told: [] });
    const one = await plan(1);
    expect(one.payments).toMatchObject([
      { number: 1, amount: 8_000n, receivedOn: "2025-01-30", note: "at the counter", instalment: null },
      { number: 2, amount: 4_000n, receivedOn: "2025-02-27", note: "", instalment: 3 },
    ]);
    expect(one.rows.map(({ received }) => received).slice(0, 4)).toEqual([8_000n, 0n, 4_000n, 0n]);
    expect(one).toMatchObject({ version: 3, lastUpdated: { by: "import" } });
    expect((await plan(2)).payments).toMatchObject([{ amount: 1_000n }]);
    expect([await intact(1), await intact(2)]).toEqual([true, true]);
  });

  it("change nothing when they are loaded again, and tell what is different under a known key", async () => {
    await load("payments", "payments.csv", PAYMENTS);
    const before = [await plan(1), await plan(2)];
    expect(await load("payments", "payments.csv", PAYMENTS)).toEqual({ counts: { unchanged: 3 }, told: [] });
    const other = await load("payments", "other.csv", [
      PAYMENTS[0] ?? "",
      "A,P-1,,80.0,2025-01-30,,another note",
      "B,P-2,,40.01,2025-02-28,,",
      "C,P-none,,10.00,2025-02-01,,",
    ]);
    expect(other.counts).toEqual({ unchanged: 1, different: 2 });
    expect(other.told).toEqual([
      "file:3: different: A payment of this key is there, in plan 1, with another plan, amount, receivedOn, instalment.",
      "file:4: different: A payment of this key is there, in plan 2, with another plan.",
    ]);
    expect([await plan(1), await plan(2)]).toEqual(before);
  });

  it("are refused line by line, with the reason, and the others are recorded", async () => {
    const { counts, told } = await load("payments", "bad.csv", [
      "key,planKey,planId,amount,receivedOn,instalment,note",
      ",P-1,,1.00,2025-01-30,,",
      "D1,,,1.00,2025-01-30,,",
      "D2,P-1,1,1.00,2025-01-30,,",
      "D3,,x,1.00,2025-01-30,,",
      "D4,P-9,,1.00,2025-01-30,,",
      "D5,,99,1.00,2025-01-30,,",
      "D6,P-1,,1.001,2025-01-30,,",
      "D7,P-1,,0,2025-01-30,,",
      "D8,P-1,,1.00,2025-02-30,,",
      "D9,P-1,,1.00,2027-01-30,,",
      "D10,P-1,,1.00,2025-01-30,13,",
      "D11,P-1,,1.00,2025-01-30,0,",
      `D12,P-1,,1.00,2025-01-30,,${"n".repeat(1_001)}`,
      "D13,P-1,,,2025-01-30,,",
      "D14,P-1,,1.00,2025-01-30,,",
      "D14,P-1,,1.00,2025-01-30,,",
    ]);
    expect(counts).toEqual({ refused: 15, created: 1 });
    const reasons = new Map(told.map((line) => line.split(/:(\d+): refused: /).slice(1) as [string, string]));
    expect(Object.fromEntries(reasons)).toEqual({
      2: "The key must have 1 to 200 characters.",
      3: "Either the planId or the planKey must say which plan it is.",
      4: "Either the planId or the planKey must say which plan it is.",
      5: "The planId must be a whole number above 0.",
      6: "There is no payment plan of this planKey.",
      7: "There is no payment plan 99.",
      8: "The currency has 2 decimals; the amount has more.",
      9: "The amount must be above 0.",
      10: "The receivedOn must be a date, such as 2025-01-31.",
      11: expect.stringContaining("2027-01-30"),
      12: "The plan has 12 instalments and no number 13.",
      13: "The instalment must be a whole number above 0.",
      14: expect.stringMatching(/^The note is refused\. At most 1000 characters/),
      15: "The amount must be decimal text.",
      17: "A line before it in this file is about the same.",
    });
    expect((await plan(1)).payments).toHaveLength(1);
  });

  it("are read from NDJSON, amounts to the letter", async () => {
    const { counts, told } = await load("payments", "payments.ndjson", [
      '{"key":"A","planKey":"P-1","amount":80.10,"receivedOn":"2025-01-30","note":"two\\nlines"}',
      '{"key":"B","planId":2,"amount":"5","receivedOn":"2025-01-30","instalment":2}',
      '{"key":"C","plan":2,"amount":"5","receivedOn":"2025-01-30"}',
    ]);
    expect(counts).toEqual({ created: 2, refused: 1 });
    expect(told[0]).toContain('"plan" (did you mean "planId"?)');
    expect((await plan(1)).payments).toMatchObject([{ amount: 8_010n, note: "two\nlines" }]);
  });

  it("stop at a full ledger, line by line", async () => {
    await test.database.write([
      {
        sql: `with recursive n(number) as (select 1 union all select number + 1 from n where number < 1198)
          insert into payments (plan_id, number, amount_minor, received_on, note, recorded_at, recorded_by)
          select 1, number, 1, '2025-01-30', '', 'then', 'somebody' from n`,
        args: [],
      },
    ]);
    const lines = Array.from({ length: 5 }, (_, index) => `F${index},P-1,0.01,2025-01-30`);
    const { counts, told } = await load("payments", "full.csv", ["key,planKey,amount,receivedOn", ...lines]);
    expect(counts).toEqual({ created: 2, refused: 3 });
    expect(new Set(told.map((line) => line.replace(/^file:\d+: /, "")))).toEqual(
      new Set([expect.stringMatching(/^refused: .*1,?200/)]),
    );
    expect((await plan(1)).payments).toHaveLength(1_200);
  });

  it("are there once where two load the same at once, and where one is cut off", async () => {
    const lines = [
      "key,planKey,amount,receivedOn",
      ...Array.from({ length: 120 }, (_, index) => `R${index},P-${(index % 2) + 1},0.01,2025-01-30`),
    ];
    let trips = 0;
    const cut: Database = {
      ...test.database,
      write: async (statements) => {
        trips += 1;
        const trip = trips;
        // The database did it, and nobody heard.
        const rows = await test.database.write(statements);
        if (trip === 40) throw new Error("cut");
        return rows;
      },
    };
    await expect(load("payments", "cut.csv", lines, cut)).rejects.toThrow("cut");
    const loads = await Promise.all([1, 2].map((number) => load("payments", `race${number}.csv`, lines)));
    for (const { counts } of loads) expect(counts.refused ?? 0).toBe(0);
    const payments = [...(await plan(1)).payments, ...(await plan(2)).payments];
    expect(payments).toHaveLength(120);
    const [keys = []] = await test.database.read([{ sql: "select key from payment_imports", args: [] }]);
    expect(keys).toHaveLength(120);
    expect([await intact(1), await intact(2)]).toEqual([true, true]);
    expect((await load("payments", "again.csv", lines)).counts).toEqual({ unchanged: 120 });
  });
});

describe("npm run import -- --payments", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await startFileDatabase();
  });
  afterAll(() => test.stop());

  const run = (args: readonly string[]) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      env: { ...process.env, DATABASE_URL: test.url, DATABASE_TOKEN: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    return new Promise<{ code: number | null; said: string }>((resolve) =>
      child.once("close", (code) => resolve({ code, said })),
    );
  };

  it("loads plans and then their payments, and changes nothing in a dry run, of known plans or new ones", async () => {
    const plans = fileOf("cli-plans.csv", PLANS);
    const payments = fileOf("cli-payments.csv", PAYMENTS);
    const dry = await run(["--payments", payments, "--plans", plans, "--dry-run"]);
    expect([dry.code, dry.said]).toEqual([0, expect.stringContaining(`${basename(payments)}: 3 created`)]);
    const { plans: store } = libsqlStores(test.database);
    expect(await store.byId(1)).toBeNull();

    expect((await run(["--plans", plans])).code).toBe(0);
    const again = await run(["--payments", payments, "--dry-run"]);
    expect(again.said).toContain(`${basename(payments)}: 3 created`);
    expect((await store.byId(1))?.payments).toEqual([]);
    const done = await run(["--payments", payments]);
    expect([done.code, done.said]).toEqual([0, expect.stringContaining(": 3 created")]);
    expect((await store.byId(1))?.payments).toHaveLength(2);
    const known = await run(["--payments", payments, "--dry-run"]);
    expect(known.said).toContain(`${basename(payments)}: 3 unchanged`);
  });
});
