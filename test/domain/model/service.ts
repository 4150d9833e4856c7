// The code that is judged, called with the model's words, and told apart from the model member by member.
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type { ChangePlan, CreatePlan, Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import type { AnchorCause, PlanState, Terms } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import type { PlanFailure } from "../../../src/domain/plans/plan-failure.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";
import type { Result } from "../../../src/domain/values/result.ts";
import type { ModelChange, ModelCreate } from "./model-commands.ts";
import {
  type ModelCause,
  type ModelPlan,
  type ModelPolicy,
  type ModelTerms,
  totalsOn,
} from "./model-plan.ts";
import { OWNER } from "./model-update.ts";
import type { Step } from "./random-history.ts";

const OWN = { clientId: OWNER, businessUnitId: 3, currency: "AUD" as Currency };

const asTerms = (terms: ModelTerms): Terms => terms as Terms;
const written = ({ start, amount }: ModelTerms) => ({ start, amount: String(amount) });
export const asPolicy = (policy: ModelPolicy): Policy => policy as Policy;

export function asCreate({ terms }: ModelCreate): CreatePlan {
  return { kind: "create", ...OWN, terms: asTerms(terms), asWritten: written(terms), method: "Cash" };
}

export function asChange(command: ModelChange): ChangePlan {
  switch (command.kind) {
    case "update": {
      const { terms, method, clientId } = command;
      const owner = { clientId, businessUnitId: null };
      return { kind: "update", ...owner, terms: asTerms(terms), asWritten: written(terms), method };
    }
    case "pay": {
      const { amount, named, receivedOn } = command;
      const day = receivedOn as LocalDate;
      return { kind: "record-payment", amount, receivedOn: day, note: "", instalment: named };
    }
    case "reverse":
      return { kind: "reverse-payment", payment: command.payment, on: command.on as LocalDate };
    case "set":
      return {
        kind: "set-instalment",
        instalment: command.row,
        override: command.override,
        inBatch: command.inBatch,
      };
  }
}

/** What the code makes of a step; `index` tells its steps apart in the stamps. */
export function perform(
  plan: PlanState | null,
  { command, policy }: Step,
  index: number,
): Result<PlanChange, PlanFailure> {
  const stamp = { at: `2026-01-15T08:38:${String(index).padStart(2, "0")}.000Z`, by: "tester" };
  if (command.kind === "create") return createPlan(asCreate(command), asPolicy(policy), stamp);
  if (plan === null) throw new Error("a history begins with its plan");
  return applyCommand(plan, asChange(command), asPolicy(policy), stamp);
}

const CAUSES: Readonly<Record<AnchorCause["kind"], ModelCause["by"]>> = {
  creation: "creation",
  "moved-start": "start",
  "changed-recurrence": "recurrence",
};

/** Everything that the rules decide of a plan, as text that can be compared and read. */
export function factsOfService(plan: PlanState, today: string): readonly string[] {
  return facts(
    plan.terms,
    plan.method,
    plan.version,
    plan.anchors.map(({ ordinal, date, wantedDay, recurrence, cause }) => [
      ordinal,
      date,
      wantedDay,
      recurrence,
      cause === null ? "unknown" : CAUSES[cause.kind],
      cause?.version,
    ]),
    plan.rows.map(({ ordinal, due, amount, override, received, inBatch }) => [
      ordinal,
      due,
      amount,
      override,
      received,
      inBatch,
    ]),
    totalsOf(plan, today as LocalDate),
  );
}

export function factsOfModel(plan: ModelPlan, today: string): readonly string[] {
  return facts(
    plan.terms,
    plan.method,
    plan.version,
    plan.anchors.map(({ ordinal, date, wanted, recurrence, cause }) => [
      ordinal,
      date,
      wanted,
      recurrence,
      cause.by,
      cause.version,
    ]),
    plan.rows.map(({ due, amount, override, received, inBatch }, index) => [
      index + 1,
      due,
      amount,
      override,
      received,
      inBatch,
    ]),
    totalsOn(plan, today),
  );
}

function facts(
  { start, amount, count, recurrence, state }: ModelTerms,
  method: string,
  version: number,
  anchors: readonly (readonly unknown[])[],
  rows: readonly (readonly unknown[])[],
  { total, received, outstanding, credit, overdue, dueNow }: ReturnType<typeof totalsOn>,
): readonly string[] {
  return [
    `version ${version}`,
    `terms ${[start, amount, count, recurrence, state, method].join(" ")}`,
    ...anchors.map((anchor) => `anchor ${anchor.join(" ")}`),
    ...rows.map((row) => `row ${row.map((each) => each ?? "-").join(" ")}`),
    `totals ${[total, received, outstanding, credit, overdue, dueNow].join(" ")}`,
  ];
}
