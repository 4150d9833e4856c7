// A plan and what changed of it as /v1 JSON.
import { UNSAVED_ID } from "../../../domain/plans/commands/preview.ts";
import {
  type CollectionConvention,
  collectionDate,
} from "../../../domain/plans/due-dates/collection-date.ts";
import {
  ACTIVE,
  effectiveAmount,
  type Instalment,
  type InstalmentFacts,
  isLocked,
  type Payment,
  type Plan,
  type Terms,
} from "../../../domain/plans/plan.ts";
import { statusOf, type Totals, totalsOf } from "../../../domain/plans/totals.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import { formatMinor, type Minor } from "../../../domain/values/money.ts";

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

export const instalmentJson = (row: InstalmentFacts, currency: Currency) => ({
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
  amountSince: row.amountSince,
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
