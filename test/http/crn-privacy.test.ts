// A CRN is a government identifier: sent through every dialect over a real database, it turns up in no log line, no
// URL, no header, no error and no event.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { crnsIn } from "../support/known-crns.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { REFERENCE_PATH } from "../support/samples.ts";
import { post, sendJson, testApp } from "../support/test-app.ts";

const CRN = "204 815 733K";
const NEAR = "204 815 737K";

let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());

const xml = (members: string) =>
  `<ContactPaymentReferenceModel xmlns="http://schemas.datacontract.org/2004/07/Debtrak.BusinessObjects.Models.ContactPaymentReference">${members}</ContactPaymentReferenceModel>`;
const json = (changes: Record<string, unknown>) =>
  JSON.stringify({ AccountID: 1, ContactID: 2, CRNNumber: CRN, ...changes });
const body = { accountId: 1, contactId: 2, crn: CRN };
const whole = { Prefer: "return=representation" };

/** Good and bad requests with the CRN in each place that a caller could put it. */
const REQUESTS: readonly (readonly [string, RequestInit?])[] = [
  [REFERENCE_PATH, post("application/json", json({}), whole)],
  [REFERENCE_PATH, post("application/json", json({ CRNNumber: NEAR }))],
  [REFERENCE_PATH, post("application/json", json({ AccountID: 0 }))],
  [REFERENCE_PATH, post("application/json", json({ AccountID: CRN }))],
  [REFERENCE_PATH, post("application/json", json({ CRNNumber: `${CRN}${"9".repeat(50)}` }))],
  [REFERENCE_PATH, post("application/json", json({ CRNNumber: `${CRN}\u0000` }))],
  [REFERENCE_PATH, post("application/json", `{"CRNNumber":"${CRN}`)],
  [REFERENCE_PATH, post("application/xml", xml(`<CRNNumber>${CRN}</CRNNumber>`))],
  [REFERENCE_PATH, post("text/xml", xml(`<AccountID>${CRN}</AccountID>`))],
  [REFERENCE_PATH, post("application/xml", `<a>${CRN}`)],
  [REFERENCE_PATH, post("application/x-www-form-urlencoded", `AccountID=1&ContactID=2&CRNNumber=${CRN}`)],
  [REFERENCE_PATH, post("application/x-www-form-urlencoded", `AccountID=x&CRNNumber=${CRN}`)],
  [REFERENCE_PATH, post("text/plain", json({}))],
  [REFERENCE_PATH, post("application/json", json({}), { key: "reader-key" })],
  [REFERENCE_PATH, post("application/json", json({}), { key: CRN })],
  ["/v1/payment-references", sendJson("POST", body)],
  ["/v1/payment-references", sendJson("POST", { ...body, accountId: CRN })],
  ["/v1/payment-references", sendJson("POST", { ...body, [CRN]: 1 })],
  ["/v1/payment-references", sendJson("POST", { ...body, accountId: 0, crn: `${CRN}\u0007` })],
  [`/v1/payment-references?contactId=${encodeURIComponent(CRN)}`],
  [`/v1/payment-references/${encodeURIComponent(CRN)}`],
  ["/v1/payment-references/1/deactivate", { method: "POST" }],
  ["/v1/payment-references/1/unmask", sendJson("POST", { reason: "asked" })],
  ["/v1/payment-references/1/unmask", sendJson("POST", { reason: "asked" }, { key: "clerk-key" })],
  ["/v1/payment-references/1/unmask", sendJson("POST", { reason: "asked", crn: CRN })],
  ["/v1/search", sendJson("POST", { text: CRN }, { key: "clerk-key" })],
  ["/v1/search", sendJson("POST", { text: CRN, [CRN]: 1 })],
  ["/v1/payment-references/1/history", { headers: { key: "clerk-key" } }],
  ["/v1/payment-references", { headers: { key: "clerk-key" } }],
  ["/v1/events", { headers: { key: "clerk-key" } }],
];

/** Everything that an answer says where no CRN belongs: its headers, and its body when it is an error or masked. */
async function said(response: Response, isMasked: boolean): Promise<string> {
  const headers = JSON.stringify([...response.headers]);
  return response.status >= 400 || isMasked ? headers + (await response.text()) : headers;
}

describe("a CRN", () => {
  const run = async (stores: Stores) => {
    const printed: unknown[][] = [];
    const spies = (["log", "error", "warn", "info", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => void printed.push(words)),
    );
    const app = testApp({ stores, environment: { CRN_SCHEME: "any" } });
    const statuses: number[] = [];
    for (const [path, init] of REQUESTS) {
      const response = await app.request(path, init);
      statuses.push(response.status);
      const isMasked = new Headers(init?.headers).get("key") === "clerk-key";
      // What a path itself said is the caller's own URL; ours are in the headers.
      const text = (await said(response, isMasked)).replaceAll(encodeURIComponent(CRN), "");
      expect([path, init?.body, crnsIn(text)]).toEqual([path, init?.body, []]);
    }
    for (const spy of spies) spy.mockRestore();
    expect(crnsIn(JSON.stringify([app.log, printed]))).toEqual([]);
    expect(app.log).toHaveLength(REQUESTS.length);
    return statuses;
  };

  it("stays out of logs, URLs, headers and errors of every dialect, and out of the events", async () => {
    const statuses = await run(libsqlStores(test.database));
    expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(7);
    expect(statuses.filter((status) => status >= 400).length).toBeGreaterThan(10);
    const [events = [], rows = []] = await test.database.read([
      { sql: "select * from events", args: [] },
      { sql: "select crn from payment_references", args: [] },
    ]);
    expect(crnsIn(JSON.stringify(rows))).not.toEqual([]);
    expect(events.length).toBeGreaterThan(2);
    expect(crnsIn(JSON.stringify(events))).toEqual([]);
  });

  it.each([new StoreUnavailable(new Error(CRN)), new Error(`bound ${CRN}`)])(
    "stays out of them when the inside fails with it in its message",
    async (error) => {
      const fail = () => Promise.reject(error);
      const stores = memoryStores();
      const references = {
        save: fail,
        saveAsOf: fail,
        byId: fail,
        list: fail,
        deactivate: fail,
        unmask: fail,
      };
      await run({ ...stores, references });
    },
  );

  it("would be found by this search in any spelling", () => {
    for (const text of [CRN, "x204815733k", "204-815.733K", "204%20815%20733K", "204+815+733K"]) {
      expect(crnsIn(`a ${text} b`)).toEqual(["204815733K"]);
    }
  });
});
