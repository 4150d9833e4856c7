// Changing a plan through /v1: the version rule, previews, payments, instalments, and what every answer says.
import { beforeEach, describe, expect, it } from "vitest";
import { MAX_PAYMENTS } from "../../src/domain/plans/commands/record-payment.ts";
import { planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { planChange } from "../../src/domain/plans/plan-change.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { PLAN_JSON, PLAN_PATH } from "../support/samples.ts";
import { KEY, post, type TestApp, testApp } from "../support/test-app.ts";

const AUD = (amount: string) => ({ amount, currency: "AUD" });
const TERMS = {
  start: "2025-01-31",
  amount: AUD("100.00"),
  count: 12,
  recurrence: "Monthly",
  paymentMethod: "Cash",
};
const FULL = { ...TERMS, recordState: "Active" };

type PlanAnswer = {
  readonly version: number;
  readonly changed: boolean;
  readonly instalments: readonly {
    readonly due: string;
    readonly received: { readonly amount: string };
    readonly locked: boolean;
    readonly collected?: string;
    readonly pastDue: boolean;
  }[];
  readonly totals: Record<string, { readonly amount: string }>;
  readonly difference: Record<string, { readonly ordinal: number; readonly pastDue: boolean }[]> & {
    readonly text: readonly string[];
  };
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
};

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  const body = JSON.stringify({ clientId: 2, businessUnitId: 3, ...TERMS });
  expect((await app.request("/v1/payment-plans", post("application/json", body))).status).toBe(201);
});

const send = (method: string, path: string, body?: unknown, ifMatch = "*") =>
  app.request(`/v1/payment-plans/1${path}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(ifMatch === "" ? {} : { "If-Match": ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const answer = async (method: string, path: string, body?: unknown) => {
  const response = await send(method, path, body);
  expect(response.status).toBe(200);
  return (await response.json()) as PlanAnswer;
};
const pay = (amount: string, extra: Record<string, unknown> = {}) =>
  answer("POST", "/payments", { amount: AUD(amount), receivedOn: "2025-06-01", ...extra });
const stored = () => app.stores.plans.byId(1);

describe("the version rule", () => {
  const writes: [string, string, unknown][] = [
    ["PUT", "", { ...FULL, count: 10 }],
    ["POST", "/payments", { amount: AUD("1"), receivedOn: "2025-06-01" }],
    ["PUT", "/instalments/5", { override: AUD("5"), inBatch: false }],
    ["POST", "/payments/1/reverse", undefined],
  ];

  it.each(writes)("asks %s %s for If-Match and refuses a stale one", async (method, path, body) => {
    await pay("100.00");
    const missing = await send(method, path, body, "");
    expect(missing.status).toBe(428);
    expect(await missing.json()).toMatchObject({ code: "IF_MATCH_MISSING" });
    for (const stale of ['"1"', 'W/"2"', '"3"', "nonsense"]) {
      const refused = await send(method, path, body, stale);
      expect(refused.status).toBe(412);
      expect(refused.headers.get("etag")).toBe('"2"');
      expect(await refused.json()).toMatchObject({ code: "VERSION_STALE" });
    }
    expect((await stored())?.version).toBe(2);
    const fresh = await send(method, path, body, '"7", "2"');
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get("etag")).toBe('"3"');
    expect((await stored())?.version).toBe(3);
  });

  it("is honoured by the contract call too, which does not ask for it", async () => {
    const stale = await app.request(PLAN_PATH, post("application/json", PLAN_JSON, { "If-Match": '"9"' }));
    expect(stale.status).toBe(412);
    expect((await app.request(PLAN_PATH, post("application/json", PLAN_JSON))).status).toBe(200);
  });
});

describe("PUT", () => {
  it("answers the plan with the difference and the sentences a person reads", async () => {
    await pay("300.00");
    const changed = await answer("PUT", "", { ...FULL, amount: AUD("80.00") });
    expect(changed).toMatchObject({
      version: 3,
      changed: true,
      warnings: [{ code: "ARREARS_REDUCED", from: AUD("900.00"), to: AUD("720.00") }],
    });
    expect(changed.difference.repriced?.map((row) => row.ordinal)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(changed.difference.repriced?.every((row) => row.pastDue)).toBe(true);
    expect(changed.difference.text.join("\n")).toMatch(/fall from 100\.00 to 80\.00/);
    expect(changed.difference.text.join("\n")).toContain("plan total 1,200.00 -> 1,020.00");
    expect(changed.totals).toMatchObject({
      total: AUD("1020.00"),
      received: AUD("300.00"),
      outstanding: AUD("720.00"),
    });
  });

  it("gives what it says as data too, a claim for each sentence", async () => {
    await pay("300.00");
    const { difference } = (await answer("PUT", "", {
      ...FULL,
      amount: AUD("80.00"),
      count: 13,
    })) as unknown as {
      readonly difference: { readonly claims: readonly { text: string }[]; readonly text: readonly string[] };
    };
    expect(difference.claims.map(({ text }) => text)).toEqual(difference.text);
    expect(difference.claims).toMatchObject([
      {
        kind: "repriced",
        rows: [4, 5, 6, 7, 8, 9, 10, 11, 12],
        terms: ["amount"],
        from: AUD("100.00"),
        to: AUD("80.00"),
      },
      {
        kind: "added",
        rows: [13],
        terms: ["count"],
        from: "2026-01-31",
        to: "2026-01-31",
        amount: AUD("80.00"),
      },
      { kind: "overdue", rows: [], terms: [], from: AUD("900.00"), to: AUD("720.00") },
      { kind: "next", from: null, to: "2026-01-31" },
      { kind: "total", from: AUD("1200.00"), to: AUD("1100.00") },
    ]);
  });

  it("tells an override that is set to the amount, and an amount below one, in readings of their own", async () => {
    const same = await answer("PUT", "/instalments/5", { override: AUD("100.00"), inBatch: false });
    expect(same.changed).toBe(true);
    expect(same.difference.overridden?.map((row) => row.ordinal)).toEqual([5]);
    expect(same.difference.repriced).toEqual([]);
    const below = await answer("PUT", "", { ...FULL, amount: AUD("80.00") });
    expect(below.difference.underOverride?.map((row) => row.ordinal)).toEqual([5]);
    expect(below.difference.text).toContain(
      "the amount of payment 5, its override aside, changes from 100.00 to 80.00",
    );
  });

  it("warns of an override that leaves with its row", async () => {
    await answer("PUT", "/instalments/12", { override: AUD("25.00"), inBatch: false });
    const changed = await answer("PUT", "", { ...FULL, count: 11 });
    expect(changed.warnings).toMatchObject([
      { code: "OVERRIDE_DROPPED", ordinal: 12, override: AUD("25.00") },
      { code: "ARREARS_REDUCED" },
    ]);
    expect(changed.difference.removed?.map((row) => row.ordinal)).toEqual([12]);
  });

  it("keeps arrears when the call says so, and rolls them by default", async () => {
    const body = { ...FULL, amount: AUD("80.00") };
    const kept = await answer("PUT", "?arrears=keep&validateOnly=true", body);
    expect(kept.difference.repriced).toEqual([]);
    const rolled = await answer("PUT", "?validateOnly=true", body);
    expect(rolled.difference.repriced).toHaveLength(12);
    const response = await send("PUT", "?arrears=perhaps", body);
    expect(response.status).toBe(422);
  });

  it("writes nothing when nothing changes, and says so", async () => {
    const same = await answer("PUT", "", { ...FULL, amount: AUD("100") });
    expect(same).toMatchObject({ version: 1, changed: false });
    expect(same.difference.text).toEqual(["nothing changes"]);
  });

  it("refuses with the code of the rule", async () => {
    await pay("300.00");
    for (const [changes, code] of [
      [{ count: 2 }, "INSTALMENTS_BELOW_LOCKED"],
      [{ start: "2025-03-31" }, "START_NOT_AFTER_LOCKED"],
      [{ recordState: "Inactive", count: 10 }, "CLOSE_AND_CHANGE"],
      [{ clientId: 9 }, "PLAN_OWNER_DIFFERS"],
    ] as const) {
      const refused = await send("PUT", "", { ...FULL, ...changes });
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ code });
    }
    const unknown = await send("PUT", "", { ...FULL, recordState: "Gone" });
    expect(unknown.status).toBe(422);
    const { recordState: _, ...partial } = FULL;
    expect((await send("PUT", "", partial)).status).toBe(422);
  });
});

describe("validateOnly", () => {
  it("answers what the real call would, and writes nothing, through /v1", async () => {
    await pay("150.00");
    const before = await stored();
    const body = { ...FULL, recurrence: "Fortnightly", count: 20 };
    const preview = await answer("PUT", "?validateOnly=true", body);
    expect(await stored()).toEqual(before);
    const real = await answer("PUT", "", body);
    const {
      version: _,
      lastUpdated: __,
      validateOnly: ___,
      ...shown
    } = preview as unknown as Record<string, unknown>;
    expect(real).toMatchObject(shown);
    expect(real.version).toBe(3);
  });

  it("refuses what the real call would refuse", async () => {
    await pay("300.00");
    const refused = await send("PUT", "?validateOnly=true", { ...FULL, count: 1 });
    expect(refused.status).toBe(409);
  });

  it("shows a plan that is not made", async () => {
    const body = JSON.stringify({ clientId: 2, businessUnitId: 3, ...TERMS });
    const shown = await app.request("/v1/payment-plans?validateOnly=true", post("application/json", body));
    expect(shown.status).toBe(200);
    expect(shown.headers.get("location")).toBeNull();
    expect(await shown.json()).toMatchObject({ id: null, validateOnly: true, changed: true });
    expect(await app.stores.plans.byId(2)).toBeNull();
  });

  it("previews the contract calls in their own form", async () => {
    const preview = await app.request(`${PLAN_PATH}?ValidateOnly=TRUE`, post("application/json", PLAN_JSON));
    expect(await preview.json()).toMatchObject({ installments: 6, paymentAmount: 5 });
    expect((await stored())?.version).toBe(1);
    const made = await app.request(
      "/Billings/PaymentPlan?validateOnly=true",
      post("application/json", PLAN_JSON),
    );
    expect(await made.json()).toMatchObject({ paymentPlanID: 0, installments: 6 });
    for (const option of ["validateOnly=yes", "validateOnly=true&validateonly=true", "arrears=maybe"]) {
      const wrong = await app.request(`${PLAN_PATH}?${option}`, post("application/json", PLAN_JSON));
      expect(wrong.status).toBe(400);
    }
    expect((await stored())?.version).toBe(1);
  });
});

describe("payments", () => {
  it("fill the oldest rows first, lock what they touch, and leave credit beyond the total", async () => {
    const paid = await pay("150.00", { note: "by post" });
    expect(paid.instalments.map((row) => row.received.amount).slice(0, 3)).toEqual([
      "100.00",
      "50.00",
      "0.00",
    ]);
    expect(paid.instalments.map((row) => row.locked).slice(0, 3)).toEqual([true, true, false]);
    const over = await pay("1100.00");
    expect(over.totals).toMatchObject({ credit: AUD("50.00"), outstanding: AUD("0.00") });
    const longer = await answer("PUT", "", { ...FULL, count: 13 });
    expect(longer.instalments[12]?.received).toEqual(AUD("50.00"));
    expect(longer.totals.credit).toEqual(AUD("0.00"));
  });

  it("take a note of 1,000 characters, whatever they are made of", async () => {
    const note = "👍".repeat(1_000);
    expect(await pay("1.00", { note })).toMatchObject({ payments: [{ note }] });
  });

  it("are 1,200 at most: then 409 in words, and only reversals", async () => {
    await pay("0.01");
    const plan = await stored();
    const [first] = plan?.payments ?? [];
    if (!plan || first === undefined) throw new Error("no payment");
    const payments = Array.from({ length: MAX_PAYMENTS }, (_, at) => ({ ...first, number: at + 1 }));
    const record = {
      command: { kind: "reverse-payment", payment: 1 },
      policy: { arrears: "roll", today: plan.terms.start },
      stamp: first.recorded,
    } as const;
    const change = planChange(plan, { ...plan, payments }, record.policy, "reverse-payment");
    const event = await sealEvent(planEvent(3, record, change, "", plan.eventHash), sha256);
    expect(await app.stores.plans.save(plan, { ...plan, payments }, event)).toBe("saved");
    const full = await send("POST", "/payments", { amount: AUD("1"), receivedOn: "2025-06-01" });
    expect(full.status).toBe(409);
    expect(await full.json()).toMatchObject({
      code: "PAYMENTS_TOO_MANY",
      detail: expect.stringContaining("1200 payments"),
    });
    expect((await send("POST", "/payments/1200/reverse")).status).toBe(200);
    expect((await stored())?.version).toBe(4);
  });

  it("fill the named instalment first", async () => {
    const paid = await pay("120.00", { instalment: 4 });
    expect(paid.instalments.map((row) => row.received.amount).slice(0, 4)).toEqual([
      "20.00",
      "0.00",
      "0.00",
      "100.00",
    ]);
  });

  it("are taken back by their number, once", async () => {
    await pay("100.00");
    const reversed = await answer("POST", "/payments/1/reverse");
    expect(reversed.totals.received).toEqual(AUD("0.00"));
    expect(reversed).toMatchObject({ payments: [{ number: 1, reversed: { by: "tester" } }] });
    expect(await (await send("POST", "/payments/1/reverse")).json()).toMatchObject({
      code: "PAYMENT_ALREADY_REVERSED",
    });
    expect((await send("POST", "/payments/2/reverse")).status).toBe(404);
  });

  it("taken back say why and when that turned out, and what comes free is owed as it was promised", async () => {
    await pay("200.00");
    await answer("PUT", "", { ...FULL, amount: AUD("10.00") });
    const body = { reason: "insufficient funds", on: "2026-01-01" };
    const reversed = await answer("POST", "/payments/1/reverse", body);
    expect(reversed).toMatchObject({ payments: [{ number: 1, reversed: { by: "tester", ...body } }] });
    expect(reversed.totals.total).toEqual(AUD("300.00"));
    expect(reversed.difference.text).toContain(
      "payments 1 and 2 are open again and owe the 200.00 that was promised",
    );
    expect(reversed.warnings).toMatchObject([
      { code: "ROW_DIFFERS_FROM_TERMS", ordinal: 1, amount: AUD("100.00"), asked: AUD("10.00") },
      { code: "ROW_DIFFERS_FROM_TERMS", ordinal: 2 },
    ]);
    expect(reversed.instalments.slice(0, 3)).toMatchObject([
      { amountSince: 1 },
      { amountSince: 1 },
      { amountSince: 3 },
    ]);
    const why = await app.request("/v1/payment-plans/1/instalments/1/explanation");
    expect(await why.json()).toMatchObject({
      amount: {
        text: "100.00 stays since version 1: it came free in version 4 and keeps what was promised; the terms ask for 10.00 now; rule update 8",
      },
    });
  });

  it.each([
    [{ reason: "x".repeat(1_001) }, "/reason"],
    [{ reason: "\u0000" }, "/reason"],
    [{ on: "2026-02-30" }, "/on"],
    [{ on: "2026-01-01T00:00:00Z" }, "/on"],
    [{ raeson: "bounced" }, "/raeson"],
    [{ amount: AUD("5") }, "/amount"],
    [[], ""],
  ])("are not taken back with %j", async (body, pointer) => {
    await pay("100.00");
    const refused = await send("POST", "/payments/1/reverse", body);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: "FIELDS_INVALID", errors: [{ pointer }] });
    expect((await stored())?.version).toBe(2);
  });

  it("are taken back with no body, an empty object, or a reason of 1,000 characters", async () => {
    const bodies = [undefined, {}, { reason: "x".repeat(1_000) }];
    for (const [index, body] of bodies.entries()) {
      await pay("1.00");
      expect((await send("POST", `/payments/${index + 1}/reverse`, body)).status).toBe(200);
    }
    const text = { method: "POST", headers: { "If-Match": "*", "Content-Type": "text/plain" }, body: "{}" };
    await pay("1.00");
    expect((await app.request("/v1/payment-plans/1/payments/4/reverse", text)).status).toBe(415);
  });

  it.each([
    [{ amount: AUD("0") }, 422, "AMOUNT_NOT_POSITIVE"],
    [{ amount: { amount: "5", currency: "EUR" } }, 422, "CURRENCY_DIFFERS"],
    [{ receivedOn: "2026-01-03" }, 422, "RECEIVED_IN_FUTURE"],
    [{ instalment: 13 }, 404, "INSTALMENT_UNKNOWN"],
    [{ note: 5 }, 422, "FIELDS_INVALID"],
    [{ note: "👍".repeat(1_001) }, 422, "FIELDS_INVALID"],
  ])("are refused for %j", async (changes, status, code) => {
    const refused = await send("POST", "/payments", {
      amount: AUD("5"),
      receivedOn: "2025-06-01",
      ...changes,
    });
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ code });
    expect((await stored())?.version).toBe(1);
  });
});

describe("instalments", () => {
  it("take an override and a batch, and give them back", async () => {
    const set = await answer("PUT", "/instalments/5", { override: AUD("25.00"), inBatch: true });
    expect(set.instalments[4]).toMatchObject({ override: AUD("25.00"), inBatch: true, locked: true });
    expect(set.totals.total).toEqual(AUD("1125.00"));
    const locked = await send("PUT", "/instalments/5", { override: null, inBatch: true });
    expect(await locked.json()).toMatchObject({ code: "INSTALMENT_LOCKED" });
    const back = await answer("PUT", "/instalments/5", { override: null, inBatch: false });
    expect(back.instalments[4]).toMatchObject({ override: null, inBatch: false, locked: false });
  });

  it("explain their date and amount by rule", async () => {
    const response = await app.request("/v1/payment-plans/1/instalments/2/explanation");
    expect(await response.json()).toEqual({
      planId: 1,
      version: 1,
      ordinal: 2,
      due: "2025-02-28",
      anchor: {
        ordinal: 1,
        date: "2025-01-31",
        wantedDay: 31,
        recurrence: "Monthly",
        cause: { kind: "creation", version: 1 },
      },
      date: { rule: "D2", text: "31 wanted, February has 28; counted from 31 Jan 2025; rule D2" },
      cause: {
        rule: "D3",
        text: "the start date, 31 Jan 2025, since the plan was made (version 1); 31 wanted; rule D3",
      },
      amount: { rule: "update 5", text: "100.00 an instalment, as the terms say; rule update 5" },
      amountSince: 1,
    });
    const unknown = await app.request("/v1/payment-plans/1/instalments/13/explanation");
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ detail: "The plan has 12 instalments and no number 13." });
    await answer("PUT", "", { ...FULL, count: 1 });
    const beyond = await app.request("/v1/payment-plans/1/instalments/3/explanation");
    expect(await beyond.json()).toMatchObject({ detail: "The plan has 1 instalment and no number 3." });
    expect((await app.request("/v1/payment-plans/9/instalments/1/explanation")).status).toBe(404);
  });
});

describe("a plan as it is shown", () => {
  it("has its totals as of the day that is asked for", async () => {
    const get = async (asOf: string) =>
      (await (await app.request(`/v1/payment-plans/1?asOf=${asOf}`)).json()) as PlanAnswer;
    const march = await get("2025-03-31");
    expect(march.totals).toMatchObject({ asOf: "2025-03-31", overdue: AUD("200.00"), dueNow: AUD("300.00") });
    expect(march.instalments.map((row) => row.pastDue).slice(0, 4)).toEqual([true, true, false, false]);
    expect((await app.request("/v1/payment-plans/1?asOf=yesterday")).status).toBe(422);
  });

  it("has the days of collection beside the due dates, where they are asked for", async () => {
    const collected = async (query: string) => {
      const response = await app.request(`/v1/payment-plans/1?${query}`);
      const plan = (await response.json()) as PlanAnswer;
      return plan.instalments.map((row) => [row.due, row.collected]).slice(4, 6);
    };
    // 31 May 2025 is a Saturday, 30 June a Monday.
    expect(await collected("collection=following")).toEqual([
      ["2025-05-31", "2025-06-02"],
      ["2025-06-30", "2025-06-30"],
    ]);
    expect(await collected("collection=modified-following&holidays=2025-05-30,2025-06-30")).toEqual([
      ["2025-05-31", "2025-05-29"],
      ["2025-06-30", "2025-06-27"],
    ]);
    expect(await collected("")).toEqual([
      ["2025-05-31", undefined],
      ["2025-06-30", undefined],
    ]);
    for (const wrong of ["25.12.2025", "", "2025-12-25,", ",", "2025-12-25,,2025-12-26"]) {
      expect((await app.request(`/v1/payment-plans/1?holidays=${wrong}`)).status).toBe(422);
    }
  });
});

describe("POST /v1/schedules", () => {
  const solve = async (question: Record<string, unknown>) => {
    const body = JSON.stringify({ start: "2025-01-31", recurrence: "Monthly", ...question });
    const response = await app.request("/v1/schedules", post("application/json", body));
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it("gives every schedule that fits two of amount, count and total", async () => {
    const { body } = await solve({ total: AUD("100.00"), count: 3 });
    expect(body).toMatchObject({
      choices: [
        {
          residue: "last",
          instalments: [{ amount: AUD("33.33") }, { amount: AUD("33.33") }, { amount: AUD("33.34") }],
        },
        {
          residue: "first",
          instalments: [{ amount: AUD("33.34") }, { amount: AUD("33.33") }, { amount: AUD("33.33") }],
        },
      ],
    });
    expect((await solve({ amount: AUD("30"), total: AUD("100"), end: "2025-12-31" })).status).toBe(422);
    const until = await solve({ amount: AUD("30"), end: "2025-04-30" });
    expect(until.body).toMatchObject({ choices: [{ count: 4, total: AUD("120.00") }] });
  });

  it("shows what each would do to a plan, and does none of it", async () => {
    await pay("300.00");
    const { body } = await solve({ amount: AUD("50"), count: 12, planId: 1 });
    expect(body).toMatchObject({ choices: [{ onPlan: { changed: true } }] });
    const refused = await solve({ amount: AUD("50"), count: 2, planId: 1 });
    expect(refused.body).toMatchObject({
      choices: [{ onPlan: { refused: { code: "INSTALMENTS_BELOW_LOCKED" } } }],
    });
    expect((await stored())?.version).toBe(2);
  });

  it("refuses a total there that the plan cannot have, with the one that would come out", async () => {
    await pay("150.00");
    const { body } = await solve({ total: AUD("100.00"), count: 3, planId: 1 });
    const refused = {
      code: "TOTAL_NOT_REACHABLE",
      detail:
        "Its total would be 233.34 and not 100.00: the plan has instalments that the schedule cannot change.",
      total: AUD("233.34"),
    };
    expect(body).toMatchObject({
      choices: [{ onPlan: { refused } }, { onPlan: { refused: { total: AUD("233.33") } } }],
    });
    const reached = await solve({ total: AUD("300.00"), count: 3, planId: 1 });
    expect(reached.body).toMatchObject({
      choices: [{ onPlan: { changed: true, warnings: [{ code: "ARREARS_REDUCED" }] } }],
    });
  });

  it.each([
    [{ total: AUD("100") }, 422, "SCHEDULE_UNDETERMINED"],
    [{ amount: AUD("30"), count: 3, total: AUD("100") }, 422, "SCHEDULE_INCONSISTENT"],
    [{ amount: AUD("30"), end: "2024-01-01" }, 422, "END_BEFORE_START"],
    [{ total: AUD("0.02"), count: 3 }, 422, "TOTAL_BELOW_COUNT"],
    [{ amount: AUD("30"), count: 3, planId: 99 }, 404, "PLAN_NOT_FOUND"],
  ])("refuses %j", async (question, status, code) => {
    expect(await solve(question)).toMatchObject({ status, body: { code } });
  });

  it("needs a key that may read plans", async () => {
    expect((await app.request("/v1/schedules", { method: "POST", headers: { key: `${KEY}x` } })).status).toBe(
      401,
    );
  });
});
