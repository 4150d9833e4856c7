// Making a plan: its rows, its limits, and the fields refused.
import { describe, expect, it } from "vitest";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type { CreatePlan } from "../../../src/domain/plans/commands/plan-command.ts";
import type { Terms } from "../../../src/domain/plans/plan.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
import { accepted, createCommand, date, ROLL, refused, STAMP } from "./builders.ts";
import { WRONG_TERMS } from "./wrong-terms.ts";

describe("createPlan", () => {
  const create = (terms: Partial<Terms>, rest: Partial<CreatePlan> = {}) =>
    createPlan(createCommand(terms, rest), ROLL, STAMP);

  it("makes one unlocked row for each instalment, and one anchor", () => {
    const command = createCommand({ count: 2 }, { asWritten: { start: "2025-01-31T08:00", amount: "100" } });
    const { after: plan, changed, warnings } = accepted(createPlan(command, ROLL, STAMP));
    const row = {
      amount: 10_000n,
      override: null,
      received: 0n,
      inBatch: false,
      amountSince: 1,
      freedIn: null,
    };
    const cause = { kind: "creation", version: 1 };
    expect(plan).toEqual({
      version: 1,
      clientId: 2,
      businessUnitId: 3,
      currency: "AUD",
      terms: command.terms,
      method: "Cash",
      anchors: [{ ordinal: 1, date: "2025-01-31", wantedDay: 31, recurrence: "Monthly", cause }],
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
