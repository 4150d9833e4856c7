// A contact's statement as of a day: what became due and what was paid, line by line, in each currency.
import { ACTIVE, effectiveAmount, type Plan } from "../plans/plan.ts";
import { totalsOf } from "../plans/totals.ts";
import type { Currency } from "../values/currency.ts";
import { type LocalDate, monthOf, yearOf } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import type { Instant } from "../values/stamp.ts";

/** `number` is the instalment's or the payment's. Of `charge` and `payment`, in minor units, one is 0. */
export type StatementLine = {
  readonly date: LocalDate;
  readonly kind: "instalment" | "payment" | "reversal";
  readonly planId: number;
  readonly number: number;
  readonly charge: Minor;
  readonly payment: Minor;
  readonly details: string;
};

/** Minor units: what became due in a month, and what came in, less what was taken back. */
export type MonthSums = { readonly month: string; readonly due: Minor; readonly received: Minor };

/** `balance` after each line; below zero is in credit. */
export type StatementSection = {
  readonly currency: Currency;
  readonly opening: Minor;
  readonly lines: readonly (StatementLine & { readonly balance: Minor })[];
  readonly balance: Minor;
  readonly overdue: Minor;
  readonly dueNow: Minor;
  readonly outstanding: Minor;
  readonly months: readonly MonthSums[];
};

/** An instalment after the day that is not paid in full. */
export type ToCome = {
  readonly due: LocalDate;
  readonly planId: number;
  readonly ordinal: number;
  readonly unpaid: Minor;
  readonly currency: Currency;
};

export type Statement = {
  readonly sections: readonly StatementSection[];
  readonly toCome: readonly ToCome[];
};

/** Months of a section: as many as end with that of the day. */
const MONTHS = 12;

/** Of these, on one day, the first comes first. */
const KINDS: readonly StatementLine["kind"][] = ["instalment", "payment", "reversal"];

/**
 * The statement of some plans. Lines are those from `from` (null: from the first) to `asOf`, those before are the opening
 * balance. An instalment is a charge on its due date, by what it asks for; one of a closed plan by what it holds, since
 * that asks for nothing more. A reversal falls on the day that was said, or on that of its record by `dayOf`.
 */
export function statementOf(
  plans: readonly Plan[],
  asOf: LocalDate,
  from: LocalDate | null,
  dayOf: (instant: Instant) => LocalDate,
): Statement {
  const byCurrency = Map.groupBy(plans, ({ currency }) => currency);
  const sections = [...byCurrency].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    sections: sections.map(([currency, own]) => sectionOf(own, currency, { asOf, from, dayOf })),
    toCome: plans
      .flatMap((plan) => toComeOf(plan, asOf))
      .sort((one, other) =>
        compare([one.due, one.planId, one.ordinal], [other.due, other.planId, other.ordinal]),
      ),
  };
}

type Asked = {
  readonly asOf: LocalDate;
  readonly from: LocalDate | null;
  readonly dayOf: (instant: Instant) => LocalDate;
};

function sectionOf(
  plans: readonly Plan[],
  currency: Currency,
  { asOf, from, dayOf }: Asked,
): StatementSection {
  const all = plans
    .flatMap((plan) => linesOf(plan, dayOf))
    .filter(({ date }) => date <= asOf)
    .sort((one, other) => compare(placeOf(one), placeOf(other)));
  let balance = 0n;
  let opening = 0n;
  const lines: (StatementLine & { balance: Minor })[] = [];
  for (const line of all) {
    balance += line.charge - line.payment;
    if (from !== null && line.date < from) opening = balance;
    else lines.push({ ...line, balance });
  }
  const totals = plans.map((plan) => totalsOf(plan, asOf));
  const sum = (of: (one: (typeof totals)[number]) => Minor) =>
    totals.reduce((total, one) => total + of(one), 0n);
  return {
    ...{ currency, opening, lines, balance, months: monthsOf(all, asOf) },
    overdue: sum(({ overdue }) => overdue),
    dueNow: sum(({ dueNow }) => dueNow),
    outstanding: sum(({ outstanding }) => outstanding),
  };
}

const placeOf = ({ date, kind, planId, number }: StatementLine) =>
  [date, KINDS.indexOf(kind), planId, number] as const;

function compare(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at < 0) return 0;
  return (one[at] ?? "") < (other[at] ?? "") ? -1 : 1;
}

function linesOf(
  { id: planId, terms, rows, payments }: Plan,
  dayOf: Asked["dayOf"],
): readonly StatementLine[] {
  const isOpen = terms.state === ACTIVE;
  const charges = rows.flatMap((row): StatementLine[] => {
    const charge = isOpen ? effectiveAmount(row) : row.received;
    if (charge === 0n) return [];
    return [
      { date: row.due, kind: "instalment", planId, number: row.ordinal, charge, payment: 0n, details: "" },
    ];
  });
  const money = payments.flatMap((one): StatementLine[] => {
    const { number, amount, receivedOn: date, note, reversed } = one;
    const line: StatementLine = {
      date,
      kind: "payment",
      planId,
      number,
      charge: 0n,
      payment: amount,
      details: note,
    };
    if (reversed === null) return [line];
    const day = reversed.on ?? dayOf(reversed.at);
    const back = {
      date: [date, day].toSorted()[1] ?? day,
      kind: "reversal",
      charge: amount,
      payment: 0n,
    } as const;
    return [line, { ...line, ...back, details: reversed.reason ?? "" }];
  });
  return [...charges, ...money];
}

function monthsOf(lines: readonly StatementLine[], asOf: LocalDate): readonly MonthSums[] {
  const last = yearOf(asOf) * 12 + monthOf(asOf) - 1;
  const first = Math.max(12, last - MONTHS + 1);
  const sums = new Map<string, { due: Minor; received: Minor }>();
  for (let at = first; at <= last; at += 1) {
    const year = String(Math.floor(at / 12)).padStart(4, "0");
    sums.set(`${year}-${String((at % 12) + 1).padStart(2, "0")}`, { due: 0n, received: 0n });
  }
  for (const { date, kind, charge, payment } of lines) {
    const month = sums.get(date.slice(0, 7));
    if (month === undefined) continue;
    if (kind === "instalment") month.due += charge;
    else month.received += payment - charge;
  }
  return [...sums].map(([month, both]) => ({ month, ...both }));
}

function toComeOf({ id: planId, terms, rows, currency }: Plan, asOf: LocalDate): readonly ToCome[] {
  if (terms.state !== ACTIVE) return [];
  return rows.flatMap((row): ToCome[] => {
    const unpaid = effectiveAmount(row) - row.received;
    return row.due > asOf && unpaid > 0n
      ? [{ due: row.due, planId, ordinal: row.ordinal, unpaid, currency }]
      : [];
  });
}
