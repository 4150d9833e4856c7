// Direct Entry's file of returns: debits that came back unpaid, in records of 120 characters.
import type { Currency } from "../../domain/values/currency.ts";
import { fromDayNumber, type LocalDate, toDayNumber } from "../../domain/values/local-date.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { unbalanced } from "../balance.ts";
import type { FieldProblem, FileRefusal } from "../file-refusal.ts";
import { leftOutNotes } from "../left-out.ts";
import { type Content, type FileOutcome, readFile } from "../read-file.ts";
import type { Encoding, RemittanceLine } from "../remittance.ts";
import type { FileInput } from "../text/file-text.ts";
import { columns, linesOf, misfit, type TextLine, trimmed } from "../text/text-lines.ts";
import { dateFrom, wholeFrom } from "../text/written-values.ts";

const WIDTH = 120;
/** Where the last field of a header and of a total ends: what follows is filler. */
const BARE = 80;
const AUD = "AUD" as Currency;
const DEBIT = "13";

const REASONS: Readonly<Record<string, string>> = {
  "1": "invalid BSB number",
  "2": "payment stopped",
  "3": "account closed",
  "4": "customer deceased",
  "5": "no account or incorrect account number",
  "6": "refer to customer",
  "8": "invalid user number",
  "9": "technically invalid",
};

/**
 * Reads a header (0), returned items (2) and a total (7). Debits are returns, dated by the file, with the day on which
 * they were first processed and the reason by its code; credits that came back are left out, and said. Refused whole
 * where the total's three sums or its count are not those of the items. The account is the Direct Entry user.
 */
export const readDirectEntryReturns = (
  input: FileInput,
  options: { readonly encoding?: Encoding } = {},
): Promise<FileOutcome> => readFile(input, options.encoding, contentOf);

const wrong = (
  line: TextLine,
  column: number,
  field: string,
  problem: FieldProblem,
): Result<never, FileRefusal> =>
  err({ tag: "FIELD_WRONG", at: { line: line.number, column }, field, problem });

type Item = { readonly line: Omit<RemittanceLine, "no">; readonly isDebit: boolean };

function contentOf(text: string): Result<Content, FileRefusal> {
  const read = linesOf(text);
  if (!read.ok) return read;
  const [header, ...rest] = read.value;
  const isReturns = rest.every(({ text: line }) => !line.startsWith("1"));
  if (header === undefined || !/^0 {17}/.test(header.text) || !isReturns) {
    return err({ tag: "FORMAT_UNKNOWN", expected: "Direct Entry file of returns" });
  }
  const odd = misfit(header, WIDTH, BARE);
  if (odd !== null) return err(odd);
  const account = trimmed(header, 57, 62);
  if (account === undefined) return wrong(header, 57, "the user number", "missing");
  const date = dateFrom(columns(header, 75, 80), "DDMMYY");
  if (date === null) return wrong(header, 75, "the date of the file", "not-a-date");
  const total = rest.at(-1);
  if (total === undefined || !total.text.startsWith("7")) {
    return err({ tag: "FILE_CUT", line: (total ?? header).number, missing: "total (7)" });
  }
  const items: Item[] = [];
  for (const line of rest.slice(0, -1)) {
    if (!line.text.startsWith("2")) {
      return err({
        tag: "RECORD_MISPLACED",
        line: line.number,
        record: "a record that is no returned item (2)",
      });
    }
    const item = itemOf(line, date);
    if (!item.ok) return item;
    items.push(item.value);
  }
  const refusal = checkTotal(total, items);
  if (refusal !== null) return err(refusal);
  const lines = items.flatMap(({ line, isDebit }) => (isDebit ? [line] : []));
  const others = items.filter(({ isDebit }) => !isDebit);
  const notes = leftOutNotes(
    others.map(({ line }) => ({ why: "outgoing-came-back", amount: line.amount })),
    AUD,
  );
  return ok({ source: "direct-entry", account, currency: AUD, lines, notes });
}

function itemOf(line: TextLine, date: LocalDate): Result<Item, FileRefusal> {
  const odd = misfit(line, WIDTH);
  if (odd !== null) return err(odd);
  const code = columns(line, 18, 18);
  if (!/\d/.test(code)) return wrong(line, 18, "the return code", "unknown");
  const transaction = columns(line, 19, 20);
  if (!/^\d\d$/.test(transaction)) return wrong(line, 19, "the transaction code", "unknown");
  const amount = wholeFrom(columns(line, 21, 30));
  if (amount === null) return wrong(line, 21, "the amount", "not-an-amount");
  const day = trimmed(line, 113, 114);
  const originalDate = day === undefined ? undefined : lastOn(day, date);
  if (originalDate === null) return wrong(line, 113, "the original day", "not-a-date");
  const payer = [trimmed(line, 2, 8), trimmed(line, 9, 17)].filter((part) => part !== undefined).join(" ");
  const name = trimmed(line, 31, 62);
  const reason = REASONS[code] === undefined ? code : `${code} ${REASONS[code]}`;
  return ok({
    isDebit: transaction === DEBIT,
    line: {
      ...{ kind: "return", amount, date, reference: trimmed(line, 63, 80) ?? "", reason },
      ...(payer === "" ? {} : { payer }),
      ...(name === undefined ? {} : { narrative: name }),
      ...(originalDate === undefined ? {} : { originalDate }),
    },
  });
}

/** The last date with that day of the month that is not after the file's; null where the day is none. */
function lastOn(day: string, date: LocalDate): LocalDate | null {
  if (!/^(?:0?[1-9]|[12]\d|3[01])$/.test(day)) return null;
  const wanted = day.padStart(2, "0");
  const last = toDayNumber(date);
  for (let back = 0; back < 62 && back <= last; back += 1) {
    const candidate = fromDayNumber(last - back);
    if (candidate.endsWith(`-${wanted}`)) return candidate;
  }
  return null;
}

/** Null when the total record holds: net, credits, debits, count. */
function checkTotal(total: TextLine, items: readonly Item[]): FileRefusal | null {
  const odd = misfit(total, WIDTH, BARE);
  if (odd !== null) return odd;
  const written = (
    [
      ["net", 21, 30],
      ["credits", 31, 40],
      ["debits", 41, 50],
      ["count", 75, 80],
    ] as const
  ).map(([name, from, to]) => ({ name, from, value: wholeFrom(columns(total, from, to)) }));
  const sum = (isDebit: boolean): bigint =>
    items.filter((item) => item.isDebit === isDebit).reduce((all, { line }) => all + line.amount, 0n);
  const [credits, debits] = [sum(false), sum(true)];
  const net = credits > debits ? credits - debits : debits - credits;
  const found = { net, credits, debits, count: BigInt(items.length) };
  for (const { name, from, value } of written) {
    if (value !== null) continue;
    const at = { line: total.number, column: from };
    return { tag: "FIELD_WRONG", at, field: `the total's ${name}`, problem: "not-a-number" };
  }
  return unbalanced(
    written.map(({ name, value }) => ({
      ...{ name, expected: value ?? 0n, found: found[name] },
      ...(name === "count" ? {} : { currency: AUD }),
    })),
  );
}
