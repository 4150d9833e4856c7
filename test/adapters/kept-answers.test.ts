// What a payment with a key costs the database, on a plan as long as plans may be.
import { afterAll, beforeAll, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { sendJson, testApp } from "../support/test-app.ts";

const PAYMENTS = 160;
let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());

it("is at most 1 KiB more than one without, and the kept row is no longer than that", async () => {
  const app = testApp({ openStores: (claim) => libsqlStores(test.database, claim) });
  const plan = {
    ...{ clientId: 2, businessUnitId: 3, start: "2025-01-03", amount: { amount: "10.00", currency: "AUD" } },
    ...{ count: 600, recurrence: "Weekly", paymentMethod: "Cash" },
  };
  const bytes = async () => {
    const [[pages] = [], [size] = []] = await test.database.read([
      {
        sql: "select page_count - freelist_count as n from pragma_page_count(), pragma_freelist_count()",
        args: [],
      },
      { sql: "pragma page_size", args: [] },
    ]);
    return Number(pages?.n) * Number(size?.page_size);
  };
  const grown = async (id: number, keyed: boolean): Promise<number> => {
    expect((await app.request("/v1/payment-plans", sendJson("POST", plan))).status).toBe(201);
    const before = await bytes();
    for (let index = 0; index < PAYMENTS; index += 1) {
      const key = keyed ? { "Idempotency-Key": `payment ${index}`.replace(" ", "-") } : {};
      const body = { amount: { amount: "0.01", currency: "AUD" }, receivedOn: "2025-06-01" };
      const paid = await app.request(
        `/v1/payment-plans/${id}/payments`,
        sendJson("POST", body, { "If-Match": "*", ...key }),
      );
      expect(paid.status).toBe(200);
    }
    return (await bytes()) - before;
  };
  const plain = await grown(1, false);
  const keyed = await grown(2, true);
  const [rows = []] = await test.database.read([{ sql: "select * from idempotency_keys", args: [] }]);
  expect(rows).toHaveLength(PAYMENTS);
  for (const row of rows) expect(Object.values(row).join("").length).toBeLessThan(400);
  expect((keyed - plain) / PAYMENTS).toBeLessThan(1_024);
  expect((keyed - plain) / PAYMENTS).toBeGreaterThan(100);
});
