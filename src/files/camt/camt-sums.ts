// What a statement says of itself: numbers and sums of its entries, and the balances before and after them.
import type { Currency } from "../../domain/values/currency.ts";
import type { Minor } from "../../domain/values/money.ts";
import { ok, type Result } from "../../domain/values/result.ts";
import type { Control } from "../balance.ts";
import type { FileRefusal, Place } from "../file-refusal.ts";
import type { ReadEntry } from "./camt-entry.ts";
import { amountOf, countOf, isTrue, plainAmount, signOf, wrong } from "./camt-values.ts";
import { all, textAt, type XmlNode } from "./xml-tree.ts";

type Entries = readonly Pick<ReadEntry, "amount" | "isBooked">[];
type Controls = Result<readonly Control[], FileRefusal>;

const sizeOf = (amount: Minor): Minor => (amount < 0n ? -amount : amount);
const sumOf = (amounts: readonly Minor[]): Minor => amounts.reduce((total, one) => total + one, 0n);

/** The controls of a statement; none where it has none, or is a page of several and they are about all of them. */
export function statementControls(
  statement: XmlNode,
  number: number,
  entries: Entries,
  currency: Currency,
  isWhole: boolean,
): Controls {
  if (!isWhole) return ok([]);
  const at = { entry: 0 };
  const booked = entries.filter(({ isBooked }) => isBooked);
  const whole = summaryControls(statement, number, entries, currency, at);
  if (!whole.ok) return whole;
  // The standard leaves open whether what is not yet booked is counted.
  const holds = whole.value.every(({ expected, found }) => expected === found);
  const summary = holds ? whole : summaryControls(statement, number, booked, currency, at);
  const balances = balanceControls(statement, number, booked, currency, at);
  if (!summary.ok || !balances.ok) return summary.ok ? balances : summary;
  return ok([...summary.value, ...balances.value]);
}

const GROUPS = {
  TtlNtries: () => true,
  TtlCdtNtries: (amount: Minor) => amount >= 0n,
  TtlDbtNtries: (amount: Minor) => amount < 0n,
} as const;

function summaryControls(
  statement: XmlNode,
  number: number,
  entries: Entries,
  currency: Currency,
  at: Place,
): Controls {
  const controls: Control[] = [];
  for (const [group, belongs] of Object.entries(GROUPS)) {
    const [written] = all(statement, "TxsSummry", group);
    if (written === undefined) continue;
    const amounts = entries.map(({ amount }) => amount).filter(belongs);
    const name = `${group} of statement ${number}`;
    const count = textAt(written, "NbOfNtries");
    if (count !== undefined) {
      const expected = countOf(count);
      if (expected === null) return wrong(at, name, "not-a-number");
      controls.push({ name: `${name}, count`, expected, found: BigInt(amounts.length) });
    }
    const sum = textAt(written, "Sum");
    if (sum !== undefined) {
      const expected = plainAmount(sum, currency, at);
      if (!expected.ok) return expected;
      controls.push({ name, expected: expected.value, found: sumOf(amounts.map(sizeOf)), currency });
    }
    const net = textAt(written, "TtlNetNtryAmt") ?? textAt(written, "TtlNetNtry", "Amt");
    const sign = signOf(textAt(written, "CdtDbtInd") ?? textAt(written, "TtlNetNtry", "CdtDbtInd"));
    if (net !== undefined && sign !== null) {
      const expected = plainAmount(net, currency, at);
      if (!expected.ok) return expected;
      const found = sumOf(amounts);
      controls.push({ name: `${name}, net`, expected: sign * expected.value, found, currency });
    }
  }
  return ok(controls);
}

/** The opening balance and the entries come to the closing one, where the statement has one of each. */
function balanceControls(
  statement: XmlNode,
  number: number,
  booked: Entries,
  currency: Currency,
  at: Place,
): Controls {
  const typed = (...codes: readonly string[]): readonly XmlNode[] =>
    all(statement, "Bal").filter((balance) => codes.includes(textAt(balance, "Tp", "CdOrPrtry", "Cd") ?? ""));
  const openings = typed("OPBD");
  const before = openings.length === 0 ? typed("PRCD") : openings;
  const closings = typed("CLBD");
  const [opening] = before;
  const [closing] = closings;
  if (opening === undefined || closing === undefined || before.length > 1 || closings.length > 1)
    return ok([]);
  const [start, end] = [balanceOf(opening, currency, at), balanceOf(closing, currency, at)];
  if (!start.ok || !end.ok) return start.ok ? wrong(at, "a balance", "not-an-amount") : start;
  const found = start.value + sumOf(booked.map(({ amount }) => amount));
  return ok([{ name: `closing balance of statement ${number}`, expected: end.value, found, currency }]);
}

function balanceOf(balance: XmlNode, currency: Currency, at: Place): Result<Minor, FileRefusal> {
  const size = amountOf(all(balance, "Amt")[0] ?? "", currency, at);
  if (!size.ok) return size;
  const sign = signOf(textAt(balance, "CdtDbtInd"));
  return sign === null ? wrong(at, "the sign of a balance", "unknown") : ok(sign * size.value);
}

/** Whether a message or a statement is all there, and not one page of several. */
export function isWholePage(node: XmlNode, name: "MsgPgntn" | "StmtPgntn" | "NtfctnPgntn"): boolean {
  const [page] = all(node, name);
  if (page === undefined) return true;
  return (
    (textAt(page, "PgNb") ?? "1").replace(/^0+/, "") === "1" && isTrue(textAt(page, "LastPgInd") ?? "true")
  );
}
