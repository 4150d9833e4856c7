// How the demo's plans stand, and what was done to each for it.
import type { ChangePlan } from "../src/domain/plans/commands/plan-command.ts";
import { effectiveAmount, type Plan } from "../src/domain/plans/plan.ts";
import type { Recurrence } from "../src/domain/plans/terms/recurrence.ts";
import { fromDayNumber, type LocalDate, toDayNumber } from "../src/domain/values/local-date.ts";

/** How a plan stands: `due` is the day, from today, of its fourth instalment, the first that is not paid. */
export const SITUATIONS = [
  { kind: "late", due: -15 },
  { kind: "current", due: 3 },
  { kind: "late", due: -45 },
  { kind: "part", due: -20 },
  { kind: "current", due: 0 },
  { kind: "late", due: -75 },
  { kind: "batch", due: 5 },
  { kind: "bounced", due: -10 },
  { kind: "late", due: -130 },
  { kind: "future", due: 12 },
  { kind: "completed", due: -30 },
  { kind: "closed", due: -60 },
  { kind: "waived", due: 6 },
] as const;

export type Situation = (typeof SITUATIONS)[number];

/** Days of a period, about: the plan's own dates follow from its start. */
export const DAYS: Readonly<Record<Recurrence, number>> = {
  ...{
    Weekly: 7,
    Fortnightly: 14,
    FourWeekly: 28,
    Monthly: 30.44,
    Quarterly: 91.3,
    HalfYearly: 182.6,
    Yearly: 365.25,
  },
};

/** Paid before the first that is not. */
export const PAID = 3;

export const daysFrom = (today: LocalDate, days: number): LocalDate =>
  fromDayNumber(toDayNumber(today) + Math.round(days));

/** What was done to a plan, in order, each on its day. */
export function happenedTo(
  plan: Plan,
  { kind }: Situation,
  today: LocalDate,
): readonly (readonly [LocalDate, ChangePlan])[] {
  const paidOn = (day: LocalDate, amount: bigint, note = ""): readonly [LocalDate, ChangePlan] => [
    day,
    { kind: "record-payment", amount, receivedOn: day, note, instalment: null },
  ];
  const due = plan.rows.slice(0, kind === "future" ? 0 : PAID).filter((row) => row.due <= today);
  const paid = due.map((row) => paidOn(row.due, effectiveAmount(row)));
  const next = plan.rows[PAID];
  const set = (override: bigint | null, inBatch: boolean): readonly [LocalDate, ChangePlan] => [
    today,
    { kind: "set-instalment", instalment: PAID + 1, override, inBatch },
  ];
  if (next === undefined) return paid;
  switch (kind) {
    case "part":
      return [
        ...paid,
        paidOn(daysFrom(today, -8), effectiveAmount(next) / 2n, "half of it, the rest on pay day"),
      ];
    case "batch":
      return [...paid, set(null, true)];
    case "waived":
      return [...paid, set(0n, false)];
    case "bounced":
      return [
        ...paid,
        paidOn(daysFrom(today, -9), effectiveAmount(next), "cheque 000123"),
        [
          daysFrom(today, -2),
          {
            kind: "reverse-payment",
            payment: paid.length + 1,
            reason: "insufficient funds",
            on: daysFrom(today, -3),
          },
        ],
      ];
    case "closed": {
      const { clientId, businessUnitId, method, asWritten, terms } = plan;
      const closing = { ...terms, state: "Inactive" };
      return [
        ...paid,
        [
          daysFrom(today, -20),
          { kind: "update", clientId, businessUnitId, terms: closing, asWritten, method },
        ],
      ];
    }
    default:
      return paid;
  }
}
