// What a key does and does not do on every call that writes: who may use it, what it costs, what is said without one.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import { KEYED_WRITES } from "../../tools/shared/keyed-writes.ts";
import { SEED, SINCE } from "../../tools/shared/keyed-writes-seed.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { readable, sender, serviceOver as serviceAt } from "../support/repeats.ts";
import { REFERENCE_PATH } from "../support/samples.ts";
import { NOW, sendJson, type TestApp } from "../support/test-app.ts";

let test: TestDatabase;
let now = Date.parse(NOW);
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());
beforeEach(async () => {
  now = Date.parse(NOW);
  await test.empty();
  await test.database.write([{ sql: "delete from idempotency_keys", args: [] }]);
});

const serviceOver = (database: Database, environment: Record<string, string> = {}) =>
  serviceAt(database, () => now, environment);
const seed = async () => {
  const send = sender(serviceOver(test.database));
  for (const sent of SEED) expect((await send(sent)).status, sent.path).toBeLessThan(300);
  return send;
};
const rows = async (sql: string) => (await test.database.read([{ sql, args: [] }]))[0] ?? [];
const keyed = (key: string) => ({ "Idempotency-Key": key });
describe.each(KEYED_WRITES)("$call: $name", (write) => {
  it("makes one read trip and one write trip at most, with its key, and its repeat writes nothing", async () => {
    const sent = await write.make(await seed());
    const trips = { read: 0, write: 0 };
    const counting: Database = {
      ...test.database,
      read: (statements) => {
        trips.read += 1;
        return test.database.read(statements);
      },
      write: (statements, effect) => {
        trips.write += 1;
        return test.database.write(statements, effect);
      },
    };
    const send = sender(serviceOver(counting), keyed("counted"));
    expect((await send(sent)).status).toBeLessThan(300);
    // A commit first asks for its key, as it is a stream that may have begun long ago.
    const reads = write.call.endsWith("/commit") ? 2 : 1;
    expect(trips.read).toBeLessThanOrEqual(reads);
    expect(trips.write).toBe(1);
    const events = await rows("select count(*) as n from events");
    expect((await send(sent)).headers.get("idempotency-replayed")).toBe("true");
    expect(await rows("select count(*) as n from events")).toEqual(events);
  });

  it("refuses a malformed key with 400 and another's with 422, in its own dialect, and does nothing", async () => {
    const sent = await write.make(await seed());
    const events = await rows("select count(*) as n from events");
    const malformed = await sender(serviceOver(test.database), keyed("a b"))(sent);
    expect(malformed.status).toBe(400);
    expect(await readable(malformed)).toContain("Send 1 to 255 visible ASCII characters");
    expect(await rows("select count(*) as n from events")).toEqual(events);
    const other = SINCE[0];
    if (other !== undefined) await sender(serviceOver(test.database), keyed("used"))(other);
    const after = await rows("select count(*) as n from events");
    const refused = await sender(serviceOver(test.database), keyed("used"))(sent);
    expect(refused.status).toBe(422);
    const text = await readable(refused);
    expect(text).toContain("This key was sent with another method, path or body.");
    if (sent.path.startsWith("/v1/")) expect(text).toContain('"code":"IDEMPOTENCY_KEY_REUSED"');
    else if (sent.path.startsWith("/v01/")) expect(text).toContain('"Code":2');
    else expect(text).toContain("IDEMPOTENCY_KEY_REUSED");
    expect(await rows("select count(*) as n from events")).toEqual(after);
  });

  it("says of a 503 without a key what is true of sending it again", async () => {
    const sent = await write.make(await seed());
    const away: Database = {
      ...test.database,
      read: () => Promise.reject(new StoreUnavailable(new Error("away"))),
      write: () => Promise.reject(new StoreUnavailable(new Error("away"))),
    };
    const said = async (headers: Record<string, string>) => {
      const response = await sender(serviceOver(away), headers)(sent);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("2");
      return readable(response);
    };
    const bare = await said({});
    expect(bare).toContain("It may have happened.");
    const safe = bare.includes("Sending the same request again is safe");
    // What is safe is found out by doing it: once more, after it was done, and nothing more may come of it.
    const send = sender(serviceOver(test.database));
    await send(sent);
    const facts = () =>
      Promise.all(
        ["plans", "instalments", "payments", "contacts", "payment_references", "events"].map((table) =>
          rows(`select * from ${table} order by 1, 2`),
        ),
      );
    const once = await facts();
    await send(sent);
    if (safe) expect(await facts()).toEqual(once);
    else expect(bare).toMatch(/Sent again, .* Look first: GET \/v1\//);
    expect(await said(keyed("k"))).toContain("with the same Idempotency-Key is safe: it acts once");
  });
});

describe("a preview", () => {
  it.each([
    ["/v1/payment-plans/1", "validateOnly=true"],
    ["/Billings/PaymentPlan/1", "ValidateOnly=TRUE"],
  ])("of %s has no use for a key: used, malformed or new", async (path, option) => {
    const send = await seed();
    const write = KEYED_WRITES.find(({ call }) => call === `PUT ${path.replace(/1$/, "{id}")}`);
    const sent = await write?.make(send);
    if (sent === undefined) throw new Error("no such write");
    const real = await sender(serviceOver(test.database), keyed("used"))(sent);
    expect(real.status).toBe(200);
    const preview = { ...sent, path: `${path}?${option}` };
    for (const key of ["used", "new", "not a key"]) {
      const response = await sender(serviceOver(test.database), keyed(key))(preview);
      expect([key, response.status]).toEqual([key, 200]);
      expect(response.headers.get("idempotency-replayed")).toBeNull();
    }
    expect(await rows("select key from idempotency_keys")).toHaveLength(1);
    const away: Database = {
      ...test.database,
      read: () => Promise.reject(new StoreUnavailable(new Error("away"))),
    };
    const response = await sender(serviceOver(away))(preview);
    expect(await readable(response)).toContain("Nothing was to be changed");
  });

  it("spelled otherwise is refused on /v1, does nothing, and leaves the key free", async () => {
    const send = await seed();
    const sent = await KEYED_WRITES.find(({ name }) => name === "a payment")?.make(send);
    if (sent === undefined) throw new Error("no such write");
    const response = await sender(
      serviceOver(test.database),
      keyed("k"),
    )({ ...sent, path: `${sent.path}&validateonly=true` });
    expect([response.status, await response.json()]).toMatchObject([400, { code: "QUERY_UNKNOWN" }]);
    expect(await rows("select key from idempotency_keys")).toHaveLength(0);
  });
});

describe("a CRN in a repeated answer", () => {
  const API_KEYS = async (scopes: readonly string[]) => ({
    API_KEYS: JSON.stringify([{ name: "tester", hash: await sha256("test-key"), scopes }]),
  });

  it.each([
    ["/v1/payment-references", { accountId: 1, contactId: 7, crn: "204 815 733K" }],
    [REFERENCE_PATH, { AccountID: 1, ContactID: 7, CRNNumber: "204 815 733K" }],
  ])("of %s is masked by what its caller may see today", async (path, body) => {
    const call = (app: TestApp) =>
      app.request(path, sendJson("POST", body, { ...keyed("k"), Prefer: "return=representation" }));
    const first = await (await call(serviceOver(test.database))).text();
    expect(first).toContain("204 815 733K");
    const poorer = SCOPES.filter((scope) => scope === "references:write");
    const again = await call(serviceOver(test.database, await API_KEYS(poorer)));
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const masked = await again.text();
    expect(masked).toContain("••••••733K");
    expect(masked).not.toContain("204 815 733K");
    expect(masked.replace("••••••733K", "204 815 733K")).toBe(first);
    const [kept = {}] = await rows("select * from idempotency_keys");
    expect(JSON.stringify(kept)).not.toContain("815");
  });
});

describe("a key whose write cannot be told any more", () => {
  it("is refused, as it took effect once", async () => {
    const send = await seed();
    const sent = await KEYED_WRITES.find(({ name }) => name === "a payment")?.make(send);
    if (sent === undefined) throw new Error("no such write");
    const keyedSend = sender(serviceOver(test.database), keyed("k"));
    expect((await keyedSend(sent)).status).toBe(200);
    await test.database.write([
      { sql: "delete from events where subject = 'plan' and subject_id = 1 and version = 1", args: [] },
    ]);
    const again = await keyedSend(sent);
    expect([again.status, await again.json()]).toMatchObject([409, { code: "IDEMPOTENCY_ANSWER_LOST" }]);
    expect(again.headers.get("idempotency-replayed")).toBeNull();
  });
});

describe("a key from before its subject was kept", () => {
  const OLD = `subject = null, subject_id = null, version = null, today = null, dto = null`;
  const pay = (key: string) =>
    sender(
      serviceOver(test.database),
      keyed(key),
    )({
      method: "POST",
      path: "/v1/payment-plans/1/payments",
      headers: { "Content-Type": "application/json", "If-Match": "*" },
      body: '{"amount":{"amount":"5.00","currency":"AUD"},"receivedOn":"2025-12-27"}',
    });

  it("gives the whole answer that was kept with it", async () => {
    await seed();
    const first = (await (await pay("old")).json()) as object;
    const kept = JSON.stringify({ ...first, lastUpdated: { at: NOW, by: "another build" } });
    await test.database.write([
      {
        sql: `update idempotency_keys set ${OLD}, status = 200, body = ?,
          headers = '{"content-type":"application/json","etag":"\\"5\\""}'`,
        args: [kept],
      },
    ]);
    const again = await pay("old");
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([200, '"5"', kept]);
  });

  it("is told from its event where its answer was lost", async () => {
    await seed();
    const first = await (await pay("old")).text();
    await test.database.write([{ sql: `update idempotency_keys set ${OLD}`, args: [] }]);
    const again = await pay("old");
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.text()).toBe(first);
  });

  it("shows no CRN that was kept whole to a caller who may not see it", async () => {
    const save = () =>
      serviceOver(test.database).request(
        "/v1/payment-references",
        sendJson(
          "POST",
          { accountId: 1, contactId: 7, crn: "204 815 733K" },
          { ...keyed("old"), key: "clerk-key" },
        ),
      );
    const first = await (await save()).text();
    await test.database.write([
      {
        sql: `update idempotency_keys set ${OLD}, status = 201, headers = '{"content-type":"application/json"}',
          body = '{"crn":"204 815 733K"}'`,
        args: [],
      },
    ]);
    const again = await save();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.text()).toBe(first);
    expect(first).toContain("••••••733K");
  });
});
