// Shorthand for tests that make and change plans through a store.
import type { PlanWork } from "../../src/domain/plans/commands/change-plan.ts";
import type { CreatePlan, UpdatePlan } from "../../src/domain/plans/commands/plan-command.ts";
import type { Plan, Terms } from "../../src/domain/plans/plan.ts";
import type { PaymentPlans } from "../../src/domain/plans/plans-port.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { formatMinor } from "../../src/domain/values/money.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";

export const STAMP = { at: "2026-01-02T03:04:05.678Z", by: "tester" };
export const TODAY = "2025-01-01" as LocalDate;
export const AUD = "AUD" as Currency;

export const workOn = (plans: PaymentPlans, stamp = STAMP): PlanWork => ({
  plans,
  digest: sha256,
  newSalt: () => crypto.randomUUID(),
  policy: { arrears: "roll", today: TODAY },
  stamp,
});

export const TERMS: Terms = {
  start: "2025-01-31" as LocalDate,
  amount: 10_000n,
  count: 12,
  recurrence: "Monthly",
  state: "Active",
};

const written = (terms: Terms) => ({
  start: `${terms.start}T00:00:00`,
  amount: formatMinor(terms.amount, AUD),
});

export const createCommand = (terms: Partial<Terms> = {}): CreatePlan => {
  const all = { ...TERMS, ...terms };
  return {
    kind: "create",
    clientId: 2,
    businessUnitId: 3,
    currency: AUD,
    terms: all,
    asWritten: written(all),
    method: "Cash",
  };
};

export const updateCommand = (plan: Pick<Plan, "terms" | "method">, terms: Partial<Terms>): UpdatePlan => {
  const all = { ...plan.terms, ...terms };
  return {
    kind: "update",
    clientId: null,
    businessUnitId: null,
    terms: all,
    asWritten: written(all),
    method: plan.method,
  };
};
