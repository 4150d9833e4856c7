// Lists of dishonours as CSV: a bank's report of Direct Entry transactions, in which returned debits tell their reason.
import type { Currency } from "../../domain/values/currency.ts";
import { type Minor, parseMinor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { unbalanced } from "../balance.ts";
import type { FieldProblem, FileRefusal } from "../file-refusal.ts";
import { leftOutNotes } from "../left-out.ts";
import { type Content, type FileOutcome, readFile } from "../read-file.ts";
import type { Encoding, LeftOut, RemittanceLine } from "../remittance.ts";
import type { FileInput } from "../text/file-text.ts";
import { dateFrom } from "../text/written-values.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";

const AUD = "AUD" as Currency;
const TOTAL = "GRANDTOTAL";

/** What the description of a returned transaction begins with; an apostrophe stands for whatever the bank writes there. */
const REASONS =
  /^DE (?:INVALID BSB|PAYMENT STOPP|A\/C CLOSED|DEC'D CUST|NO ACCOUNT|REFER TO CUST|INVALID USER|TECH INVALID)/i;

export type DishonourOptions = {
  /** Whose rows to read, where there are several accounts. */
  readonly account?: string;
  readonly encoding?: Encoding;
};

/**
 * Reads rows `account, date, title, amount, CR or DR, lodgement reference, trace account, description[, bank's id]` and a
 * last one `GRANDTOTAL, date, TRANS, count, CR AMT, amount, DR AMT, amount`. Dates are DD/MM/YYYY with amounts in
 * dollars, or YYMMDD with amounts in cents. Returned debits are lines; the rest is left out, and said. Refused where
 * the last row is missing, or is not what the others come to.
 */
export const readDishonours = (input: FileInput, options: DishonourOptions = {}): Promise<FileOutcome> =>
  readFile(input, options.encoding, (text) => contentOf(text, options.account));

const wrong = (
  { line }: CsvRecord,
  column: number,
  field: string,
  problem: FieldProblem,
): Result<never, FileRefusal> => err({ tag: "FIELD_WRONG", at: { line, column }, field, problem });

const isCents = (date: string): boolean => /^\d{6}$/.test(date);

/** An amount in the form that goes with the row's date; `column` counts fields from 1. */
function amountAt(row: CsvRecord, column: number, inCents: boolean): Result<Minor, FileRefusal> {
  const text = row.fields[column - 1] ?? "";
  const amount = !inCents ? parseMinor(text, AUD) : parseMinor(text, "JPY" as Currency);
  if (!amount.ok || amount.value < 0n) return wrong(row, column, "the amount", "not-an-amount");
  return ok(amount.value);
}

type Row = Omit<RemittanceLine, "no"> & { readonly account: string };
type Read = { readonly row: Row; readonly isCredit: boolean; readonly why: LeftOut | null };

function rowOf(record: CsvRecord): Result<Read, FileRefusal> {
  const { fields, line } = record;
  const [account = "", day = "", title, , direction, reference = "", trace, reason = "", bankId] = fields;
  if (fields.length < 8 || fields.length > 9) {
    return err({ tag: "LINE_WIDTH", line, unit: "fields", expected: 9, found: fields.length });
  }
  if (account === "") return wrong(record, 1, "the account", "missing");
  const date = dateFrom(day, isCents(day) ? "YYMMDD" : "DD/MM/YYYY");
  if (date === null) return wrong(record, 2, "the date", "not-a-date");
  const amount = amountAt(record, 4, isCents(day));
  if (!amount.ok) return amount;
  if (direction !== "CR" && direction !== "DR") return wrong(record, 5, "CR or DR", "unknown");
  const isCredit = direction === "CR";
  const isReturned = REASONS.test(reason.replace(/["'`\u00B4\u2018-\u201D]/g, "'"));
  const row: Row = {
    ...{ account, kind: "return", amount: amount.value, date, reference, reason },
    ...(trace ? { payer: trace } : {}),
    ...(title ? { narrative: title } : {}),
    ...(bankId ? { bankId } : {}),
  };
  const why = isCredit ? "outgoing-came-back" : null;
  return ok({ row, isCredit, why: isReturned ? why : "not-a-dishonour" });
}

function contentOf(text: string, wanted: string | undefined): Result<Content, FileRefusal> {
  const records = csvRecords(text);
  if (!records.ok) return records;
  const end = records.value.findIndex(({ fields: [first] }) => first === TOTAL);
  const after = end === -1 ? undefined : records.value[end + 1];
  if (after !== undefined)
    return err({ tag: "RECORD_MISPLACED", line: after.line, record: `a row after ${TOTAL}` });
  const total = records.value[end];
  const rows: Read[] = [];
  for (const record of end === -1 ? records.value : records.value.slice(0, end)) {
    const row = rowOf(record);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  if (total === undefined) {
    return err({ tag: "FILE_CUT", line: records.value.at(-1)?.line ?? 0, missing: `last row (${TOTAL})` });
  }
  const refusal = checkTotal(total, rows);
  return refusal === null ? chosen(rows, wanted) : err(refusal);
}

/** Null when the last row is what the others come to. */
function checkTotal(total: CsvRecord, rows: readonly Read[]): FileRefusal | null {
  const inCents = isCents(total.fields[1] ?? "");
  const [credit, debit] = [amountAt(total, 6, inCents), amountAt(total, 8, inCents)];
  if (!credit.ok) return credit.error;
  if (!debit.ok) return debit.error;
  const count = total.fields[3] ?? "";
  if (!/^\d{1,10}$/.test(count)) {
    return {
      tag: "FIELD_WRONG",
      at: { line: total.line, column: 4 },
      field: "the count",
      problem: "not-a-number",
    };
  }
  const sum = (isCredit: boolean): Minor =>
    rows.filter((one) => one.isCredit === isCredit).reduce((all, { row }) => all + row.amount, 0n);
  return unbalanced([
    { name: "count", expected: BigInt(count), found: BigInt(rows.length) },
    { name: "credits", expected: credit.value, found: sum(true), currency: AUD },
    { name: "debits", expected: debit.value, found: sum(false), currency: AUD },
  ]);
}

function chosen(rows: readonly Read[], wanted: string | undefined): Result<Content, FileRefusal> {
  const accounts = new Set(rows.map(({ row }) => row.account));
  const returning = new Set(rows.flatMap(({ row, why }) => (why === null ? [row.account] : [])));
  if (wanted === undefined && returning.size > 1)
    return err({ tag: "SEVERAL_ACCOUNTS", count: returning.size });
  const account = wanted ?? [...returning][0] ?? [...accounts][0];
  if (account === undefined || !accounts.has(account)) return err({ tag: "ACCOUNT_NOT_THERE" });
  const own = rows.filter(({ row }) => row.account === account);
  const lines = own.flatMap(({ row: { account: _, ...line }, why }) => (why === null ? [line] : []));
  const others = own.flatMap(({ row, why }) => (why === null ? [] : [{ why, amount: row.amount }]));
  return ok({ source: "dishonours", account, currency: AUD, lines, notes: leftOutNotes(others, AUD) });
}
