// Bad input gets the dialect's own error and writes nothing; what fails inside shows nothing of itself.
import { beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { createCommand, workOn } from "../support/plan-work.ts";
import { PLAN_JSON, PLAN_PATH, PLAN_XML, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";
import { CONTACTS, post, type TestApp, testApp } from "../support/test-app.ts";

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  await makePlan(workOn(app.stores.plans), createCommand(), "nonce");
});

const planBody = (changes: Record<string, unknown>) =>
  JSON.stringify({ ...JSON.parse(PLAN_JSON), ...changes });
const without = (member: string) => planBody({ [member]: undefined });
const sendPlan = async (body: string, type = "application/json") => {
  const response = await app.request(PLAN_PATH, post(type, body));
  return { status: response.status, text: await response.text() };
};
const version = async () => (await app.stores.plans.byId(1))?.version;

describe("the payment plans contract", () => {
  it.each([
    ["startDate", "StartDate"],
    ["paymentAmount", "PaymentAmount"],
    ["installments", "Installments"],
    ["recurrence", "Recurrence"],
    ["paymentMethod", "PaymentMethod"],
    ["recordState", "RecordState"],
    ["paymentPlanID", "PaymentPlanID"],
  ])("never defaults a missing %s", async (name, member) => {
    const { status, text } = await sendPlan(without(name));
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      message: "The request is invalid.",
      modelState: { [`model.${member}`]: [`The ${member} field is required.`] },
    });
    expect(await version()).toBe(1);
  });

  it.each([
    ["an amount of 0", { paymentAmount: 0 }, "PaymentAmount"],
    ["a negative amount", { paymentAmount: -5 }, "PaymentAmount"],
    ["an amount finer than the currency", { paymentAmount: 5.005 }, "PaymentAmount"],
    ["an amount beyond what is kept", { paymentAmount: "79228162514264337593543950335" }, "PaymentAmount"],
    ["no instalments", { installments: 0 }, "Installments"],
    ["601 instalments", { installments: 601 }, "Installments"],
    ["an unknown recurrence", { recurrence: 99 }, "recurrence"],
    ["a last date after 9999", { startDate: "9999-12-01T00:00:00" }, "StartDate"],
  ])("names the member for %s", async (_, changes, member) => {
    const { status, text } = await sendPlan(planBody(changes));
    expect(status).toBe(400);
    const answer = JSON.parse(text) as { message: string; modelState: Record<string, string[]> };
    expect(answer.message).toBe("The request is invalid.");
    expect(Object.keys(answer.modelState)).toEqual([`model.${member}`]);
    expect(await version()).toBe(1);
  });

  it("answers a plan of others, and one it does not know", async () => {
    expect(await sendPlan(planBody({ clientID: 99 }))).toEqual({
      status: 409,
      text: '{"message":"The client is not the plan\'s.","code":"PLAN_OWNER_DIFFERS"}',
    });
    expect(await sendPlan(planBody({ paymentPlanID: 99 }))).toEqual({
      status: 404,
      text: '{"message":"There is no payment plan 99.","code":"PLAN_NOT_FOUND"}',
    });
    expect(await version()).toBe(1);
  });

  it("takes 0 and a missing owner as stored", async () => {
    expect((await sendPlan(planBody({ clientID: 0, buid: undefined }))).status).toBe(200);
    expect(await app.stores.plans.byId(1)).toMatchObject({ version: 2, clientId: 2, businessUnitId: 3 });
  });

  it("closes, and refuses to close and change at once", async () => {
    await sendPlan(PLAN_JSON);
    expect((await sendPlan(planBody({ recordState: 2 }))).status).toBe(200);
    expect((await sendPlan(planBody({ recordState: 3, installments: 7 }))).text).toContain(
      "CLOSE_AND_CHANGE",
    );
    expect((await sendPlan(planBody({ installments: 7 }))).status).toBe(200);
  });

  it("answers errors in XML to XML", async () => {
    const response = await sendPlan(PLAN_XML.replace("<Installments>6<", "<Installments>0<"), "text/xml");
    expect(response.status).toBe(400);
    expect(response.text).toBe(
      "<Error><Message>The request is invalid.</Message><ModelState><model.Installments>The number of instalments must be 1 to 600.</model.Installments></ModelState></Error>",
    );
    const conflict = await sendPlan(PLAN_XML.replace("<ClientID>2<", "<ClientID>9<"), "text/xml");
    expect(conflict.text).toBe(
      "<Error><Message>The client is not the plan's.</Message><Code>PLAN_OWNER_DIFFERS</Code></Error>",
    );
  });

  it("refuses broken bodies, other media types, and bodies beyond the cap", async () => {
    expect((await sendPlan("{")).status).toBe(400);
    expect((await sendPlan("<PaymentPlanDTO", "application/xml")).status).toBe(400);
    expect((await sendPlan("x", "text/plain")).status).toBe(415);
    expect((await sendPlan(" ".repeat(300 * 1024))).status).toBe(413);
    expect(await version()).toBe(1);
  });

  it("answers 404 and 405 in its own words", async () => {
    const wrong = await app.request(PLAN_PATH);
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("POST");
    expect(await wrong.json()).toEqual({
      message: "The requested resource does not support http method 'GET'.",
    });
    const nowhere = await app.request("/Billings/Nothing");
    expect(nowhere.status).toBe(404);
    expect(await nowhere.text()).toContain("No HTTP resource was found that matches the request URI");
  });
});

describe("the payment references contract", () => {
  it("names every bad member and repeats no CRN", async () => {
    const body = JSON.stringify({ AccountID: 0, CRNNumber: "9".repeat(51) });
    const response = await app.request(REFERENCE_PATH, post("application/json", body));
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      Message: "The request is invalid.",
      ModelState: {
        "model.AccountID": ["The field AccountID must be between 1 and 2147483647."],
        "model.ContactID": ["The ContactID field is required."],
        "model.CRNNumber": ["The field CRNNumber must have at most 50 characters."],
      },
    });
    expect(text).not.toContain("999");
  });

  it("holds CRNs to the scheme of the setting", async () => {
    app = testApp({ environment: { CRN_SCHEME: "centrelink-check" } });
    const send = (crn: string) =>
      app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON.replace("sample string 1", crn)));
    expect((await send("307 111 942H")).status).toBe(200);
    expect((await send("123 456 789A")).status).toBe(400);
  });
});

describe("contact extras", () => {
  const call = async (query: string) => {
    const response = await app.request(`/v01/services.ashx?action=ContactExtraSave&${query}`);
    return { status: response.status, ...((await response.json()) as { Code: number; Result: string }) };
  };

  it.each([
    ["", "Missing parameters. You must include at least a Contact Id or a Contact Reference"],
    [
      "ContactId=38759340&ContactExtraCreditLimit=5",
      "When specifying a credit limit the credit limit currency cannot be null.",
    ],
    ["ContactId=38759340&ContactExtraDelay2Pay=x", "Invalid Delay2Pay."],
    ["ContactId=38759340&ContactExtraFlaggedReason=%ZZ", "Invalid Flagged Reason."],
    ["ContactId=38759340&ContactExtraFlaggedReason=%FF", "Invalid Flagged Reason."],
    ["ContactId=1", "No matching contact"],
    ["ContactReference=TWINS", "No matching contact"],
  ])("refuses %s with Code 2", async (query, result) => {
    expect(await call(query)).toEqual({ status: 200, Code: 2, Result: result });
    expect((await app.stores.contacts.byId(38759340))?.version).toBe(1);
  });
});

describe("/v1/payment-plans", () => {
  const body = {
    clientId: 2,
    businessUnitId: 3,
    start: "2025-01-31",
    amount: { amount: "100.00", currency: "AUD" },
    count: 12,
    recurrence: "Monthly",
    paymentMethod: "DirectDebit",
  };
  const send = (changes: Record<string, unknown>) =>
    app.request("/v1/payment-plans", post("application/json", JSON.stringify({ ...body, ...changes })));

  it("makes a plan, says what it made, and reads it with its rows", async () => {
    const made = await send({});
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe("/v1/payment-plans/2");
    expect(made.headers.get("etag")).toBe('"1"');
    const read = await app.request("/v1/payment-plans/2");
    const plan = (await read.json()) as { instalments: { due: string }[] };
    expect(plan).toMatchObject({
      id: 2,
      version: 1,
      status: "active",
      terms: { start: "2025-01-31", amount: body.amount, count: 12, recurrence: "Monthly", active: true },
      totals: { asOf: "2026-01-02", total: { amount: "1200.00", currency: "AUD" } },
      created: { at: "2026-01-02T03:04:05.678Z", by: "tester" },
    });
    expect(plan.instalments.map((row) => row.due).slice(0, 4)).toEqual([
      "2025-01-31",
      "2025-02-28",
      "2025-03-31",
      "2025-04-30",
    ]);
    expect(await made.json()).toMatchObject({ ...plan, changed: true });
    const contract = await app.request("/Billings/PaymentPlan/2");
    expect(await contract.json()).toMatchObject({ startDate: "2025-01-31T00:00:00", paymentAmount: 100 });
  });

  it.each([
    ["/amount", { amount: { amount: "1.005", currency: "AUD" } }, "AMOUNT_TOO_PRECISE"],
    ["/amount", { amount: { amount: "1", currency: "USD" } }, "CURRENCY_DIFFERS"],
    ["/amount/amount", { amount: { amount: 5, currency: "AUD" } }, "FIELDS_INVALID"],
    ["/start", { start: "2025-02-29" }, "FIELDS_INVALID"],
    ["/count", { count: 0 }, "COUNT_OUT_OF_RANGE"],
    ["/recurrence", { recurrence: "Daily" }, "FIELDS_INVALID"],
    ["/paymentMethod", { paymentMethod: "toString" }, "FIELDS_INVALID"],
    ["/surprise", { surprise: 1 }, "FIELDS_INVALID"],
  ])("points at %s", async (pointer, changes, code) => {
    const response = await send(changes);
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = (await response.json()) as { code: string; errors: { pointer: string }[] };
    expect(problem.code).toBe(code);
    expect(problem.errors.map((error) => error.pointer)).toEqual([pointer]);
    expect(await app.stores.plans.byId(2)).toBeNull();
  });

  it("refuses what is no JSON, of another type, or too large", async () => {
    const send = (type: string, text: string) => app.request("/v1/payment-plans", post(type, text));
    expect((await send("application/json", "{")).status).toBe(400);
    expect((await send("text/plain", "{}")).status).toBe(415);
    expect((await send("application/json", " ".repeat(300 * 1024))).status).toBe(413);
  });

  it("knows no plan 99, no other methods and no other paths", async () => {
    expect((await app.request("/v1/payment-plans/99")).status).toBe(404);
    const wrong = await app.request("/v1/payment-plans/1", { method: "DELETE" });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toContain("GET");
    expect(await (await app.request("/v1/nothing")).json()).toMatchObject({ code: "ROUTE_NOT_FOUND" });
  });
});

describe("when the inside fails", () => {
  const failing = (error: Error): Stores => {
    const fail = () => Promise.reject(error);
    const stores = memoryStores(CONTACTS);
    return {
      plans: { ...stores.plans, byId: fail, create: fail, save: fail },
      events: stores.events,
      references: { ...stores.references, save: fail },
      contacts: { ...stores.contacts, saveExtra: fail },
      clients: stores.clients,
      worklist: fail,
      search: fail,
      idempotencyKeys: { earlierUse: fail },
      usage: fail,
      ready: fail,
    };
  };
  const calls: [string, RequestInit?][] = [
    [PLAN_PATH, post("application/json", PLAN_JSON)],
    [PLAN_PATH, post("application/xml", PLAN_XML)],
    [REFERENCE_PATH, post("application/json", REFERENCE_JSON)],
    ["/v01/services.ashx?action=ContactExtraSave&ContactId=38759340"],
    ["/v1/payment-plans/1"],
    ["/ready"],
  ];

  it.each(calls)("answers 503 with Retry-After on %s while the database is away", async (path, init) => {
    app = testApp({ stores: failing(new StoreUnavailable(new Error("secret host"))) });
    const response = await app.request(path, init);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("2");
    expect(await response.text()).not.toContain("secret");
  });

  it.each(calls)("answers 500 on %s and shows no text of the exception", async (path, init) => {
    app = testApp({ stores: failing(new Error("secret detail")) });
    const response = await app.request(path, init);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(JSON.stringify(app.log)).not.toContain("secret");
  });

  it("still answers health", async () => {
    app = testApp({ stores: failing(new Error("secret detail")) });
    expect((await app.request("/health")).status).toBe(200);
  });
});
