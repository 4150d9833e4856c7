// What the table of a plan's members says is so: a change of each is told by the part of the difference that it names.
import { describe, expect, it } from "vitest";
import { differenceOf } from "../../../src/domain/plans/difference/difference.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { planChange } from "../../../src/domain/plans/plan-change.ts";
import { REPLAYED_MEMBERS, type ReplayedMember, TOLD_BY } from "../../../src/domain/plans/plan-members.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import { change, date, newPlan, payment, planAfter, ROLL, updateCommand } from "./builders.ts";

const before = newPlan();
const dearer = planAfter(before, updateCommand(before, { amount: 20_000n }, { method: "Cheque" }));
const later = planAfter(before, updateCommand(before, { start: date("2025-02-28") }));
const paid = planAfter(before, payment(15_000n));

/** Of each member a plan in which it is another. */
const OTHER: { readonly [M in ReplayedMember]: PlanState } = {
  clientId: { ...before, clientId: 9 },
  businessUnitId: { ...before, businessUnitId: 9 },
  currency: { ...before, currency: "NZD" as Currency },
  terms: dearer,
  method: dearer,
  anchors: later,
  rows: dearer,
  payments: paid,
  asWritten: { ...before, asWritten: { start: "31/01/2025", amount: "100" } },
};

describe.each(REPLAYED_MEMBERS)("a change of %s", (member) => {
  const after = OTHER[member];
  const by = TOLD_BY[member];

  it("is one", () => expect(after[member]).not.toEqual(before[member]));

  it(`is told by ${by}`, () => {
    const told = differenceOf(before, after, ROLL.today);
    const none = differenceOf(before, before, ROLL.today);
    if (by === "command" || by === "nothing") expect(told).toEqual(none);
    else expect(told[by]).not.toEqual(none[by]);
  });

  it(by === "nothing" ? "is a bug" : "is let through", () => {
    const changed = () => planChange(before, after, ROLL, "update");
    if (by === "nothing") expect(changed).toThrow(`a command changed the ${member} of a plan`);
    else expect(changed).not.toThrow();
  });
});

it("a new plan has all of them", () => {
  expect(() => planChange(null, before, ROLL, "create")).not.toThrow();
  expect(change(before, payment(1n)).after).toHaveProperty("payments");
});
