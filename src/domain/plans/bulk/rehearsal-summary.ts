// What one change would do to many plans, added up: how many, why not, and the totals before and after by currency.
import type { Currency } from "../../values/currency.ts";
import type { LocalDate } from "../../values/local-date.ts";
import type { Minor } from "../../values/money.ts";
import { nextDueOf } from "../difference/difference.ts";
import type { PlanWarning } from "../difference/warnings.ts";
import type { Plan } from "../plan.ts";
import { type Totals, totalsOf } from "../totals.ts";
import type { Rehearsed } from "./terms-patch.ts";

/** What matters of one plan's rehearsal: a plan that is not changed is after as it was before. */
export type Effect = {
  readonly totals: { readonly before: Totals; readonly after: Totals };
  readonly nextDue: { readonly before: LocalDate | null; readonly after: LocalDate | null };
};

/** Totals are as of `today`, as in every difference. */
export function effectOf(plan: Plan, rehearsed: Rehearsed, today: LocalDate): Effect {
  if (rehearsed.tag === "changed") {
    const { totals, nextDue } = rehearsed.change.difference;
    return { totals: { before: totals.before ?? totals.after, after: totals.after }, nextDue };
  }
  const [totals, nextDue] = [totalsOf(plan, today), nextDueOf(plan, today)];
  return { totals: { before: totals, after: totals }, nextDue: { before: nextDue, after: nextDue } };
}

export type RehearsalSummary = {
  readonly plans: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** How many of the plans get another next due date. */
  readonly moved: number;
  /** How many plans each code refuses. */
  readonly refusals: Readonly<Record<string, number>>;
  /** To how many plans each warning is given. */
  readonly warnings: Readonly<Record<string, number>>;
  /** What is overdue on the plans where ARREARS_REDUCED says so, before and after, by currency. */
  readonly arrearsReduced: Readonly<Record<string, { readonly from: Minor; readonly to: Minor }>>;
  readonly totals: Readonly<Record<string, Effect["totals"]>>;
};

/** Sums can be beyond `MAX_MINOR`: they are of many plans. */
export type Tally = {
  readonly add: (
    outcome: Rehearsed["tag"],
    code: string | null,
    of: readonly [Currency, Effect] | null,
    warnings?: readonly PlanWarning[],
  ) => void;
  readonly summary: () => RehearsalSummary;
};

/** Adds up plan by plan and keeps nothing of them. A plan that is not there is refused and has no effect. */
export function rehearsalTally(): Tally {
  const counts = { changed: 0, unchanged: 0, refused: 0 };
  const refusals: Record<string, number> = {};
  const totals: Record<string, Effect["totals"]> = {};
  const warned: Record<string, number> = {};
  const arrears: Record<string, { readonly from: Minor; readonly to: Minor }> = {};
  let moved = 0;
  return {
    add: (outcome, code, of, warnings = []) => {
      counts[outcome] += 1;
      if (code !== null) refusals[code] = (refusals[code] ?? 0) + 1;
      for (const tag of new Set(warnings.map((warning) => warning.tag))) warned[tag] = (warned[tag] ?? 0) + 1;
      if (of === null) return;
      const [currency, { totals: own, nextDue }] = of;
      for (const warning of warnings) {
        if (warning.tag !== "ARREARS_REDUCED") continue;
        const { from, to } = arrears[currency] ?? { from: 0n, to: 0n };
        arrears[currency] = { from: from + warning.from, to: to + warning.to };
      }
      if (nextDue.before !== nextDue.after) moved += 1;
      const sum = totals[currency];
      totals[currency] =
        sum === undefined ? own : { before: plus(sum.before, own.before), after: plus(sum.after, own.after) };
    },
    summary: () => {
      const plans = counts.changed + counts.unchanged + counts.refused;
      const sums = { warnings: { ...warned }, arrearsReduced: { ...arrears }, totals: { ...totals } };
      return { plans, ...counts, moved, refusals: { ...refusals }, ...sums };
    },
  };
}

const plus = (a: Totals, b: Totals): Totals => ({
  total: a.total + b.total,
  received: a.received + b.received,
  outstanding: a.outstanding + b.outstanding,
  credit: a.credit + b.credit,
  overdue: a.overdue + b.overdue,
  dueNow: a.dueNow + b.dueNow,
});
