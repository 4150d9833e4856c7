// Identical saves at once, through the app on real databases: one is created, all find it, nobody sees an error.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { startFileDatabase, startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { REFERENCE_PATH } from "../support/samples.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

const SPELLINGS = [
  "123 456 789A",
  "123456789A",
  "123456789a",
  "123-456-789A",
  "123.456.789A",
  " 123 456 789A ",
  "123\u2011456\u2011789A",
  "123\u2013456\u2014789a",
  "１２３４５６７８９Ａ",
  "１２３ ４５６ ７８９ａ",
  "123\u200B456\u200B789A",
  "123\u00A0456\u00A0789A",
  "123\u2003456\u2009789A",
  "\u2460\u2461\u2462 456 789A",
  "123\u00AD456789A",
  "\uFEFF123456789A",
  "12 34 56 78 9 A",
  "1.2.3.4.5.6.7.8.9.A",
  "123\u2060456789\u{1D400}",
  "123-456 789.a",
];

const xml = (crn: string) =>
  `<?xml version="1.0" encoding="utf-8"?><ContactPaymentReferenceModel xmlns="http://schemas.datacontract.org/2004/07/Debtrak.BusinessObjects.Models.ContactPaymentReference"><AccountID>1</AccountID><CRNNumber>${crn}</CRNNumber><ContactID>2</ContactID></ContactPaymentReferenceModel>`;
const json = (crn: string) => JSON.stringify({ AccountID: 1, ContactID: 2, CRNNumber: crn });
const form = (crn: string) =>
  new URLSearchParams({ AccountID: "1", ContactID: "2", CRNNumber: crn }).toString();

const DIALECTS: readonly (readonly [string, (crn: string) => string])[] = [
  ["application/json", json],
  ["application/xml", xml],
  ["application/x-www-form-urlencoded", form],
  ["text/json", json],
  ["text/xml", xml],
];

describe.each([
  ["an embedded file", startFileDatabase],
  ["a libSQL server", startServerDatabase],
])("on %s", (_, start) => {
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await start();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.empty();
    app = testApp({ stores: libsqlStores(test.database) });
  });

  const outcomesOf = async (requests: readonly RequestInit[]) => {
    const responses = await Promise.all(requests.map((init) => app.request(REFERENCE_PATH, init)));
    for (const [i, r] of responses.entries())
      if (r.status !== 200) console.log(i, requests[i]?.body, await r.clone().text());
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([200]));
    expect(new Set(responses.map((response) => response.headers.get("location"))).size).toBe(1);
    const [rows = [], events = []] = await test.database.read([
      { sql: "select id from payment_references", args: [] },
      { sql: "select subject_id from events", args: [] },
    ]);
    expect([rows.length, events.length]).toEqual([1, 1]);
    return responses.map((response) => response.headers.get("reference-outcome")).sort();
  };
  const oneOf = (count: number) => ["created", ...Array.from({ length: count - 1 }, () => "existing")];

  it("creates one of 200 identical saves at once", async () => {
    const requests = Array.from({ length: 200 }, () => post("application/json", json("123 456 789A")));
    expect(await outcomesOf(requests)).toEqual(oneOf(200));
  });

  it("creates one of 20 spellings of a CRN at once, whatever the media type", async () => {
    expect(new Set(SPELLINGS).size).toBe(20);
    const requests = SPELLINGS.flatMap((crn) => DIALECTS.map(([type, write]) => post(type, write(crn))));
    expect(await outcomesOf(requests)).toEqual(oneOf(100));
  });
});
