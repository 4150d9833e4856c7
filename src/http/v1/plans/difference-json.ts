// What changed of a plan as /v1 JSON: rows before and after, totals, and what is said about it.
import type { ChangedPlan } from "../../../domain/plans/commands/change-plan.ts";
import {
  READINGS,
  type Reading,
  type RowChange,
  reading,
} from "../../../domain/plans/difference/changed-rows.ts";
import type { Claim, ToldMember } from "../../../domain/plans/difference/claims.ts";
import { claimsOf } from "../../../domain/plans/difference/claims-of.ts";
import type { Difference } from "../../../domain/plans/difference/difference.ts";
import { NOTHING_CHANGES, sentenceOf } from "../../../domain/plans/difference/sentences.ts";
import { type PlanWarning, warningSentence } from "../../../domain/plans/difference/warnings.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { instalmentJson, money, planJson, type Shown, termsJson, totalsJson } from "./plan-json.ts";

const rowChangeJson = (change: RowChange, currency: Currency) => ({
  ordinal: change.ordinal,
  before: change.before === null ? null : instalmentJson(change.before, currency),
  after: change.after === null ? null : instalmentJson(change.after, currency),
  pastDue: change.pastDue,
});

type WithMoney<T> = {
  readonly [K in keyof T]: bigint extends T[K] ? Exclude<T[K], bigint> | ReturnType<typeof money> : T[K];
};

/** Every minor unit among the members as money. */
const withMoney = <T extends object>(members: T, currency: Currency) =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === "bigint" ? money(value, currency) : value,
    ]),
  ) as WithMoney<T>;

const MEMBER_NAMES: Readonly<Record<ToldMember, string>> = {
  start: "start",
  amount: "amount",
  count: "count",
  recurrence: "recurrence",
  state: "recordState",
  method: "paymentMethod",
};

function claimJson(claim: Claim, currency: Currency) {
  const { kind, rows, terms, ...facts } = claim;
  const told = { kind, rows, terms: terms.map((member) => MEMBER_NAMES[member]) };
  return { ...told, ...withMoney(facts, currency), text: sentenceOf(claim, currency) };
}

export const warningJson = ({ tag: code, ...facts }: PlanWarning, currency: Currency) => ({
  code,
  ...withMoney(facts, currency),
  text: warningSentence({ tag: code, ...facts } as PlanWarning, currency),
});

/** The readings of the one list of changed rows, and the claims that each sentence of `text` tells, or `otherwise`. */
export function differenceJson(difference: Difference, currency: Currency, otherwise = NOTHING_CHANGES) {
  const readings = READINGS.map((name) => {
    const rows = reading(difference.rows, name);
    return [name, rows.map((change) => rowChangeJson(change, currency))];
  });
  const { terms, method, totals, nextDue } = difference;
  const claims = claimsOf(difference).map((claim) => claimJson(claim, currency));
  return {
    ...(Object.fromEntries(readings) as Record<Reading, ReturnType<typeof rowChangeJson>[]>),
    terms: {
      before: terms.before === null ? null : termsJson(terms.before, currency),
      after: termsJson(terms.after, currency),
    },
    paymentMethod: method,
    totals: {
      before: totals.before === null ? null : totalsJson(totals.before, currency),
      after: totalsJson(totals.after, currency),
    },
    nextDue,
    claims,
    text: claims.length === 0 ? [otherwise] : claims.map(({ text }) => text),
  };
}

/** A plan after a command, with what the command changed; `validateOnly` where nothing was written. */
export function changedPlanJson({ plan, change }: ChangedPlan, shown: Shown, validateOnly: boolean) {
  return {
    ...planJson(plan, shown),
    changed: change.changed,
    difference: differenceJson(change.difference, plan.currency),
    warnings: change.warnings.map((warning) => warningJson(warning, plan.currency)),
    validateOnly,
  };
}
