// ISO 20022's statements (camt.053) and notifications (camt.054), versions 2 to 8.
import { type Currency, parseCurrency } from "../../domain/values/currency.ts";
import type { Minor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { type Control, unbalanced } from "../balance.ts";
import type { FileRefusal } from "../file-refusal.ts";
import { leftOutNotes } from "../left-out.ts";
import { type Content, type FileOutcome, readFile } from "../read-file.ts";
import type { Encoding, FileNote, RemittanceLine } from "../remittance.ts";
import type { FileInput } from "../text/file-text.ts";
import { MAX_LINES } from "../text/text-lines.ts";
import { type ReadEntry, readEntry } from "./camt-entry.ts";
import { isWholePage, statementControls } from "./camt-sums.ts";
import { wrong } from "./camt-values.ts";
import { all, attribute, parseXml, textAt, type XmlNode } from "./xml-tree.ts";

/** Which message it is, by its namespace: the names of elements are the same in many. */
const NAMESPACE = /\bcamt\.05([34])\.001\.0([2-8])\b/;
/** The declaration and the root's attributes are in there. */
const HEAD = 4_096;

const FORMS = {
  "3": { source: "camt.053", path: ["BkToCstmrStmt", "Stmt"], pages: "StmtPgntn" },
  "4": { source: "camt.054", path: ["BkToCstmrDbtCdtNtfctn", "Ntfctn"], pages: "NtfctnPgntn" },
} as const;

export type CamtOptions = {
  /** Which account's statements to read, where the file has several: its IBAN or number, as the file writes it. */
  readonly account?: string;
  readonly encoding?: Encoding;
};

/**
 * Reads booked credits as payments, and debits that reverse or return one; other debits and what is not booked are left
 * out, and said. Refused whole: XML that is cut or damaged or has a DOCTYPE, and whatever does not come to what the file
 * says of itself: batches, details of an entry, summaries, balances.
 */
export const readCamt = (input: FileInput, options: CamtOptions = {}): Promise<FileOutcome> =>
  readFile(input, options.encoding ?? declared(input), (text) => contentOf(text, options.account));

/** What the XML declaration says, where it is not what would be found without it. */
function declared(input: FileInput): Encoding | undefined {
  if (typeof input === "string") return undefined;
  const head = String.fromCharCode(...input.subarray(0, 200));
  const name = /^\s*<\?xml[^>]*\bencoding=["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return name === "iso-8859-1" || name === "windows-1252" ? "windows-1252" : undefined;
}

function contentOf(text: string, wanted: string | undefined): Result<Content, FileRefusal> {
  const [, message] = NAMESPACE.exec(text.slice(0, HEAD)) ?? [];
  if (message !== "3" && message !== "4") {
    return err({ tag: "FORMAT_UNKNOWN", expected: "camt.053 or camt.054 of a version from 2 to 8" });
  }
  const tree = parseXml(text);
  if (!tree.ok) return tree;
  const { source, path, pages } = FORMS[message];
  const chosen = chosenStatements(all(tree.value, "Document", ...path), wanted);
  if (!chosen.ok) return chosen;
  const { account, statements } = chosen.value;
  const currency = currencyOf(statements);
  if (!currency.ok) return currency;
  const isWhole = all(tree.value, "Document", path[0], "GrpHdr").every((header) =>
    isWholePage(header, "MsgPgntn"),
  );
  const read = readStatements(statements, { account, currency: currency.value, isWhole, pages });
  return read.ok ? ok({ source, account, currency: currency.value, ...read.value }) : read;
}

type Chosen = { readonly account: string; readonly statements: readonly XmlNode[] };

/** The statements of the one account, each there once. */
function chosenStatements(
  found: readonly XmlNode[],
  wanted: string | undefined,
): Result<Chosen, FileRefusal> {
  const accountOf = (statement: XmlNode): string | undefined =>
    textAt(statement, "Acct", "Id", "IBAN") ?? textAt(statement, "Acct", "Id", "Othr", "Id");
  if (found.length === 0)
    return err({ tag: "FORMAT_UNKNOWN", expected: "camt.053 or camt.054 with a statement" });
  const accounts = new Set(found.map(accountOf));
  if (accounts.has(undefined)) return wrong({ entry: 0 }, "the account of a statement", "missing");
  if (wanted === undefined && accounts.size > 1)
    return err({ tag: "SEVERAL_ACCOUNTS", count: accounts.size });
  const account = wanted ?? [...accounts][0] ?? "";
  const statements = found.filter((statement) => accountOf(statement) === account);
  if (statements.length === 0) return err({ tag: "ACCOUNT_NOT_THERE" });
  const seen = new Set<string>();
  for (const [index, statement] of statements.entries()) {
    const id = ["Id", "ElctrncSeqNb", "LglSeqNb", "CreDtTm"].map((name) => textAt(statement, name) ?? "");
    const pages = ["StmtPgntn", "NtfctnPgntn"].map((name) => textAt(statement, name, "PgNb") ?? "");
    const key = JSON.stringify([...id, ...pages]);
    if (id[0] !== "" && seen.has(key)) return err({ tag: "STATEMENT_REPEATED", statement: index + 1 });
    seen.add(key);
  }
  return ok({ account, statements });
}

/** What the account says, else its first amount. */
function currencyOf(statements: readonly XmlNode[]): Result<Currency, FileRefusal> {
  const written = statements
    .map((statement) => textAt(statement, "Acct", "Ccy"))
    .find((text) => text !== undefined);
  const [amount] = statements.flatMap((one) => [...all(one, "Ntry", "Amt"), ...all(one, "Bal", "Amt")]);
  const text = written ?? (amount === undefined ? undefined : attribute(amount, "Ccy"));
  if (text === undefined) return wrong({ entry: 0 }, "the currency", "missing");
  const currency = parseCurrency(text);
  return currency === null ? wrong({ entry: 0 }, "the currency", "unknown") : ok(currency);
}

type Facts = {
  readonly account: string;
  readonly currency: Currency;
  readonly isWhole: boolean;
  readonly pages: "StmtPgntn" | "NtfctnPgntn";
};

function readStatements(
  statements: readonly XmlNode[],
  facts: Facts,
): Result<Pick<Content, "lines" | "notes">, FileRefusal> {
  const { account, currency, isWhole, pages } = facts;
  const lines: Omit<RemittanceLine, "no">[] = [];
  const leftOut: ReadEntry["leftOut"][number][] = [];
  const fees: { readonly gross: Minor; readonly net: Minor }[] = [];
  const controls: Control[] = [];
  let number = 0;
  let isProven = true;
  for (const [index, statement] of statements.entries()) {
    const entries: Pick<ReadEntry, "amount" | "isBooked">[] = [];
    for (const node of all(statement, "Ntry")) {
      number += 1;
      const entry = readEntry(node, number, { account, currency });
      if (!entry.ok) return entry;
      const { amount, isBooked, gross } = entry.value;
      entries.push({ amount, isBooked });
      for (const line of entry.value.lines) lines.push(line);
      for (const one of entry.value.leftOut) leftOut.push(one);
      if (gross !== null) fees.push({ gross, net: amount });
      if (lines.length + leftOut.length > MAX_LINES) return err({ tag: "TOO_MANY_LINES", max: MAX_LINES });
    }
    const whole = isWhole && isWholePage(statement, pages);
    const own = statementControls(statement, index + 1, entries, currency, whole);
    if (!own.ok) return own;
    isProven &&= own.value.length > 0;
    controls.push(...own.value);
  }
  const refusal = unbalanced(controls);
  if (refusal !== null) return err(refusal);
  const notes: FileNote[] = isProven ? [] : [{ tag: "NO_CONTROLS" }];
  return ok({ lines, notes: [...notes, ...leftOutNotes(leftOut, currency), ...feeNotes(fees, currency)] });
}

function feeNotes(
  fees: readonly { readonly gross: Minor; readonly net: Minor }[],
  currency: Currency,
): readonly FileNote[] {
  if (fees.length === 0) return [];
  const gross = fees.reduce((sum, one) => sum + one.gross, 0n);
  const net = fees.reduce((sum, one) => sum + one.net, 0n);
  return [{ tag: "NET_DIFFERS", gross, net, difference: gross - net, currency }];
}
