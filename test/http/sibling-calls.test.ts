// GET and PUT /Billings/PaymentPlan/{id}: the same plan and the same update, with the id from the path.
import { beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { createCommand, workOn } from "../support/plan-work.ts";
import { PLAN_COMPRESSED, PLAN_JSON, PLAN_PATH, PLAN_XML } from "../support/samples.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

let app: TestApp;
const open = async () => {
  const opened = testApp();
  await makePlan(workOn(opened.stores.plans), createCommand({ amount: 750n, count: 4 }), "nonce");
  return opened;
};
beforeEach(async () => {
  app = await open();
});

const put = (type: string, body: NonNullable<RequestInit["body"]>, path = "/Billings/PaymentPlan/1") =>
  app.request(path, { ...post(type, body), method: "PUT" });
const body = (changes: Record<string, unknown>) => JSON.stringify({ ...JSON.parse(PLAN_JSON), ...changes });

describe("PUT /Billings/PaymentPlan/{id}", () => {
  it.each([
    ["application/json", PLAN_JSON],
    ["text/xml", PLAN_XML],
    ["application/x-compressed-json", PLAN_COMPRESSED],
    [
      "application/x-www-form-urlencoded",
      "PaymentPlanID=1&StartDate=2024-12-04&PaymentAmount=5.0&Installments=6&Recurrence=1&PaymentMethod=10&RecordState=1",
    ],
  ])("answers %s as update and recalculate does", async (type, sent) => {
    const there = await put(type, sent);
    const bytes = Buffer.from(await there.arrayBuffer());
    expect(there.status).toBe(200);
    expect(there.headers.get("etag")).toBe('"2"');
    const other = await (await open()).request(PLAN_PATH, post(type, sent));
    expect(bytes.equals(Buffer.from(await other.arrayBuffer()))).toBe(true);
    expect(there.headers.get("content-type")).toBe(other.headers.get("content-type"));
    const read = await app.request("/billings/paymentplan/1", { headers: { Accept: type } });
    if (!type.includes("form")) expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("takes a body without an id or with 0, and refuses another id", async () => {
    expect((await put("application/json", body({ paymentPlanID: undefined }))).status).toBe(200);
    expect((await put("application/json", body({ paymentPlanID: 0, installments: 7 }))).status).toBe(200);
    const other = await put("application/json", body({ paymentPlanID: 2, installments: 8 }));
    expect(other.status).toBe(400);
    expect(await other.text()).toContain("model.PaymentPlanID");
    expect(await app.stores.plans.byId(1)).toMatchObject({ version: 3, terms: { count: 7 } });
  });

  it("previews, names what is missing, and knows no plan 9", async () => {
    const preview = await put("application/json", PLAN_JSON, "/Billings/PaymentPlan/1?validateOnly=true");
    expect(preview.status).toBe(200);
    expect((await put("application/json", body({ startDate: undefined }))).status).toBe(400);
    expect(
      (await put("application/json", body({ paymentPlanID: 9 }), "/Billings/PaymentPlan/9")).status,
    ).toBe(404);
    expect((await app.stores.plans.byId(1))?.version).toBe(1);
  });

  it("needs the scope to write, and names GET and PUT to other methods", async () => {
    const init = { ...post("application/json", PLAN_JSON, { key: "reader-key" }), method: "PUT" };
    expect((await app.request("/Billings/PaymentPlan/1", init)).status).toBe(403);
    const wrong = await app.request("/Billings/PaymentPlan/1", { method: "DELETE" });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("GET,PUT");
  });
});
