// CSV of any bank or agency by a mapping of its columns; of gross and net both are read, and their difference is said.
import { type Currency, parseCurrency } from "../../domain/values/currency.ts";
import { type Minor, parseMinor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { type Control, unbalanced } from "../balance.ts";
import type { FieldProblem, FileRefusal } from "../file-refusal.ts";
import { leftOutNotes } from "../left-out.ts";
import { type Content, type FileOutcome, readFile } from "../read-file.ts";
import type { FileNote, LeftOut, LineKind, RemittanceLine } from "../remittance.ts";
import type { FileInput } from "../text/file-text.ts";
import { dateFrom } from "../text/written-values.ts";
import type { CsvRecord } from "./csv-records.ts";
import { type Row, rowsOf } from "./mapped-rows.ts";
import { type CsvMapping, checkMapping } from "./mapping.ts";
import { amountFrom } from "./written-amount.ts";

/**
 * Reads the rows after the header as lines, the amount being the gross one where there are two. Refused where the mapping
 * cannot be used, a column is missing or a row has not as many, a value is none, a fee is not what lies between gross and
 * net, and where rows of totals or what is expected do not hold. Without either, that is said.
 */
export async function readMappedCsv(input: FileInput, mapping: CsvMapping): Promise<FileOutcome> {
  const checked = checkMapping(mapping);
  if (!checked.ok) return checked;
  const money = parseCurrency(checked.value.currency);
  if (money === null) throw new Error("a mapping that was checked has a currency");
  return readFile(input, checked.value.encoding, (text) => contentOf(text, { ...checked.value, money }));
}

type CheckedMapping = CsvMapping & { readonly money: Currency };

type Amounts = { readonly amount: Minor; readonly net: Minor | null; readonly fee: Minor | null };

const wrong = ({ line }: CsvRecord, field: string, problem: FieldProblem): Result<never, FileRefusal> =>
  err({ tag: "FIELD_WRONG", at: { line }, field, problem });

function amountsOf({ record, at }: Row, mapping: CheckedMapping): Result<Amounts, FileRefusal> {
  const { amount: columns, money, decimal = "." } = mapping;
  const one = (column: string): Minor | null => amountFrom(at(column), money, decimal);
  const named = (column: string): Result<never, FileRefusal> =>
    wrong(record, `the column ${column}`, at(column) === "" ? "missing" : "not-an-amount");
  if (typeof columns === "string") {
    const amount = one(columns);
    return amount === null ? named(columns) : ok({ amount, net: null, fee: null });
  }
  if ("credit" in columns) {
    const given = (column: string): Minor | null => (at(column) === "" ? 0n : one(column));
    const [credit, debit] = [given(columns.credit), given(columns.debit)];
    if (credit === null) return named(columns.credit);
    if (debit === null) return named(columns.debit);
    // Some banks write what went out as negative.
    const out = debit < 0n ? -debit : debit;
    if (credit < 0n || (credit !== 0n && out !== 0n))
      return wrong(record, "credit or debit", "not-an-amount");
    if (at(columns.credit) === "" && at(columns.debit) === "") return named(columns.credit);
    return ok({ amount: credit - out, net: null, fee: null });
  }
  const [gross, net] = [one(columns.gross), one(columns.net)];
  if (gross === null) return named(columns.gross);
  if (net === null) return named(columns.net);
  const fee = columns.fee === undefined ? null : one(columns.fee);
  if (columns.fee !== undefined && fee === null) return named(columns.fee);
  return ok({ amount: gross, net, fee });
}

type ReadRow = { readonly line: Omit<RemittanceLine, "no">; readonly why: LeftOut | null };

const OPTIONAL = ["payer", "bankId", "narrative", "originalId", "reason"] as const;

function lineOf(row: Row, amount: Minor, mapping: CheckedMapping): Result<ReadRow, FileRefusal> {
  const { record, at } = row;
  const date = dateFrom(at(mapping.date.column), mapping.date.form);
  if (date === null) return wrong(record, `the column ${mapping.date.column}`, "not-a-date");
  const kind = kindOf(at, amount, mapping);
  if (kind === null) return wrong(record, "the kind", "unknown");
  const texts = OPTIONAL.flatMap((name) => {
    const column = mapping[name];
    const text = column === undefined ? "" : at(column);
    return text === "" ? [] : [[name, text] as const];
  });
  return ok({
    why: kind === "outgoing" ? kind : null,
    line: {
      kind: kind === "outgoing" ? "payment" : kind,
      ...{ amount: amount < 0n ? -amount : amount, date, reference: at(mapping.reference) },
      ...(Object.fromEntries(texts) as { readonly [N in (typeof OPTIONAL)[number]]?: string }),
    },
  });
}

function kindOf(
  at: Row["at"],
  amount: Minor,
  { kind = "payment", negative }: CheckedMapping,
): LineKind | "outgoing" | null {
  if (typeof kind === "object") {
    const word = at(kind.column);
    return Object.hasOwn(kind.words, word) ? (kind.words[word] ?? null) : null;
  }
  // Of lists of what was taken back some write the amounts as negative, and mean the same.
  return amount >= 0n || kind !== "payment" ? kind : (negative ?? "outgoing");
}

function contentOf(text: string, mapping: CheckedMapping): Result<Content, FileRefusal> {
  const { money, total, source = "csv", account } = mapping;
  const rows = rowsOf(text, mapping);
  if (!rows.ok) return rows;
  const lines: Omit<RemittanceLine, "no">[] = [];
  const leftOut: { why: LeftOut; amount: Minor }[] = [];
  const controls: Control[] = [];
  let [gross, net] = [0n, 0n];
  for (const row of rows.value) {
    const amounts = amountsOf(row, mapping);
    if (!amounts.ok) return amounts;
    const { amount, fee } = amounts.value;
    const arrived = amounts.value.net ?? amount;
    if (total !== undefined && row.at(total.column) === total.word) {
      const name = `total in line ${row.record.line}`;
      controls.push({ name, expected: amount, found: gross, currency: money });
      controls.push({ name: `net ${name}`, expected: arrived, found: net, currency: money });
      continue;
    }
    if (fee !== null) {
      const found = amount - (fee < 0n ? -fee : fee);
      const refusal = unbalanced([
        { name: `net of line ${row.record.line}`, expected: arrived, found, currency: money },
      ]);
      if (refusal !== null) return err(refusal);
    }
    gross += amount;
    net += arrived;
    const read = lineOf(row, amount, mapping);
    if (!read.ok) return read;
    const { line, why } = read.value;
    if (why === null) lines.push(line);
    else leftOut.push({ why, amount: line.amount });
  }
  if (total !== undefined && controls.length === 0) {
    return err({ tag: "FILE_CUT", line: rows.value.at(-1)?.record.line ?? 1, missing: "row of totals" });
  }
  const expected = expectations(mapping, lines.length + leftOut.length, gross);
  if (!expected.ok) return expected;
  controls.push(...expected.value);
  const refusal = unbalanced(controls);
  if (refusal !== null) return err(refusal);
  const notes: FileNote[] = [
    ...(controls.length === 0 ? [{ tag: "NO_CONTROLS" } as const] : []),
    ...leftOutNotes(leftOut, money),
    ...(gross === net
      ? []
      : [{ tag: "NET_DIFFERS", gross, net, difference: gross - net, currency: money } as const]),
  ];
  return ok({ source, account, currency: money, lines, notes });
}

/** What is known from elsewhere, as controls: rows in all, and what they come to. */
function expectations(
  { expect = {}, money }: CheckedMapping,
  count: number,
  sum: Minor,
): Result<readonly Control[], FileRefusal> {
  const amount = expect.amount === undefined ? ok(sum) : parseMinor(expect.amount, money);
  if (!amount.ok) return err({ tag: "MAPPING_WRONG", member: "expect.amount" });
  return ok([
    ...(expect.count === undefined
      ? []
      : [{ name: "expected count", expected: BigInt(expect.count), found: BigInt(count) }]),
    ...(expect.amount === undefined
      ? []
      : [{ name: "expected amount", expected: amount.value, found: sum, currency: money }]),
  ]);
}
