// The last record of a BPAY file: how many payments, corrections and reversals there are, and what they come to.
import type { Currency } from "../../domain/values/currency.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { type Control, unbalanced } from "../balance.ts";
import type { FileRefusal } from "../file-refusal.ts";
import type { ControlTotals, FileNote } from "../remittance.ts";
import { columns, type TextLine } from "../text/text-lines.ts";
import { type Overpunched, parseOverpunched } from "./overpunch.ts";

const FIELDS = {
  "payment count": [13, 21],
  "payment amount": [22, 36],
  "correction count": [37, 45],
  "correction amount": [46, 60],
  "reversal count": [61, 69],
  "reversal amount": [70, 84],
  settlement: [85, 99],
} as const;

type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as readonly Field[];

/** What may carry a minus: a day on which more was taken back than paid, and, in some banks' files, all that is taken back. */
const TAKEN_BACK: readonly Field[] = ["correction amount", "reversal amount"];

/**
 * Checks what was read against the trailer; gives what there is to say about it. Fails with FIELD_WRONG and
 * CONTROLS_UNBALANCED. Totals of what is taken back are plus, or all of them minus, and then that is noted.
 */
export function checkTrailer(
  line: TextLine,
  totals: ControlTotals,
  currency: Currency,
): Result<readonly FileNote[], FileRefusal> {
  const written = new Map<Field, Overpunched>();
  for (const name of NAMES) {
    const [from, to] = FIELDS[name];
    const number = parseOverpunched(columns(line, from, to));
    const maySign = name === "settlement" || TAKEN_BACK.includes(name);
    if (number === null || (number.isNegative && !maySign)) {
      const at = { line: line.number, column: from };
      return err({ tag: "FIELD_WRONG", at, field: name, problem: "not-a-number" });
    }
    written.set(name, number);
  }
  const { payment, correction, reversal } = totals;
  const amounts = TAKEN_BACK.flatMap((name) => written.get(name) ?? []);
  const isNegative = amounts.some((number) => number.isNegative);
  const isMixed = isNegative && amounts.some((number) => !number.isNegative && number.value !== 0n);
  const sign = isNegative && !isMixed ? -1n : 1n;
  const found: Readonly<Record<Field, bigint>> = {
    "payment count": BigInt(payment.count),
    "payment amount": payment.amount,
    "correction count": BigInt(correction.count),
    "correction amount": sign * correction.amount,
    "reversal count": BigInt(reversal.count),
    "reversal amount": sign * reversal.amount,
    settlement: payment.amount - correction.amount - reversal.amount,
  };
  const controls = NAMES.map(
    (name): Control => ({
      name,
      expected: written.get(name)?.value ?? 0n,
      found: found[name],
      ...(name.endsWith("count") ? {} : { currency }),
    }),
  );
  const refusal = unbalanced(controls);
  if (refusal !== null) return err(refusal);
  return ok(isNegative ? [{ tag: "TOTALS_NEGATIVE" }] : []);
}
