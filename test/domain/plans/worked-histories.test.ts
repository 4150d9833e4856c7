// The worked histories: commands one after the other, and the whole plan after each.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type { Arrears, ChangePlan, Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import type { PlanState, Terms } from "../../../src/domain/plans/plan.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import { accepted, createCommand, date, payment, STAMP, updateCommand } from "./builders.ts";
import { recurrenceNamed } from "./cases.ts";

type TermsCase = { start?: string; amount?: number; count?: number; rec?: string; active?: boolean };
type StepCase = {
  readonly op: "create" | "update" | "pay" | "reverse" | "batch";
  readonly arrears: Arrears;
  readonly today: string;
  readonly result: string;
  readonly terms?: TermsCase;
  readonly change?: TermsCase;
  readonly amount?: number;
  readonly named?: number;
  readonly n?: number;
  readonly in?: boolean;
  readonly anchors: readonly object[];
  readonly rows: readonly object[];
  readonly totals: object;
};
type HistoryCase = { readonly id: string; readonly note: string; readonly steps: readonly StepCase[] };

const HISTORIES = JSON.parse(
  readFileSync(new URL("../../cases/histories.json", import.meta.url), "utf8"),
) as readonly HistoryCase[];

const termsOf = ({ start, amount, count, rec, active }: TermsCase): Partial<Terms> => ({
  ...(start === undefined ? {} : { start: date(start) }),
  ...(amount === undefined ? {} : { amount: BigInt(amount) }),
  ...(count === undefined ? {} : { count }),
  ...(rec === undefined ? {} : { recurrence: recurrenceNamed(rec) }),
  ...(active === undefined ? {} : { state: active ? "Active" : "Inactive" }),
});

function commandOf(
  plan: PlanState,
  { op, change = {}, amount = 0, named, n = 0, today, ...step }: StepCase,
): ChangePlan {
  switch (op) {
    case "update":
      return updateCommand(plan, termsOf(change));
    case "pay":
      return payment(BigInt(amount), { instalment: named ?? null, receivedOn: date(today) });
    case "reverse":
      return { kind: "reverse-payment", payment: n };
    case "batch": {
      const override = plan.rows[n - 1]?.override ?? null;
      return { kind: "set-instalment", instalment: n, override, inBatch: step.in ?? false };
    }
    case "create":
      throw new Error("a plan is made once");
  }
}

/** The plan in the words of the cases. */
function caseOf(plan: PlanState, { today }: Policy): Pick<StepCase, "anchors" | "rows" | "totals"> {
  const text = (minor: bigint | null): string | null => minor?.toString() ?? null;
  return {
    anchors: plan.anchors.map(({ cause: _, recurrence, ...anchor }) => ({ ...anchor, recurrence })),
    rows: plan.rows.map(({ due, amount, override, received, inBatch }) => {
      return { due, amount: text(amount), override: text(override), received: text(received), inBatch };
    }),
    totals: Object.fromEntries(Object.entries(totalsOf(plan, today)).map(([name, sum]) => [name, text(sum)])),
  };
}

describe("the worked histories", () => {
  it("are ten", () => expect(HISTORIES).toHaveLength(10));

  it.each(HISTORIES)("$id $note", ({ steps }) => {
    let plan: PlanState | null = null;
    for (const step of steps) {
      const policy: Policy = { arrears: step.arrears, today: date(step.today) };
      if (plan === null) {
        plan = accepted(createPlan(createCommand(termsOf(step.terms ?? {})), policy, STAMP)).after;
      } else {
        const applied = applyCommand(plan, commandOf(plan, step), policy, STAMP);
        expect(applied.ok ? "ok" : applied.error.tag).toBe(step.result);
        if (applied.ok) plan = applied.value.after;
      }
      const { anchors, rows, totals } = step;
      const named = anchors.map((anchor) => ({
        ...anchor,
        recurrence: recurrenceNamed((anchor as { recurrence: string }).recurrence),
      }));
      expect(caseOf(plan, policy)).toEqual({ anchors: named, rows, totals });
    }
  });
});
