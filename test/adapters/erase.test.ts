// `npm run erase` over a real file: what was known of a person is in no byte of it afterwards, and all that stays is
// told, also where it was broken off, where the file is in use, and where somebody got at what was erased.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Row } from "../../src/adapters/libsql/connection/database.ts";
import { filePathOf } from "../../src/adapters/libsql/connection/file-folder.ts";
import { scrubFile } from "../../src/adapters/libsql/connection/scrub-file.ts";
import { libsqlErasures } from "../../src/adapters/libsql/erasure/erasure-store.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { checkHistory } from "../../src/domain/plans/history/check-history.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import { startFileDatabase, startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { PLAN_JSON } from "../support/samples.ts";
import { post, sendJson, type TestApp, testApp } from "../support/test-app.ts";

const SCRIPT = fileURLToPath(new URL("../../src/cli/erase.ts", import.meta.url));
/** Everything that the requests below say of the person. */
const PERSON = [
  "Joe Bloggs",
  "JB-7",
  "owes since May",
  "ledger nine",
  "204 815 733K",
  "204815733K",
  "left at",
];
const STAMP = { at: "2026-03-04T05:06:07.008Z", by: "ops" };

const erase = (url: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, DATABASE_URL: url, DATABASE_TOKEN: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, said })),
  );
};

/**
 * What of the person the file, its log and its index of the log hold. Read by another process: one that opens a file
 * and closes it again loses the locks that its own connections have on it.
 */
const bytesLeft = (url: string): readonly string[] => {
  const path = filePathOf(url);
  const files = [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file));
  const bytes = execFileSync("cat", files, { maxBuffer: 64 * 1024 * 1024 });
  return PERSON.filter((text) => bytes.includes(text));
};
const rowsOf = async (database: Database, sql: string): Promise<Row[]> =>
  (await database.read([{ sql, args: [] }]))[0] ?? [];

const key = (name: string) => ({ "Idempotency-Key": name });

/** What makes a person known: a contact with facts, references, a plan with payments, keys on most of it. */
const REQUESTS: readonly (readonly [string, RequestInit])[] = [
  ["/v1/contacts/7", sendJson("PUT", { name: "Joe Bloggs", reference: "JB-7" }, key("put"))],
  ["/v1/contacts/8", sendJson("PUT", { name: "Below", parentId: 7 })],
  [
    "/v1/contacts/7/credit",
    sendJson(
      "PATCH",
      { onStopReason: "owes since May", accountReference: "ledger nine", onStopDescendant: true },
      key("credit"),
    ),
  ],
  ["/v1/contacts/8/credit", sendJson("PATCH", { delay2Pay: 3 }, key("below"))],
  [
    "/v1/payment-references",
    sendJson("POST", { accountId: 1, contactId: 7, crn: "204 815 733K" }, key("crn")),
  ],
  ["/Billings/PaymentPlan", post("application/json", PLAN_JSON)],
  [
    "/v1/payment-plans/1/payments",
    sendJson(
      "POST",
      {
        amount: { amount: "1.00", currency: "AUD" },
        receivedOn: "2024-12-04",
        note: "left at the neighbour's",
      },
      { ...key("pay"), "If-Match": "*" },
    ),
  ],
];

async function knownPerson(app: TestApp): Promise<void> {
  for (const [path, init] of REQUESTS) {
    const { status } = await app.request(path, init);
    expect([path, status < 300]).toEqual([path, true]);
  }
}

describe("npm run erase", () => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await startFileDatabase();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.empty();
    await test.database.write([{ sql: "delete from idempotency_keys", args: [] }]);
    app = testApp({
      openStores: (claim) => libsqlStores(test.database, claim),
      environment: {
        API_KEYS: JSON.stringify([{ name: "tester", hash: await sha256("test-key"), scopes: SCOPES }]),
      },
    });
    await knownPerson(app);
  });
  const body = async (path: string, init?: RequestInit) => (await app.request(path, init)).json();

  it("leaves no byte of the person in the file, and says what it did", async () => {
    expect(bytesLeft(test.url)).toEqual(PERSON);
    const { code, said } = await erase(
      test.url,
      "--contact",
      "7",
      "--client",
      "2",
      "--yes",
      "--actor",
      "ops",
    );
    expect(said).toContain(
      "Contact 7: erased: reference, name, accountReference, onStopReason; texts in 2 events; the CRNs of 1 payment reference.",
    );
    expect(said).toContain("Client 2, 1 plan: 1 text about payments erased.");
    expect(said).toContain("The database file was written anew, and its log emptied.");
    expect(said).toContain("docs/erasure.md");
    expect(code).toBe(0);
    expect(bytesLeft(test.url)).toEqual([]);
  });

  it("changes nothing in a dry run, and asks for --yes", async () => {
    const everything = () =>
      Promise.all(
        ["contacts", "events", "plans"].map((table) => rowsOf(test.database, `select * from ${table}`)),
      );
    const before = await everything();
    const dry = await erase(test.url, "--contact", "7", "--plan", "1", "--dry-run");
    expect(dry.said).toContain(
      "Contact 7: would be erased: reference, name, accountReference, onStopReason;",
    );
    expect(dry.said).toContain("Plan 1: 1 text about payments would be erased.");
    expect(dry.said).toContain("nothing was changed");
    expect(dry.code).toBe(0);
    for (const args of [
      ["--contact", "7"],
      ["--contact", "x", "--yes"],
      ["--all", "--yes"],
    ]) {
      const refused = await erase(test.url, ...args);
      expect([args, refused.code, refused.said.includes("npm run erase --")]).toEqual([args, 2, true]);
    }
    expect(await everything()).toEqual(before);
    expect(bytesLeft(test.url)).toEqual(PERSON);
  });

  it("says what is not there, and what is left to erase the second time", async () => {
    const none = await erase(test.url, "--contact", "99", "--plan", "99", "--client", "99", "--yes");
    expect(none.code).toBe(1);
    expect(none.said).toContain("There is no contact 99, nor a payment reference in its name.");
    expect(none.said).toContain("There is no payment plan 99.");
    expect(none.said).toContain("There is no plan of client 99.");
    await erase(test.url, "--contact", "7", "--plan", "1", "--yes");
    const events = (await rowsOf(test.database, "select * from events")).length;
    const again = await erase(test.url, "--contact", "7", "--plan", "1", "--yes");
    expect([again.code, again.said.match(/nothing is left to erase/g)?.length]).toEqual([0, 2]);
    expect(await rowsOf(test.database, "select * from events")).toHaveLength(events);
    const nowhere = await erase(
      `file:${join(dirname(filePathOf(test.url)), "none.db")}`,
      "--contact",
      "7",
      "--yes",
    );
    expect([nowhere.code, nowhere.said]).toEqual([2, expect.stringContaining("There is no database")]);
  });

  it("reads well everywhere: contact, credit, references, histories, feed, the check of the plan", async () => {
    await erase(test.url, "--contact", "7", "--plan", "1", "--yes", "--actor", "ops");
    expect(await body("/v1/contacts/7")).toMatchObject({ name: "[erased]", reference: null, version: 3 });
    expect(await body("/v1/contacts/8/credit")).toMatchObject({
      stop: { onStop: true, causes: [{ contact: { id: 7, name: "[erased]" }, reason: "[erased]" }] },
    });
    for (const path of ["/v1/payment-references/1", "/v1/payment-references?contactId=7"])
      expect(JSON.stringify(await body(path))).toContain('"crn":"[erased]"');
    expect(await body("/v1/payment-references/1/history")).toMatchObject({
      items: [
        { kind: "created", after: { crn: "[erased]" } },
        {
          kind: "erased",
          actor: "ops",
          changed: ["inactivated", "crn"],
          erased: { by: "ops", members: ["crn"] },
        },
      ],
    });
    expect(await body("/v1/contacts/7/history")).toMatchObject({
      items: [
        {
          kind: "created",
          after: { name: "[erased]" },
          erased: { by: "ops", members: ["reference", "name"] },
        },
        {
          kind: "extra-saved",
          changed: expect.arrayContaining(["onStopReason", "accountReference", "onStopDescendant"]),
          erased: { members: ["accountReference", "onStopReason"] },
        },
        { kind: "erased", changed: ["reference", "name", "accountReference", "onStopReason"] },
      ],
    });
    expect(await body("/v1/payment-plans/1")).toMatchObject({ version: 3, payments: [{ note: "[erased]" }] });
    expect(await body("/v1/payment-plans/1/history?text=true")).toMatchObject({
      items: [
        {},
        {},
        {
          kind: "erase-texts",
          difference: { text: ["what was written about the plan's payments is erased"] },
        },
      ],
    });
    expect(await body("/v1/payment-plans/1/history/verify", { method: "POST" })).toMatchObject({
      intact: true,
      head: { version: 3 },
      erasures: [
        {
          version: 3,
          by: "ops",
          texts: 1,
          onTrust: 0,
          detail: expect.stringMatching(/^Erased on \d{4}-\d\d-\d\d by ops: one text is gone, /),
        },
      ],
    });
    const feed = JSON.stringify(await body("/v1/events?limit=100"));
    expect(PERSON.filter((text) => feed.includes(text))).toEqual([]);
    // The same CRN is nobody's now: it is registered as a new one.
    const saved = await app.request(
      "/v1/payment-references",
      sendJson("POST", { accountId: 1, contactId: 7, crn: "204 815 733K" }),
    );
    expect(saved.status).toBe(201);
  });

  it("forgets answers that were kept whole, and a repeat is told without the texts and does nothing again", async () => {
    const kept = (what: string) => rowsOf(test.database, `select ${what} from idempotency_keys`);
    expect(await kept("key")).toHaveLength(5);
    const rows = JSON.stringify(await kept("*"));
    expect(PERSON.filter((text) => rows.includes(text))).toEqual([]);
    // As an earlier version kept them.
    const whole = "update idempotency_keys set status = 200, headers = '{}', body = 'of Joe Bloggs, left at'";
    await test.database.write([{ sql: whole, args: [] }]);
    await libsqlErasures(() => test.database).eraseContact(7, STAMP);
    expect((await kept("body")).filter(({ body }) => body !== null)).toHaveLength(1);
    await erase(test.url, "--plan", "1", "--yes");
    expect((await kept("body")).filter(({ body }) => body !== null)).toEqual([]);

    const events = (await rowsOf(test.database, "select seq from events")).length;
    const told: unknown[] = [];
    for (const [path, init] of REQUESTS) {
      if (!new Headers(init.headers).has("idempotency-key")) continue;
      const again = await app.request(path, init);
      expect([path, again.status < 300, again.headers.get("Idempotency-Replayed")]).toEqual([
        path,
        true,
        "true",
      ]);
      told.push(await again.json());
    }
    expect(PERSON.filter((text) => JSON.stringify(told).includes(text))).toEqual([]);
    expect(told).toMatchObject([
      { name: "[erased]", version: 1 },
      { extra: { onStopReason: "[erased]" } },
      { stop: { onStop: true } },
      { outcome: "created", reference: { crn: "[erased]" } },
      { version: 2, payments: [{ note: "[erased]", amount: { amount: "1.00" } }] },
    ]);
    expect(await rowsOf(test.database, "select seq from events")).toHaveLength(events);
  });

  it("tells that the file is in use, and takes the bytes out when it is run again", async () => {
    await libsqlErasures(() => test.database).eraseContact(7, STAMP);
    expect(bytesLeft(test.url)).not.toEqual(["left at"]);
    // Another process in the middle of a write, as a service that runs.
    const write = `const db = new (require("libsql"))(${JSON.stringify(filePathOf(test.url))});
      db.exec("begin immediate");
      console.log("writing");
      process.stdin.once("data", () => { db.exec("rollback"); db.close(); process.exit(0); });`;
    const child = spawn(process.execPath, ["-e", write], { cwd: dirname(SCRIPT) });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const ended = new Promise((resolve) => child.once("close", resolve));
    expect(scrubFile(test.url, 50)).toBe(false);
    child.stdin.write("done\n");
    await ended;
    expect(scrubFile(test.url, 5_000)).toBe(true);
    expect(bytesLeft(test.url)).toEqual(["left at"]);
  });

  it("is finished by the next run where a long history was broken off in the middle", async () => {
    for (let round = 0; round < 1_200; round += 1) {
      await libsqlStores(test.database).contacts.saveExtra(
        { by: "id", id: 7 },
        { flaggedReason: `left at ${round}` },
        STAMP,
      );
    }
    let trips = 0;
    const failing: Database = {
      ...test.database,
      write: (statements) => {
        trips += 1;
        return trips === 2 ? Promise.reject(new Error("cut")) : test.database.write(statements);
      },
    };
    await expect(libsqlErasures(() => failing).eraseContact(7, STAMP)).rejects.toThrow("cut");
    const { contacts } = libsqlStores(test.database);
    expect(await contacts.byId(7)).toMatchObject({ name: "Joe Bloggs" });
    const { code, said } = await erase(test.url, "--contact", "7", "--plan", "1", "--yes");
    expect([code, said]).toEqual([0, expect.stringContaining("texts in 702 events")]);
    expect(bytesLeft(test.url)).toEqual([]);
    const [row] = await rowsOf(
      test.database,
      `select count(*) as events, count(json_extract(body, '$.erased')) as erased from events
        where subject = 'contact' and subject_id = 7`,
    );
    expect(row).toEqual({ events: 1_203, erased: 1_203 });
  });

  it("erases what was changed at the same time as well", async () => {
    const { contacts } = libsqlStores(test.database);
    let raced = false;
    const racing: Database = {
      ...test.database,
      write: async (statements) => {
        if (!raced) {
          raced = true;
          await contacts.saveExtra({ by: "id", id: 7 }, { flaggedReason: "left at once" }, STAMP);
        }
        return test.database.write(statements);
      },
    };
    expect(await libsqlErasures(() => racing).eraseContact(7, STAMP)).toMatchObject({
      members: ["reference", "name", "accountReference", "flaggedReason", "onStopReason"],
    });
    const rows = JSON.stringify([
      await rowsOf(test.database, "select * from contacts"),
      await rowsOf(test.database, "select body from events where subject = 'contact'"),
    ]);
    expect(PERSON.filter((text) => rows.includes(text))).toEqual([]);
  });

  it("leaves a history in which every later change of what stays still shows", async () => {
    await erase(test.url, "--plan", "1", "--yes");
    const { plans } = libsqlStores(test.database);
    const check = async () => {
      const checked = await checkHistory(() => plans, 1, sha256);
      if (checked === null) throw new Error("no plan");
      return checked.verified;
    };
    expect((await check()).ok).toBe(true);
    const changes = [
      "update events set body = replace(body, '100', '101') where subject = 'plan' and version = 2",
      "update events set body = replace(body, 'erase-texts', 'update') where subject = 'plan' and version = 3",
      "delete from events where subject = 'plan' and version = 3",
      "update payments set note = 'x'",
      "update payments set note = ''",
      "insert into plan_texts values (1, 2, 'note', 's', 'x')",
    ];
    for (const sql of changes) {
      const [events, ledger] = [
        await rowsOf(test.database, "select * from events where subject = 'plan'"),
        await rowsOf(test.database, "select * from payments"),
      ];
      await test.database.write([{ sql, args: [] }]);
      expect([sql, (await check()).ok]).toEqual([sql, false]);
      await test.database.write([
        { sql: "delete from plan_texts", args: [] },
        { sql: "delete from events where subject = 'plan'", args: [] },
        { sql: "delete from payments", args: [] },
        ...[["events", events] as const, ["payments", ledger] as const].flatMap(([table, rows]) =>
          rows.map((row) => ({
            sql: `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.keys(row)
              .map(() => "?")
              .join(", ")})`,
            args: Object.values(row).map((value) => (typeof value === "number" ? BigInt(value) : value)),
          })),
        ),
      ]);
      expect((await check()).ok).toBe(true);
    }
  });
});

describe("npm run erase over a server", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await startServerDatabase();
  });
  afterAll(() => test.stop());

  it("erases the same, and says what it cannot reach", async () => {
    await knownPerson(testApp({ openStores: (claim) => libsqlStores(test.database, claim) }));
    const { code, said } = await erase(test.url, "--contact", "7", "--plan", "1", "--yes");
    expect(code).toBe(0);
    expect(said).toContain("The server's own log, its snapshots and its replicas may hold the old bytes.");
    const tables = ["contacts", "payment_references", "events", "payments", "plan_texts", "idempotency_keys"];
    const rows = await Promise.all(tables.map((table) => rowsOf(test.database, `select * from ${table}`)));
    expect(PERSON.filter((text) => JSON.stringify(rows).includes(text))).toEqual([]);
  });
});
