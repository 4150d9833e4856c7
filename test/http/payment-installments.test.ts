// GET /Billings/PaymentInstallments in every media type: whose instalments, which of them, page by page.
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { ChangePlan } from "../../src/domain/plans/commands/plan-command.ts";
import { ok } from "../../src/domain/values/result.ts";
import { createCommand, TODAY, workOn } from "../support/plan-work.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

type Row = Record<string, unknown>;

const PATH = "/Billings/PaymentInstallments";

let app: TestApp;
/** Plan 1 of client 2 with 3 rows: the first paid, the second waived and in a batch. Plans 2 and 3, 2 rows each. */
beforeEach(async () => {
  app = testApp();
  for (const [clientId, count] of [
    [2, 3],
    [7, 2],
    [2, 2],
  ] as const) {
    await makePlan(workOn(app.stores.plans), { ...createCommand({ count }), clientId }, "nonce");
  }
  const steps: ChangePlan[] = [
    { kind: "record-payment", amount: 10_500n, receivedOn: TODAY, note: "", instalment: null },
    { kind: "set-instalment", instalment: 3, override: 0n, inBatch: false },
    { kind: "set-instalment", instalment: 3, override: 0n, inBatch: true },
  ];
  for (const step of steps) {
    const changed = await changePlan(workOn(app.stores.plans), 1, () => ok(step));
    if (!changed.ok) throw new Error(changed.error.tag);
  }
});

const list = async (query: string, accept = "application/json") => {
  const response = await app.request(`${PATH}?${query}`, { headers: { Accept: accept } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const rows = async (query: string) => JSON.parse((await list(query)).text) as Row[];
const keys = async (query: string) =>
  (await rows(query)).map((row) => `${row.paymentPlanID}/${String(row.installmentDate).slice(0, 10)}`);

const AUDIT =
  '{"dateUtc":"2026-01-02T03:04:05.678Z","userName":"tester","summary":"tester on 1/2/2026 3:04:05 AM"}';

describe("PaymentInstallments", () => {
  it("answers the DTO of each instalment, paid when what it received covers what it asks for", async () => {
    const { status, headers, text } = await list("PaymentPlanIDs=1");
    expect(status).toBe(200);
    expect(headers.get("x-total-count")).toBe("3");
    expect(headers.get("link")).toBeNull();
    const row = (id: number, date: string, facts: string) =>
      `{"paymentInstallmentID":${id},"paymentPlanID":1,"clientID":2,"installmentDate":"${date}T00:00:00","amount":100.00,${facts},"recordState":1,"created":${AUDIT},"lastUpdated":${AUDIT}}`;
    expect(text).toBe(
      `[${[
        row(1, "2025-01-31", '"overrideAmount":null,"paid":true,"inPaymentBatch":false'),
        row(2, "2025-02-28", '"overrideAmount":null,"paid":false,"inPaymentBatch":false'),
        row(3, "2025-03-31", '"overrideAmount":0.00,"paid":true,"inPaymentBatch":true'),
      ].join(",")}]`,
    );
  });

  it("speaks XML and compressed JSON too", async () => {
    const xml = await list("PaymentPlanIDs=1&PageSize=1", "application/xml");
    expect(xml.headers.get("content-type")).toContain("application/xml");
    expect(xml.text).toMatch(
      /^<ArrayOfPaymentInstallmentDTO .*<PaymentInstallmentID>1<.*<RecordState>Active</,
    );
    const response = await app.request(`${PATH}?paymentplanids=1`, {
      headers: { Accept: "application/x-compressed-json" },
    });
    const json = gunzipSync(new Uint8Array(await response.arrayBuffer())).toString();
    expect(JSON.parse(json.replace("\uFEFF", ""))).toEqual(await rows("PaymentPlanIDs=1"));
  });

  it("takes plans, a client, or those of the plans that are the client's; names in any case", async () => {
    const ofPlan1 = ["1/2025-01-31", "1/2025-02-28", "1/2025-03-31"];
    const ofPlan = (plan: number) => [`${plan}/2025-01-31`, `${plan}/2025-02-28`];
    expect(await keys("PaymentPlanIDs=2,1,2")).toEqual([...ofPlan1, ...ofPlan(2)]);
    expect(await keys("paymentplanids=1&PAYMENTPLANIDS=2")).toEqual([...ofPlan1, ...ofPlan(2)]);
    expect(await keys("ClientID=2")).toEqual([...ofPlan1, ...ofPlan(3)]);
    expect(await keys("clientid=2&PaymentPlanIDs=3,2")).toEqual(ofPlan(3));
    expect(await keys("PaymentPlanIDs=99")).toEqual([]);
    expect(await keys("PaymentPlanIDs=2&Unknown=1&ClientID=")).toEqual(ofPlan(2));
  });

  it("filters by dates, both inclusive, by paid and by batch", async () => {
    expect(await keys("PaymentPlanIDs=1&FromDate=2025-02-28T10:00:00%2B10:00")).toEqual([
      "1/2025-02-28",
      "1/2025-03-31",
    ]);
    expect(await keys("PaymentPlanIDs=1&ToDate=2025-02-28")).toEqual(["1/2025-01-31", "1/2025-02-28"]);
    expect(await keys("PaymentPlanIDs=1&Paid=false")).toEqual(["1/2025-02-28"]);
    expect(await keys("PaymentPlanIDs=1&Paid=True&InPaymentBatch=TRUE")).toEqual(["1/2025-03-31"]);
    expect(await keys("PaymentPlanIDs=1&InPaymentBatch=false")).toEqual(["1/2025-01-31", "1/2025-02-28"]);
  });

  it("pages, with the total in X-Total-Count and the next page in Link until there is none", async () => {
    let path: string | null = `${PATH}?PaymentPlanIDs=1,2&pagesize=2&PAGE=1`;
    const pages: number[][] = [];
    while (path !== null) {
      const response = await app.request(path);
      expect(response.headers.get("x-total-count")).toBe("5");
      pages.push(((await response.json()) as Row[]).map((row) => Number(row.paymentInstallmentID)));
      path = /<(.*)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? null;
    }
    expect(pages).toEqual([[1, 2], [3, 4], [5]]);
    const beyond = await list("PaymentPlanIDs=1,2&Page=9");
    expect(beyond).toMatchObject({ status: 200, text: "[]" });
    expect(beyond.headers.get("x-total-count")).toBe("5");
    expect(beyond.headers.get("link")).toBeNull();
  });

  it.each([
    ["nobody's instalments", "Page=1", "paymentPlanIDs"],
    ["plans that are no numbers", "PaymentPlanIDs=1,x", "paymentPlanIDs"],
    ["too many plans", `PaymentPlanIDs=${Array.from({ length: 1_001 }, (_, i) => i + 1)}`, "paymentPlanIDs"],
    ["a client that is none", "ClientID=0", "clientID"],
    ["a client twice", "ClientID=1&ClientID=2", "clientID"],
    ["a day that is none", "ClientID=2&FromDate=2025-02-30", "fromDate"],
    ["another word for yes", "ClientID=2&Paid=yes", "paid"],
    ["page 0", "ClientID=2&Page=0", "page"],
    ["too large a page", "ClientID=2&PageSize=1001", "pageSize"],
  ])("refuses %s and names the parameter", async (_, query, name) => {
    const { status, text } = await list(query);
    expect(status).toBe(400);
    expect(Object.keys(JSON.parse(text).modelState)).toEqual([name]);
  });
});
