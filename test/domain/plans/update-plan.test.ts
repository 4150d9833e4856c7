// Creating and updating a plan: the fields refused, the order of refusals, and the rules one by one.
import { describe, expect, it } from "vitest";
import { createPlan } from "../../../src/domain/plans/create-plan.ts";
import type { Terms } from "../../../src/domain/plans/plan.ts";
import type { CreatePlan } from "../../../src/domain/plans/plan-command.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
import {
  accepted,
  change,
  createCommand,
  date,
  newPlan,
  payment,
  planAfter,
  ROLL,
  refusal,
  refused,
  STAMP,
  updateCommand,
} from "./builders.ts";
import { amountsOf, duesOf } from "./law-checks.ts";

const paid = (rows: number) => planAfter(newPlan(), payment(10_000n * BigInt(rows)));

const WRONG_TERMS: [string, Partial<Terms>, object][] = [
  [
    "an unknown recurrence",
    { recurrence: "Daily" as "Weekly" },
    { tag: "RECURRENCE_UNKNOWN", recurrence: "Daily" },
  ],
  [
    "a recurrence every object has",
    { recurrence: "toString" as "Weekly" },
    { tag: "RECURRENCE_UNKNOWN", recurrence: "toString" },
  ],
  ["an amount of 0", { amount: 0n }, { tag: "AMOUNT_NOT_POSITIVE", amount: 0n }],
  ["a negative amount", { amount: -1n }, { tag: "AMOUNT_NOT_POSITIVE", amount: -1n }],
  [
    "an amount beyond the limit",
    { amount: MAX_MINOR + 1n, count: 1 },
    { tag: "AMOUNT_TOO_LARGE", of: "amount", max: MAX_MINOR },
  ],
  [
    "a total beyond the limit",
    { amount: MAX_MINOR, count: 2 },
    { tag: "AMOUNT_TOO_LARGE", of: "total", max: MAX_MINOR },
  ],
  ["no instalment", { count: 0 }, { tag: "COUNT_OUT_OF_RANGE", count: 0, min: 1, max: 600 }],
  ["601 instalments", { count: 601 }, { tag: "COUNT_OUT_OF_RANGE", count: 601, min: 1, max: 600 }],
  ["half an instalment", { count: 1.5 }, { tag: "COUNT_OUT_OF_RANGE", count: 1.5, min: 1, max: 600 }],
  [
    "a last date beyond 9999",
    { start: date("9999-02-01") },
    { tag: "DATE_OUT_OF_RANGE", ordinal: 12, max: "9999-12-31" },
  ],
];

describe("createPlan", () => {
  const create = (terms: Partial<Terms>, rest: Partial<CreatePlan> = {}) =>
    createPlan(createCommand(terms, rest), ROLL, STAMP);

  it("makes one unlocked row for each instalment, and one anchor", () => {
    const command = createCommand({ count: 2 }, { asWritten: { start: "2025-01-31T08:00", amount: "100" } });
    const { after: plan, changed, warnings } = accepted(createPlan(command, ROLL, STAMP));
    const row = { amount: 10_000n, override: null, received: 0n, inBatch: false };
    expect(plan).toEqual({
      clientId: 2,
      businessUnitId: 3,
      currency: "AUD",
      terms: command.terms,
      method: "Cash",
      anchors: [{ ordinal: 1, date: "2025-01-31", wantedDay: 31, recurrence: "Monthly" }],
      rows: [
        { ordinal: 1, due: "2025-01-31", ...row },
        { ordinal: 2, due: "2025-02-28", ...row },
      ],
      payments: [],
      asWritten: { start: "2025-01-31T08:00", amount: "100" },
    });
    expect(changed).toBe(true);
    expect(warnings).toEqual([]);
  });

  it.each(WRONG_TERMS)("refuses %s", (_name, terms, failure) => {
    expect(refused(create(terms))).toEqual(failure);
  });

  it("reaches the limits", () => {
    expect(create({ amount: MAX_MINOR, count: 1 }).ok).toBe(true);
    expect(create({ count: 600 }).ok).toBe(true);
    expect(create({ start: date("9999-01-31") }).ok).toBe(true);
    expect(create({ start: date("9999-12-31"), count: 1, recurrence: "Weekly" }).ok).toBe(true);
    expect(create({ start: date("9999-12-24"), count: 2, recurrence: "Weekly" }).ok).toBe(true);
    expect(create({ start: date("9999-12-25"), count: 2, recurrence: "Weekly" }).ok).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d as an owner", (id) => {
    expect(refused(create({}, { clientId: id }))).toEqual({ tag: "OWNER_MISSING", member: "clientId" });
    expect(refused(create({}, { businessUnitId: id }))).toEqual({
      tag: "OWNER_MISSING",
      member: "businessUnitId",
    });
  });
});

describe("an update", () => {
  it.each(WRONG_TERMS)("refuses %s", (_name, terms, failure) => {
    const plan = newPlan();
    expect(refusal(plan, updateCommand(plan, terms))).toEqual(failure);
  });

  it("refuses another owner, and takes 0, missing and the same for the stored one", () => {
    const plan = newPlan();
    expect(refusal(plan, updateCommand(plan, {}, { clientId: 7 }))).toEqual({
      tag: "PLAN_OWNER_DIFFERS",
      member: "clientId",
      stored: 2,
      sent: 7,
    });
    expect(refusal(plan, updateCommand(plan, {}, { clientId: 2, businessUnitId: 2 }))).toEqual({
      tag: "PLAN_OWNER_DIFFERS",
      member: "businessUnitId",
      stored: 3,
      sent: 2,
    });
    for (const businessUnitId of [0, null, 3]) {
      const { after: updated } = change(plan, updateCommand(plan, { amount: 1n }, { businessUnitId }));
      expect(updated.businessUnitId).toBe(3);
    }
  });

  it("refuses in this order: fields, owner, closing, locks", () => {
    const plan = paid(3);
    const all = { amount: 0n, count: 2, state: "Inactive" };
    expect(refusal(plan, updateCommand(plan, all, { clientId: 9 })).tag).toBe("AMOUNT_NOT_POSITIVE");
    const owner = { count: 2, state: "Inactive" };
    expect(refusal(plan, updateCommand(plan, owner, { clientId: 9 })).tag).toBe("PLAN_OWNER_DIFFERS");
    expect(refusal(plan, updateCommand(plan, owner)).tag).toBe("CLOSE_AND_CHANGE");
    const locks = { count: 2, start: date("2025-01-01") };
    expect(refusal(plan, updateCommand(plan, locks)).tag).toBe("INSTALMENTS_BELOW_LOCKED");
    const later = { start: date("2025-01-01") };
    expect(refusal(plan, updateCommand(plan, later)).tag).toBe("START_NOT_AFTER_LOCKED");
  });

  it("names what was changed while closing, on a closed plan too", () => {
    const plan = newPlan();
    const terms = {
      state: "Inactive",
      start: date("2025-02-01"),
      amount: 1n,
      count: 1,
      recurrence: "Weekly",
    } as const;
    const changed = ["start", "amount", "count", "recurrence"];
    expect(refusal(plan, updateCommand(plan, terms))).toEqual({ tag: "CLOSE_AND_CHANGE", changed });
    const closed = planAfter(plan, updateCommand(plan, { state: "Inactive" }));
    const one = updateCommand(closed, { amount: 1n });
    expect(refusal(closed, one)).toEqual({ tag: "CLOSE_AND_CHANGE", changed: ["amount"] });
  });

  it("reopens with new terms, and moves from one closed state to another", () => {
    const open = newPlan();
    const closed = planAfter(open, updateCommand(open, { state: "Inactive" }));
    expect(planAfter(closed, updateCommand(closed, { state: "Deleted" })).terms.state).toBe("Deleted");
    const reopened = planAfter(closed, updateCommand(closed, { state: "Active", amount: 8000n, count: 2 }));
    expect(amountsOf(reopened)).toEqual([8000n, 8000n]);
    expect(reopened.terms.state).toBe("Active");
  });

  it("changes the payment method alone, closed or not, and moves no row", () => {
    const plan = paid(1);
    const cheque = change(plan, updateCommand(plan, {}, { method: "Cheque" }));
    expect(cheque.changed).toBe(true);
    expect(cheque.after).toEqual({ ...plan, method: "Cheque" });
    const closing = updateCommand(plan, { state: "Inactive" }, { method: "Cheque" });
    expect(planAfter(plan, closing)).toMatchObject({ method: "Cheque", terms: { state: "Inactive" } });
    const repriced = planAfter(plan, updateCommand(plan, { amount: 1n }, { method: "Cheque" }));
    expect(repriced.method).toBe("Cheque");
  });

  it("echoes the text that was sent; it is kept once anything changes", () => {
    const plan = newPlan();
    const asWritten = { start: "2025-01-31T23:30:00-05:00", amount: "100.0" };
    const same = change(plan, updateCommand(plan, {}, { asWritten }));
    expect(same.changed).toBe(false);
    expect(same.after).toEqual({ ...plan, asWritten });
    expect(planAfter(plan, updateCommand(plan, { count: 3 }, { asWritten })).asWritten).toEqual(asWritten);
    const closing = updateCommand(plan, { state: "Inactive" }, { asWritten });
    expect(planAfter(plan, closing).asWritten).toEqual(asWritten);
  });

  it("drops rows beyond the count with their overrides, which it warns of", () => {
    const plan = planAfter(
      newPlan(),
      { kind: "set-instalment", instalment: 11, override: 2500n, inBatch: false },
      { kind: "set-instalment", instalment: 5, override: 0n, inBatch: false },
    );
    const shorter = change(plan, updateCommand(plan, { count: 6 }));
    expect(shorter.warnings).toEqual([{ tag: "OVERRIDE_DROPPED", ordinal: 11, override: 2500n }]);
    expect(shorter.after.rows[4]?.override).toBe(0n);
    const longer = planAfter(shorter.after, updateCommand(shorter.after, { count: 12 }));
    expect(longer.rows[10]?.override).toBeNull();
  });
});

describe("a change of recurrence", () => {
  it("keeps the wanted day where that day, clamped, is the next promised date", () => {
    const plan = paid(1);
    const weekly = planAfter(plan, updateCommand(plan, { recurrence: "Weekly" }));
    expect(weekly.anchors[1]).toEqual({
      ordinal: 2,
      date: "2025-02-28",
      wantedDay: 31,
      recurrence: "Weekly",
    });
    const quarterly = planAfter(weekly, updateCommand(weekly, { recurrence: "Quarterly" }));
    expect(duesOf(quarterly).slice(0, 4)).toEqual(["2025-01-31", "2025-02-28", "2025-05-31", "2025-08-31"]);
    expect(quarterly.anchors).toHaveLength(2);
  });

  it("else takes the date's own day", () => {
    const plan = planAfter(newPlan({ recurrence: "Weekly" }), payment(10_000n));
    const monthly = planAfter(plan, updateCommand(plan, { recurrence: "Monthly" }));
    expect(monthly.anchors[1]).toEqual({
      ordinal: 2,
      date: "2025-02-07",
      wantedDay: 7,
      recurrence: "Monthly",
    });
    expect(duesOf(monthly).slice(1, 3)).toEqual(["2025-02-07", "2025-03-07"]);
  });

  it("counts on from a plan that is paid in full, unless the calendar ends there", () => {
    const plan = paid(12);
    const weekly = planAfter(plan, updateCommand(plan, { recurrence: "Weekly" }));
    expect(weekly.rows).toEqual(plan.rows);
    const longer = planAfter(weekly, updateCommand(weekly, { count: 14 }));
    expect(duesOf(longer).slice(11)).toEqual(["2025-12-31", "2026-01-31", "2026-02-07"]);
    const last = planAfter(newPlan({ start: date("9999-12-31"), count: 1 }), payment(10_000n));
    expect(refusal(last, updateCommand(last, { recurrence: "Weekly" }))).toEqual({
      tag: "DATE_OUT_OF_RANGE",
      ordinal: 2,
      max: "9999-12-31",
    });
  });
});

describe("arrears", () => {
  const may = { today: date("2025-04-30") };
  it("kept: rows due before today count as locked; one due today does not", () => {
    const plan = newPlan();
    const keep = { arrears: "keep", ...may } as const;
    const { after: updated } = change(plan, updateCommand(plan, { amount: 8000n }), keep);
    expect(amountsOf(updated).slice(0, 5)).toEqual([10_000n, 10_000n, 10_000n, 8000n, 8000n]);
    expect(refusal(plan, updateCommand(plan, { count: 2 }), keep)).toEqual({
      tag: "INSTALMENTS_BELOW_LOCKED",
      count: 2,
      locked: 3,
    });
    expect(refusal(plan, updateCommand(plan, { start: date("2025-03-31") }), keep).tag).toBe(
      "START_NOT_AFTER_LOCKED",
    );
    expect(change(plan, updateCommand(plan, { start: date("2025-04-01") }), keep).changed).toBe(true);
  });

  it("kept once, stay when a later call rolls but asks for the same amount", () => {
    const plan = newPlan();
    const kept = change(plan, updateCommand(plan, { amount: 8000n }), { arrears: "keep", ...may }).after;
    const rolled = change(kept, updateCommand(kept, { count: 13 }), { arrears: "roll", ...may }).after;
    expect(amountsOf(rolled).slice(2, 4)).toEqual([10_000n, 8000n]);
    const repriced = change(rolled, updateCommand(rolled, { amount: 7000n }), {
      arrears: "roll",
      ...may,
    }).after;
    expect(new Set(amountsOf(repriced))).toEqual(new Set([7000n]));
  });
});
