// PATCH of a plan and of an instalment: what is left out stays, what is sent goes by the rules of the full change.
import { beforeEach, describe, expect, it } from "vitest";
import { aud } from "../../tools/shared/keyed-writes-seed.ts";
import { describedApp } from "../support/described-calls.ts";
import type { TestApp } from "../support/test-app.ts";

type Row = { ordinal: number; due: string; amount: { amount: string }; override: unknown; inBatch: boolean };
type Answer = {
  code: string;
  changed: boolean;
  version: number;
  paymentMethod: string;
  terms: { start: string; amount: { amount: string }; count: number; recordState: string };
  instalments: Row[];
  errors: { pointer: string; detail: string }[];
};

let app: TestApp;
beforeEach(async () => {
  app = await describedApp();
});

const plan = async () => (await (await app.request("/v1/payment-plans/1")).json()) as Answer;

async function patch(path: string, body: unknown, headers: Record<string, string> = { "If-Match": "*" }) {
  const response = await app.request(path, {
    method: "PATCH",
    headers: { "Content-Type": "application/merge-patch+json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const PLAN = "/v1/payment-plans/1";

describe("a patch of a plan's terms", () => {
  it("changes the one member that it names, and what follows from it", async () => {
    const before = await plan();
    const { status, answer } = await patch(PLAN, { amount: aud("9.00") });
    expect(status).toBe(200);
    expect(answer.terms).toEqual({ ...before.terms, amount: aud("9.00") });
    expect(answer.paymentMethod).toBe(before.paymentMethod);
    expect(answer.instalments.map(({ due }) => due)).toEqual(before.instalments.map(({ due }) => due));
    expect(answer.version).toBe(before.version + 1);
    expect(await plan()).toMatchObject({ terms: answer.terms, version: answer.version });
  });

  it.each([
    ["start", "2024-12-25"],
    ["count", 9],
    ["recurrence", "Monthly"],
    ["paymentMethod", "Cash"],
    ["recordState", "Active"],
    ["amount", { amount: "12.25", currency: "AUD" }],
  ])("does what a full update with the same %s does, previewed and done", async (member, value) => {
    const { terms, paymentMethod } = await plan();
    const { start, count, recordState } = terms;
    const whole = { start, count, recordState, paymentMethod, recurrence: "Weekly", amount: terms.amount };
    const put = await app.request(`${PLAN}?validateOnly=true`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "If-Match": "*" },
      body: JSON.stringify({ ...whole, [member]: value }),
    });
    const full = (await put.json()) as Answer;
    const preview = await patch(`${PLAN}?validateOnly=true`, { [member]: value });
    expect([preview.status, preview.answer]).toEqual([put.status, full]);
    const { status, answer } = await patch(PLAN, { [member]: value });
    expect([status, answer.instalments]).toEqual([put.status, full.instalments]);
  });

  it("closes a plan by its record state alone, and says of nothing that nothing changed", async () => {
    expect((await patch(PLAN, { count: 4 })).answer).toMatchObject({ changed: false, version: 2 });
    const { status, answer } = await patch(PLAN, { recordState: "Inactive" });
    expect([status, answer.terms.recordState]).toEqual([200, "Inactive"]);
  });

  it("is refused without a version, without a member, with null, and with names that are none", async () => {
    expect((await patch(PLAN, { count: 9 }, {})).status).toBe(428);
    expect((await patch(PLAN, { count: 9 }, { "If-Match": '"1"' })).status).toBe(412);
    expect((await patch(PLAN, {})).answer.errors).toEqual([
      { pointer: "", detail: "Give at least one member to change." },
    ]);
    const { status, answer } = await patch(PLAN, {
      count: null,
      start: "31/01/2026",
      paymentMethod: "Shells",
      recordState: "Asleep",
      recurrence: "Daily",
      clientId: 3,
    });
    expect([status, answer.code]).toEqual([422, "FIELDS_INVALID"]);
    expect(answer.errors.map(({ pointer }) => pointer).sort()).toEqual([
      "/clientId",
      "/count",
      "/paymentMethod",
      "/recordState",
      "/recurrence",
      "/start",
    ]);
    expect((await patch(PLAN, { amount: { amount: "9.00", currency: "EUR" } })).answer.code).toBe(
      "CURRENCY_DIFFERS",
    );
    expect((await plan()).version).toBe(2);
  });
});

describe("a patch of an instalment", () => {
  const ROW = `${PLAN}/instalments/3`;
  const row = async () => (await plan()).instalments[2];

  it("sets one fact and leaves the other", async () => {
    expect((await patch(ROW, { inBatch: true })).status).toBe(200);
    expect(await row()).toMatchObject({ inBatch: true, override: null });
    expect((await patch(ROW, { inBatch: false, override: aud("5.00") })).status).toBe(200);
    expect(await row()).toMatchObject({ inBatch: false, override: aud("5.00") });
    expect((await patch(ROW, { inBatch: true })).status).toBe(200);
    expect(await row()).toMatchObject({ inBatch: true, override: aud("5.00") });
    expect((await patch(ROW, { inBatch: false })).status).toBe(200);
    expect((await patch(ROW, { override: null })).status).toBe(200);
    expect(await row()).toMatchObject({ inBatch: false, override: null });
  });

  it("refuses what the full change refuses, and a row that is not there", async () => {
    expect((await patch(ROW, {})).answer.code).toBe("FIELDS_INVALID");
    expect((await patch(ROW, { inBatch: null })).answer.errors[0]?.pointer).toBe("/inBatch");
    expect((await patch(`${PLAN}/instalments/9`, { inBatch: true })).answer.code).toBe("INSTALMENT_UNKNOWN");
    expect((await patch(`${PLAN}/instalments/1`, { override: aud("1.00") })).answer.code).toBe(
      "INSTALMENT_LOCKED",
    );
  });
});
