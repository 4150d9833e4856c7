// The schedule that a recalculation makes, with the libraries that most would take: rrule and dinero.js.
import { add, dinero, toDecimal } from "dinero.js";
import { AUD } from "dinero.js/currencies";
import rrule from "rrule";

/** `rows` of a plan of `count` weekly instalments under a new start and amount; the first `paid` stay as they are. */
export function reschedule(rows, paid, count, start, amountMinor) {
  const amount = dinero({ amount: amountMinor, currency: AUD });
  const [year, month, day] = start.split("-").map(Number);
  const rule = new rrule.RRule({
    freq: rrule.RRule.WEEKLY,
    dtstart: new Date(Date.UTC(year, month - 1, day)),
    count: count - paid,
  });
  const kept = rows.slice(0, paid);
  const fresh = rule.all().map((date, index) => ({
    ordinal: paid + index + 1,
    due: date.toISOString().slice(0, 10),
    amount: add(amount, dinero({ amount: 0, currency: AUD })),
    override: null,
    received: dinero({ amount: 0, currency: AUD }),
    inBatch: false,
  }));
  return [...kept, ...fresh];
}

/** For a check that it does the same. */
export const plainRows = (rows) => rows.map((row) => [row.ordinal, row.due, toDecimal(row.amount)]);
