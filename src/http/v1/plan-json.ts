// A plan and what changed of it as /v1 JSON.
import { UNSAVED_ID } from "../../domain/plans/change-plan.ts";
import { type CollectionConvention, collectionDate } from "../../domain/plans/collection-date.ts";
import type { Difference, PlanWarning, RowChange } from "../../domain/plans/difference.ts";
import {
  ACTIVE,
  effectiveAmount,
  type Instalment,
  isLocked,
  type Payment,
  type Plan,
  type Terms,
} from "../../domain/plans/plan.ts";
import type { PlanChange } from "../../domain/plans/plan-change.ts";
import { sentencesOf, warningSentence } from "../../domain/plans/sentences.ts";
import { statusOf, type Totals, totalsOf } from "../../domain/plans/totals.ts";
import type { Currency } from "../../domain/values/currency.ts";
import type { LocalDate } from "../../domain/values/local-date.ts";
import { formatMinor, type Minor } from "../../domain/values/money.ts";

export type MoneyJson = { readonly amount: string; readonly currency: Currency };

/** How a plan is shown: totals as of a day; with the days of collection where a convention is given. */
export type Shown = {
  readonly asOf: LocalDate;
  readonly collection: {
    readonly convention: CollectionConvention;
    readonly holidays: ReadonlySet<LocalDate>;
  } | null;
};

export const money = (minor: Minor, currency: Currency): MoneyJson => ({
  amount: formatMinor(minor, currency),
  currency,
});

export const termsJson = (terms: Terms, currency: Currency) => ({
  start: terms.start,
  amount: money(terms.amount, currency),
  count: terms.count,
  recurrence: terms.recurrence,
  active: terms.state === ACTIVE,
  recordState: terms.state,
});

export const totalsJson = (totals: Totals, currency: Currency) => ({
  total: money(totals.total, currency),
  received: money(totals.received, currency),
  outstanding: money(totals.outstanding, currency),
  credit: money(totals.credit, currency),
  overdue: money(totals.overdue, currency),
  dueNow: money(totals.dueNow, currency),
});

const instalmentJson = (row: Instalment, currency: Currency) => ({
  ordinal: row.ordinal,
  due: row.due,
  amount: money(row.amount, currency),
  override: row.override === null ? null : money(row.override, currency),
  received: money(row.received, currency),
  inBatch: row.inBatch,
  locked: isLocked(row),
});

const paymentJson = (payment: Payment, currency: Currency) => ({
  number: payment.number,
  amount: money(payment.amount, currency),
  receivedOn: payment.receivedOn,
  note: payment.note,
  instalment: payment.instalment,
  recorded: payment.recorded,
  reversed: payment.reversed,
});

/** A row as it stands in its plan: with what is due when, and how it is collected. */
const rowJson = (row: Instalment, currency: Currency, { asOf, collection }: Shown) => ({
  ...instalmentJson(row, currency),
  pastDue: row.due < asOf && row.received < effectiveAmount(row),
  ...(collection === null
    ? {}
    : { collected: collectionDate(row.due, collection.convention, collection.holidays) }),
});

/** The plan with its rows and ledger. A plan that was only previewed has no id. */
export function planJson(plan: Plan, shown: Shown) {
  const { currency } = plan;
  return {
    id: plan.id === UNSAVED_ID ? null : plan.id,
    version: plan.version,
    clientId: plan.clientId,
    businessUnitId: plan.businessUnitId,
    status: statusOf(plan),
    terms: termsJson(plan.terms, currency),
    paymentMethod: plan.method,
    totals: { asOf: shown.asOf, ...totalsJson(totalsOf(plan, shown.asOf), currency) },
    instalments: plan.rows.map((row) => rowJson(row, currency, shown)),
    payments: plan.payments.map((payment) => paymentJson(payment, currency)),
    created: plan.created,
    lastUpdated: plan.lastUpdated,
  };
}

const rowChangeJson = (change: RowChange, currency: Currency) => ({
  ordinal: change.ordinal,
  before: change.before === null ? null : instalmentJson(change.before, currency),
  after: change.after === null ? null : instalmentJson(change.after, currency),
  pastDue: change.pastDue,
});

export const warningJson = (warning: PlanWarning, currency: Currency) => ({
  code: warning.tag,
  ordinal: warning.ordinal,
  override: money(warning.override, currency),
  text: warningSentence(warning, currency),
});

const ROW_LISTS = ["added", "removed", "moved", "repriced", "refilled", "rebatched"] as const;

export function differenceJson(difference: Difference, currency: Currency) {
  const rows = ROW_LISTS.map((list) => [list, difference[list].map((row) => rowChangeJson(row, currency))]);
  const { terms, totals, nextDue } = difference;
  return {
    ...(Object.fromEntries(rows) as Record<(typeof ROW_LISTS)[number], ReturnType<typeof rowChangeJson>[]>),
    terms: {
      before: terms.before === null ? null : termsJson(terms.before, currency),
      after: termsJson(terms.after, currency),
    },
    totals: {
      before: totals.before === null ? null : totalsJson(totals.before, currency),
      after: totalsJson(totals.after, currency),
    },
    nextDue,
    text: sentencesOf(difference, currency),
  };
}

/** A plan after a command, with what the command changed. */
export function changedPlanJson(plan: Plan, change: PlanChange, shown: Shown) {
  return {
    ...planJson(plan, shown),
    changed: change.changed,
    difference: differenceJson(change.difference, plan.currency),
    warnings: change.warnings.map((warning) => warningJson(warning, plan.currency)),
  };
}
