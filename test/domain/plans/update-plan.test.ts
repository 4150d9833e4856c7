// Updating a plan: the fields refused, the order of refusals, closing, owners, texts and dropped rows.
import { describe, expect, it } from "vitest";
import type { Terms } from "../../../src/domain/plans/plan.ts";
import { change, date, newPlan, payment, planAfter, refusal, updateCommand } from "./builders.ts";
import { amountsOf } from "./law-checks.ts";
import { WRONG_TERMS } from "./wrong-terms.ts";

const paid = (rows: number) => planAfter(newPlan(), payment(10_000n * BigInt(rows)));

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

  it("refuses a last date beyond 9999 among the wrong fields", () => {
    const plan = paid(3);
    const late = { start: date("9999-12-01"), count: 6 };
    const failure = { tag: "DATE_OUT_OF_RANGE", ordinal: 6, max: "9999-12-31" };
    expect(refusal(plan, updateCommand(plan, { ...late, state: "Inactive" }, { clientId: 9 }))).toEqual(
      failure,
    );
    const end = planAfter(newPlan({ start: date("9999-11-01"), count: 2 }), payment(20_000n));
    expect(refusal(end, updateCommand(end, { start: date("9999-12-01"), count: 4 })).tag).toBe(
      "DATE_OUT_OF_RANGE",
    );
  });

  it("warns where it lowers what is overdue, from what to what: a lower amount, a moved start, closing", () => {
    const plan = newPlan();
    const late = { arrears: "roll", today: date("2025-03-15") } as const;
    const warned = (terms: Partial<Terms>) => change(plan, updateCommand(plan, terms), late).warnings;
    expect(warned({ amount: 8000n })).toEqual([{ tag: "ARREARS_REDUCED", from: 20_000n, to: 16_000n }]);
    expect(warned({ start: date("2025-04-01") })).toEqual([
      { tag: "ARREARS_REDUCED", from: 20_000n, to: 0n },
    ]);
    expect(warned({ state: "Inactive" })).toEqual([{ tag: "ARREARS_REDUCED", from: 20_000n, to: 0n }]);
    expect(warned({ count: 1 })).toEqual([{ tag: "ARREARS_REDUCED", from: 20_000n, to: 10_000n }]);
    expect(warned({ amount: 12_000n })).toEqual([]);
    expect(warned({ count: 3 })).toEqual([]);
    expect(change(plan, payment(5n), late).warnings).toEqual([]);
    const kept = change(plan, updateCommand(plan, { amount: 8000n }), { ...late, arrears: "keep" });
    expect(kept.warnings).toEqual([]);
  });

  it("reprices no row where the amount stays, one below the frontier where it changes", () => {
    const plan = planAfter(newPlan({ count: 3 }), payment(10_000n, { instalment: 3 }));
    expect(amountsOf(planAfter(plan, updateCommand(plan, { amount: 8000n })))).toEqual([
      8000n,
      8000n,
      10_000n,
    ]);
    const keep = { arrears: "keep", today: date("2025-02-10") } as const;
    const kept = change(newPlan(), updateCommand(newPlan(), { amount: 8000n }), keep).after;
    for (const terms of [{ count: 13 }, { recurrence: "Weekly" as const }, { start: date("2025-02-11") }]) {
      const { after } = change(kept, updateCommand(kept, terms), { ...keep, arrears: "roll" });
      expect(amountsOf(after)[0]).toBe(10_000n);
    }
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
    expect(cheque.after).toEqual({ ...plan, method: "Cheque", version: plan.version + 1 });
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
