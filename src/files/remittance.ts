// Money that arrived, in the one form that every reader of files makes and that the service takes: a header and lines.
import type { Currency } from "../domain/values/currency.ts";
import type { LocalDate } from "../domain/values/local-date.ts";
import type { Minor } from "../domain/values/money.ts";

/** A payment, or what takes one back: the scheme corrects it, the payer's bank reverses it, or it is returned unpaid. */
export type LineKind = "payment" | "correction" | "reversal" | "return";

export const LINE_KINDS: readonly LineKind[] = ["payment", "correction", "reversal", "return"];

export type RemittanceLine = {
  /** From 1, without a gap. */
  readonly no: number;
  readonly kind: LineKind;
  /** Minor units of the header's currency, never negative: the kind says which way it goes. */
  readonly amount: Minor;
  /** The value date; where a file has none, the day of booking or of payment. */
  readonly date: LocalDate;
  /** What the payer wrote to say what is paid, as it stands in the file; "" where there is nothing. */
  readonly reference: string;
  /** The payer's account, or the name where the file has no account. */
  readonly payer?: string;
  /** The bank's own reference, which need not be unique. */
  readonly bankId?: string;
  readonly narrative?: string;
  /** Of what takes a payment back: the bank's reference of that payment. */
  readonly originalId?: string;
  /** Of what takes a payment back: the day on which that payment was processed. */
  readonly originalDate?: LocalDate;
  /** Of what takes a payment back: why, in the words or by the code of the file. */
  readonly reason?: string;
};

export type Total = { readonly count: number; readonly amount: Minor };

/** What the lines of each kind come to. */
export type ControlTotals = Readonly<Record<LineKind, Total>>;

export type RemittanceHeader = {
  /** Which kind of file it was: "bpay-brf", "camt.053", "camt.054", "direct-entry", "dishonours", or a mapping's own. */
  readonly source: string;
  /** Our account there: a biller code, an IBAN or number, a Direct Entry user. */
  readonly account: string;
  readonly currency: Currency;
  readonly controls: ControlTotals;
  /** SHA-256 of the file, in hexadecimal: the same file has the same one. */
  readonly sha256: string;
};

export type Remittance = { readonly header: RemittanceHeader; readonly lines: readonly RemittanceLine[] };

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Why an entry of a file is no line: it is not about what a customer pays. */
export type LeftOut = "outgoing" | "outgoing-came-back" | "not-booked" | "not-a-dishonour";

/** What a reader took for granted or left aside, to be shown to whoever sends the file on. */
export type FileNote =
  | { readonly tag: "ENCODING_ASSUMED"; readonly encoding: Encoding }
  /** There is nothing in the file to check it by: that lines are missing could not be told. */
  | { readonly tag: "NO_CONTROLS" }
  /** Totals of corrections or reversals are written as negative. */
  | { readonly tag: "TOTALS_NEGATIVE" }
  | {
      readonly tag: "LEFT_OUT";
      readonly why: LeftOut;
      readonly count: number;
      readonly amount: Minor;
      readonly currency: Currency;
    }
  /** A fee was kept: the lines are gross, what reached the account is net. */
  | {
      readonly tag: "NET_DIFFERS";
      readonly gross: Minor;
      readonly net: Minor;
      readonly difference: Minor;
      readonly currency: Currency;
    };

export type ReadFile = Remittance & { readonly notes: readonly FileNote[] };

/** The totals of the lines, kind by kind; every kind is there. */
export function controlsOf(lines: readonly Pick<RemittanceLine, "kind" | "amount">[]): ControlTotals {
  const totals: Record<LineKind, { count: number; amount: Minor }> = {
    payment: { count: 0, amount: 0n },
    correction: { count: 0, amount: 0n },
    reversal: { count: 0, amount: 0n },
    return: { count: 0, amount: 0n },
  };
  for (const { kind, amount } of lines) {
    totals[kind].count += 1;
    totals[kind].amount += amount;
  }
  return totals;
}
