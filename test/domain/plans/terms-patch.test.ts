// One change for many plans: what it names is set, everything else stays each plan's own.
import { describe, expect, it } from "vitest";
import { patchedUpdate, rehearse, type TermsPatch } from "../../../src/domain/plans/bulk/terms-patch.ts";
import type { Plan } from "../../../src/domain/plans/plan.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import {
  AUD,
  accepted,
  change,
  date,
  newPlan,
  payment,
  planAfter,
  ROLL,
  refused,
  STAMP,
} from "./builders.ts";

const written = { start: "2025-01-31T08:13:04+11:00", amount: "100" };
const plan: Plan = {
  ...planAfter({ ...newPlan(), asWritten: written }, payment(10_000n)),
  ...{ id: 7, version: 2, created: STAMP, lastUpdated: STAMP, eventHash: "" },
};

describe("a patch", () => {
  it("that names nothing is the plan's own terms, in the partner's own words", () => {
    expect(accepted(patchedUpdate(plan, {}))).toEqual({
      kind: "update",
      clientId: null,
      businessUnitId: null,
      terms: plan.terms,
      asWritten: written,
      method: "Cash",
    });
  });

  it.each<[keyof TermsPatch, TermsPatch, object]>([
    ["start", { start: date("2025-03-31") }, { start: "2025-03-31" }],
    ["amount", { amount: { minor: 8_000n, currency: AUD } }, { amount: 8_000n }],
    ["count", { count: 9 }, { count: 9 }],
    ["recurrence", { recurrence: "Weekly" }, { recurrence: "Weekly" }],
    ["state", { state: "Inactive" }, { state: "Inactive" }],
  ])("sets %s and nothing else", (name, patch, terms) => {
    const command = accepted(patchedUpdate(plan, patch));
    expect(command.terms).toEqual({ ...plan.terms, ...terms });
    expect(command.method).toBe("Cash");
    expect(command.asWritten).toEqual({
      ...written,
      ...(name === "start" ? { start: "2025-03-31T00:00:00" } : {}),
      ...(name === "amount" ? { amount: "80.00" } : {}),
    });
  });

  it("sets the method and nothing else", () => {
    const command = accepted(patchedUpdate(plan, { method: "Cheque" }));
    expect([command.method, command.terms]).toEqual(["Cheque", plan.terms]);
  });

  it("of another currency is refused", () => {
    const patch = { amount: { minor: 1n, currency: "JPY" as Currency } };
    const failure = { tag: "CURRENCY_DIFFERS", expected: AUD };
    expect(refused(patchedUpdate(plan, patch))).toEqual(failure);
    expect(rehearse(plan, patch, ROLL)).toEqual({ tag: "refused", failure });
  });
});

describe("a rehearsal of one plan", () => {
  it("is the update that it would be, without the write", () => {
    const rehearsed = rehearse(plan, { count: 9 }, ROLL);
    if (rehearsed.tag !== "changed") throw new Error(rehearsed.tag);
    expect(rehearsed.command).toEqual(accepted(patchedUpdate(plan, { count: 9 })));
    expect(rehearsed.change).toEqual(change(plan, rehearsed.command));
    expect(rehearsed.change.after.rows).toHaveLength(9);
  });

  it("tells what changes nothing, and warns of nothing then", () => {
    const rehearsed = rehearse(plan, { count: 12 }, ROLL);
    expect(rehearsed.tag).toBe("unchanged");
    if (rehearsed.tag === "unchanged") expect(rehearsed.change.warnings).toEqual([]);
  });

  it("is refused as the update would be", () => {
    const rehearsed = rehearse(plan, { count: 0 }, ROLL);
    expect(rehearsed).toMatchObject({ tag: "refused", failure: { tag: "COUNT_OUT_OF_RANGE", count: 0 } });
  });
});
