// One entry of a statement: its details as lines, which together come to the entry's amount.
import type { Currency } from "../../domain/values/currency.ts";
import type { Minor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { type Control, unbalanced } from "../balance.ts";
import type { FileRefusal } from "../file-refusal.ts";
import { type LeftOut, LINE_KINDS, type LineKind, type RemittanceLine } from "../remittance.ts";
import { detailLine, kindOf } from "./camt-detail.ts";
import { amountOf, amountsIn, countOf, dayOf, has, signOf, wrong } from "./camt-values.ts";
import { all, textAt, type XmlNode } from "./xml-tree.ts";

export type ReadEntry = {
  /** With its sign: a credit is positive. */
  readonly amount: Minor;
  readonly isBooked: boolean;
  readonly lines: readonly Omit<RemittanceLine, "no">[];
  readonly leftOut: readonly { readonly why: LeftOut; readonly amount: Minor }[];
  /** What the details come to where a fee made the entry less; null where there is none. */
  readonly gross: Minor | null;
};

export type Around = { readonly account: string; readonly currency: Currency };

const isKind = (text: LineKind | LeftOut): text is LineKind =>
  (LINE_KINDS as readonly string[]).includes(text);

/** Reads entry `number` of the file. Fails with FIELD_WRONG, SEVERAL_CURRENCIES and CONTROLS_UNBALANCED. */
export function readEntry(entry: XmlNode, number: number, around: Around): Result<ReadEntry, FileRefusal> {
  const { account, currency } = around;
  const at = { entry: number };
  const size = amountOf(all(entry, "Amt")[0] ?? "", currency, at);
  if (!size.ok) return size;
  const sign = signOf(textAt(entry, "CdtDbtInd"));
  if (sign === null) return wrong(at, "the direction (CdtDbtInd)", "unknown");
  const amount = sign * size.value;
  const status = textAt(entry, "Sts", "Cd") ?? textAt(entry, "Sts") ?? "BOOK";
  if (status !== "BOOK") {
    const leftOut = [{ why: "not-booked", amount: size.value }] as const;
    return ok({ amount, isBooked: false, lines: [], leftOut, gross: null });
  }
  const date = dayOf(entry, "ValDt") ?? dayOf(entry, "BookgDt");
  if (date === null) return wrong(at, "the date", has(entry, "ValDt") ? "not-a-date" : "missing");
  const amounts = detailAmounts(entry, number, { amount, sign, currency });
  if (!amounts.ok) return amounts;
  const lines: Omit<RemittanceLine, "no">[] = [];
  const leftOut: { why: LeftOut; amount: Minor }[] = [];
  for (const { detail, signed } of amounts.value.details) {
    const kind = kindOf(entry, detail, signed < 0n || (signed === 0n && sign < 0n) ? -1n : 1n);
    const positive = signed < 0n ? -signed : signed;
    if (isKind(kind)) lines.push(detailLine({ entry, date, account }, detail, kind, positive));
    else leftOut.push({ why: kind, amount: positive });
  }
  return ok({ amount, isBooked: true, lines, leftOut, gross: amounts.value.gross });
}

type Whole = { readonly amount: Minor; readonly sign: 1n | -1n; readonly currency: Currency };
type Signed = { readonly detail: XmlNode; readonly signed: Minor };

/** Each detail with its amount, checked against the entry and against what its batches say of themselves. */
function detailAmounts(
  entry: XmlNode,
  number: number,
  { amount, sign, currency }: Whole,
): Result<{ readonly details: readonly Signed[]; readonly gross: Minor | null }, FileRefusal> {
  const found = all(entry, "NtryDtls", "TxDtls");
  if (found.length === 0) return ok({ details: [{ detail: "", signed: amount }], gross: null });
  const details: Signed[] = [];
  for (const [index, detail] of found.entries()) {
    const at = { entry: number, detail: index + 1 };
    const said = textAt(detail, "CdtDbtInd");
    const own = said === undefined ? sign : signOf(said);
    if (own === null) return wrong(at, "the direction (CdtDbtInd)", "unknown");
    const [written] = amountsIn([...all(detail, "Amt"), ...all(detail, "AmtDtls", "TxAmt", "Amt")], currency);
    if (written === undefined && found.length > 1) return wrong(at, "the amount", "missing");
    const size = written === undefined ? ok(amount * sign) : amountOf(written, currency, at);
    if (!size.ok) return size;
    details.push({ detail, signed: own * size.value });
  }
  const sum = details.reduce((total, { signed }) => total + signed, 0n);
  const batches = batchControls(entry, number, currency, amount * sign);
  if (!batches.ok) return batches;
  const fees = sum === amount ? 0n : feesOf([entry, ...found], currency);
  const refusal = unbalanced([
    { name: `details of entry ${number}`, expected: amount, found: sum - fees, currency },
    ...batches.value,
  ]);
  return refusal === null ? ok({ details, gross: fees === 0n ? null : sum }) : err(refusal);
}

/** How many details each batch should have, and what all should come to. */
function batchControls(
  entry: XmlNode,
  number: number,
  currency: Currency,
  size: Minor,
): Result<readonly Control[], FileRefusal> {
  const controls: Control[] = [];
  for (const group of all(entry, "NtryDtls")) {
    const count = countOf(textAt(group, "Btch", "NbOfTxs") ?? "");
    const found = all(group, "TxDtls").length;
    if (count !== null && found > 0) {
      controls.push({ name: `count of entry ${number}`, expected: count, found: BigInt(found) });
    }
  }
  const totals = all(entry, "NtryDtls", "Btch", "TtlAmt");
  const [total] = totals;
  if (total !== undefined && totals.length === 1 && all(entry, "NtryDtls").length === 1) {
    const expected = amountOf(total, currency, { entry: number });
    if (!expected.ok) return expected;
    controls.push({ name: `batch of entry ${number}`, expected: expected.value, found: size, currency });
  }
  return ok(controls);
}

/** Charges that are told with an entry and its details, in its currency. */
function feesOf(nodes: readonly XmlNode[], currency: Currency): Minor {
  const amounts = nodes.flatMap((node) =>
    amountsIn([...all(node, "Chrgs", "Rcrd", "Amt"), ...all(node, "Chrgs", "Amt")], currency),
  );
  return amounts.reduce((total, one) => {
    const fee = amountOf(one, currency, { entry: 0 });
    return fee.ok ? total + fee.value : total;
  }, 0n);
}
