// BPAY's biller reconciliation file: one biller's day, in records of 219 characters.
import type { Currency } from "../../domain/values/currency.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";
import { type Content, type FileOutcome, readFile } from "../read-file.ts";
import { controlsOf, type Encoding, type LineKind, type RemittanceLine } from "../remittance.ts";
import type { FileInput } from "../text/file-text.ts";
import { columns, linesOf, misfit, type TextLine, trimmed } from "../text/text-lines.ts";
import { dateFrom, wholeFrom } from "../text/written-values.ts";
import { checkTrailer } from "./brf-trailer.ts";

const WIDTH = 219;
/** Where the last field of a header and of a trailer ends; the rest of their 219 is filler, which banks leave out. */
const HEADER_WIDTH = 61;
const TRAILER_WIDTH = 99;

const KINDS: ReadonlyMap<string, LineKind> = new Map([
  ["05", "payment"],
  ["15", "correction"],
  ["25", "reversal"],
]);

const AUD = "AUD" as Currency;

/**
 * Reads a BRF: a header (00), details (50), a trailer (99), of one biller. Refused whole where a record is missing, has
 * another width or stands elsewhere, and where one of the trailer's seven totals is not that of the details. The
 * account is the biller code as it is written; the transaction reference is no key, payments share it.
 */
export const readBrf = (
  input: FileInput,
  options: { readonly encoding?: Encoding } = {},
): Promise<FileOutcome> => readFile(input, options.encoding, contentOf);

const wrong = (
  line: TextLine,
  column: number,
  field: string,
  problem: "not-a-date" | "not-an-amount" | "unknown" | "missing",
): Result<never, FileRefusal> =>
  err({ tag: "FIELD_WRONG", at: { line: line.number, column }, field, problem });

function contentOf(text: string): Result<Content, FileRefusal> {
  const read = linesOf(text);
  if (!read.ok) return read;
  const [header, ...rest] = read.value;
  if (header === undefined || !/^00\d{10}/.test(header.text)) {
    return err({ tag: "FORMAT_UNKNOWN", expected: "BPAY biller reconciliation file (BRF)" });
  }
  const headerMisfit = misfit(header, WIDTH, HEADER_WIDTH);
  if (headerMisfit !== null) return err(headerMisfit);
  if (dateFrom(columns(header, 48, 55), "YYYYMMDD") === null) {
    return wrong(header, 48, "the date of the file", "not-a-date");
  }
  const account = columns(header, 3, 12);
  const trailer = rest.at(-1);
  if (trailer === undefined || !trailer.text.startsWith("99")) {
    return err({ tag: "FILE_CUT", line: (trailer ?? header).number, missing: "trailer (99)" });
  }
  const lines: Omit<RemittanceLine, "no">[] = [];
  for (const line of rest.slice(0, -1)) {
    if (!line.text.startsWith("50")) {
      return err({ tag: "RECORD_MISPLACED", line: line.number, record: "a record that is no detail (50)" });
    }
    const detail = detailOf(line, account);
    if (!detail.ok) return detail;
    lines.push(detail.value);
  }
  const trailerMisfit = misfit(trailer, WIDTH, TRAILER_WIDTH);
  if (trailerMisfit !== null) return err(trailerMisfit);
  if (columns(trailer, 3, 12) !== account) return wrong(trailer, 3, "another biller", "unknown");
  const notes = checkTrailer(trailer, controlsOf(lines), AUD);
  if (!notes.ok) return notes;
  return ok({ source: "bpay-brf", account, currency: AUD, lines, notes: notes.value });
}

function detailOf(line: TextLine, account: string): Result<Omit<RemittanceLine, "no">, FileRefusal> {
  const odd = misfit(line, WIDTH);
  if (odd !== null) return err(odd);
  if (columns(line, 3, 12) !== account) return wrong(line, 3, "another biller", "unknown");
  const reference = trimmed(line, 13, 32);
  if (reference === undefined) return wrong(line, 13, "the reference", "missing");
  const kind = KINDS.get(columns(line, 33, 34));
  if (kind === undefined) return wrong(line, 33, "the type of instruction", "unknown");
  const amount = wholeFrom(columns(line, 80, 91));
  if (amount === null) return wrong(line, 80, "the amount", "not-an-amount");
  const date = dateFrom(columns(line, 92, 99), "YYYYMMDD");
  if (date === null) return wrong(line, 92, "the date of payment", "not-a-date");
  const [bankId, originalId, reason] = [trimmed(line, 35, 55), trimmed(line, 56, 76), trimmed(line, 77, 79)];
  return ok({
    ...{ kind, amount, date, reference },
    ...(bankId === undefined ? {} : { bankId }),
    ...(kind === "payment" || originalId === undefined ? {} : { originalId }),
    ...(kind === "payment" || reason === undefined || reason === "000" ? {} : { reason }),
  });
}
