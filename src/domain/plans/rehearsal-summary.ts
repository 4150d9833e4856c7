// What one change would do to many plans, added up: how many, why not, and the totals before and after by currency.
import type { Currency } from "../values/currency.ts";
import type { LocalDate } from "../values/local-date.ts";
import { nextDueOf } from "./difference.ts";
import type { Plan } from "./plan.ts";
import type { Rehearsed } from "./terms-patch.ts";
import { type Totals, totalsOf } from "./totals.ts";

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
  readonly totals: Readonly<Record<string, Effect["totals"]>>;
};

/** Sums can be beyond `MAX_MINOR`: they are of many plans. */
export type Tally = {
  readonly add: (
    outcome: Rehearsed["tag"],
    code: string | null,
    of: readonly [Currency, Effect] | null,
  ) => void;
  readonly summary: () => RehearsalSummary;
};

/** Adds up plan by plan and keeps nothing of them. A plan that is not there is refused and has no effect. */
export function rehearsalTally(): Tally {
  const counts = { changed: 0, unchanged: 0, refused: 0 };
  const refusals: Record<string, number> = {};
  const totals: Record<string, Effect["totals"]> = {};
  let moved = 0;
  return {
    add: (outcome, code, of) => {
      counts[outcome] += 1;
      if (code !== null) refusals[code] = (refusals[code] ?? 0) + 1;
      if (of === null) return;
      const [currency, { totals: own, nextDue }] = of;
      if (nextDue.before !== nextDue.after) moved += 1;
      const sum = totals[currency];
      totals[currency] =
        sum === undefined ? own : { before: plus(sum.before, own.before), after: plus(sum.after, own.after) };
    },
    summary: () => {
      const plans = counts.changed + counts.unchanged + counts.refused;
      return { plans, ...counts, moved, refusals: { ...refusals }, totals: { ...totals } };
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
