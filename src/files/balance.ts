// Whether a file's own controls hold: what it says it has against what was read of it.
import type { Currency } from "../domain/values/currency.ts";
import { formatMinor, type Minor } from "../domain/values/money.ts";
import type { Difference, FileRefusal } from "./file-refusal.ts";
import { type ControlTotals, LINE_KINDS } from "./remittance.ts";

/** One control: an amount where there is a currency, a number where there is none. */
export type Control = {
  readonly name: string;
  readonly expected: Minor;
  readonly found: Minor;
  readonly currency?: Currency;
};

const differenceOf = ({ name, expected, found, currency }: Control): Difference => {
  const text = (value: Minor): string =>
    currency === undefined ? String(value) : formatMinor(value, currency);
  return { control: name, expected: text(expected), found: text(found), difference: text(found - expected) };
};

/** Null when all controls hold; else the refusal that tells each one that does not. */
export function unbalanced(controls: readonly Control[]): FileRefusal | null {
  const differences = controls.filter(({ expected, found }) => expected !== found).map(differenceOf);
  return differences.length === 0 ? null : { tag: "CONTROLS_UNBALANCED", differences };
}

/** Totals kind by kind as controls. */
export const totalControls = (
  expected: ControlTotals,
  found: ControlTotals,
  currency: Currency,
): readonly Control[] =>
  LINE_KINDS.flatMap((kind) => [
    { name: `${kind} count`, expected: BigInt(expected[kind].count), found: BigInt(found[kind].count) },
    { name: `${kind} amount`, expected: expected[kind].amount, found: found[kind].amount, currency },
  ]);
