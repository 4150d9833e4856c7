// One transaction of a statement's entry as a line: what it pays, who paid it, and whether it is about a customer at all.
import type { LocalDate } from "../../domain/values/local-date.ts";
import type { Minor } from "../../domain/values/money.ts";
import type { LeftOut, LineKind, RemittanceLine } from "../remittance.ts";
import { has, isTrue } from "./camt-values.ts";
import { all, textAt, textOf, type XmlNode } from "./xml-tree.ts";

/** Sub-families of bank transaction codes: an unpaid direct debit, a returned and a reversed payment. */
const RETURNS: ReadonlySet<string> = new Set(["UPDD", "RRTN"]);
const REVERSALS: ReadonlySet<string> = new Set(["PRDD"]);

/** What an entry says of all its details; `sign` is 1 for money that came in. */
export type EntryFacts = {
  readonly entry: XmlNode;
  readonly date: LocalDate;
  /** The account of the statement, to tell the payer from. */
  readonly account: string;
};

/** The kind of line that it is, or why it is none. */
export function kindOf(entry: XmlNode, detail: XmlNode, sign: 1n | -1n): LineKind | LeftOut {
  const family = ["BkTxCd", "Domn", "Fmly", "SubFmlyCd"];
  const code = textAt(detail, ...family) ?? textAt(entry, ...family) ?? "";
  const isReturned = has(detail, "RtrInf") || RETURNS.has(code);
  const isReversed = isTrue(textAt(entry, "RvslInd")) || REVERSALS.has(code);
  if (sign === 1n) return isReturned || isReversed ? "outgoing-came-back" : "payment";
  if (isReturned) return "return";
  return isReversed ? "reversal" : "outgoing";
}

/** The line of a detail. The reference is the creditor's, structured; else what the payer wrote. */
export function detailLine(
  { entry, date, account }: EntryFacts,
  detail: XmlNode,
  kind: LineKind,
  amount: Minor,
): Omit<RemittanceLine, "no"> {
  const structured = [
    ...new Set(all(detail, "RmtInf", "Strd", "CdtrRefInf", "Ref").flatMap((one) => textOf(one) ?? [])),
  ].join(" ");
  const written = all(detail, "RmtInf", "Ustrd")
    .flatMap((one) => textOf(one) ?? [])
    .join(" ");
  const narrative =
    (structured === "" ? "" : written) || (textAt(detail, "AddtlTxInf") ?? textAt(entry, "AddtlNtryInf"));
  const payer = payerOf(detail, account);
  const bankId = textAt(detail, "Refs", "AcctSvcrRef") ?? textAt(entry, "AcctSvcrRef");
  const originalId = textAt(detail, "Refs", "EndToEndId");
  const reason =
    textAt(detail, "RtrInf", "Rsn", "Cd") ??
    textAt(detail, "RtrInf", "Rsn", "Prtry") ??
    textAt(detail, "RtrInf", "AddtlInf");
  const isTakenBack = kind !== "payment";
  return {
    ...{ kind, amount, date, reference: structured || written },
    ...(payer === undefined ? {} : { payer }),
    ...(bankId === undefined ? {} : { bankId }),
    ...(narrative === undefined || narrative === "" ? {} : { narrative }),
    ...(isTakenBack && originalId !== undefined && originalId !== "NOTPROVIDED" ? { originalId } : {}),
    ...(isTakenBack && reason !== undefined ? { reason } : {}),
  };
}

const accountIn = (detail: XmlNode, party: string): string | undefined =>
  textAt(detail, "RltdPties", `${party}Acct`, "Id", "IBAN") ??
  textAt(detail, "RltdPties", `${party}Acct`, "Id", "Othr", "Id");

/** The debtor's account, or name; where the debtor is the account itself (a return seen from there), the creditor's. */
function payerOf(detail: XmlNode, account: string): string | undefined {
  const debtor = accountIn(detail, "Dbtr");
  const party = debtor === account ? "Cdtr" : "Dbtr";
  return (
    accountIn(detail, party) ??
    textAt(detail, "RltdPties", party, "Nm") ??
    textAt(detail, "RltdPties", party, "Pty", "Nm")
  );
}
