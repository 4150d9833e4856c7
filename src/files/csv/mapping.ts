// What each column of a bank's CSV is: data, so that a new bank needs no program.
import { parseCurrency } from "../../domain/values/currency.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";
import { type Encoding, LINE_KINDS, type LineKind } from "../remittance.ts";
import { type DateForm, isDateForm } from "../text/written-values.ts";
import { DELIMITERS, type Delimiter } from "./csv-records.ts";
import type { DecimalMark } from "./written-amount.ts";

/** Columns go by the names of the header; where there is none, by number from 1, as text. */
export type CsvMapping = {
  /** "csv" where it is left out. */
  readonly source?: string;
  readonly account: string;
  readonly currency: string;
  readonly date: { readonly column: string; readonly form: DateForm };
  /** One column; two for money in and out; or what was paid and what arrived of it, and the fee between them. */
  readonly amount:
    | string
    | { readonly credit: string; readonly debit: string }
    | { readonly gross: string; readonly net: string; readonly fee?: string };
  readonly reference: string;
  readonly payer?: string;
  readonly bankId?: string;
  readonly narrative?: string;
  readonly originalId?: string;
  readonly reason?: string;
  /** What every line is ("payment" where it is left out), or a column and what its words mean. */
  readonly kind?: LineKind | { readonly column: string; readonly words: Readonly<Record<string, LineKind>> };
  /** What a negative amount is; left out, and said, where this is. */
  readonly negative?: LineKind;
  readonly delimiter?: Delimiter;
  readonly decimal?: DecimalMark;
  /** Lines before the header, or before the first record. */
  readonly skip?: number;
  /** False where the file has no header. */
  readonly header?: boolean;
  /** The rows that are a sum and no line: those with this word in this column. */
  readonly total?: { readonly column: string; readonly word: string };
  /** What is known of the file from elsewhere, to check it by; the amount as decimal text. */
  readonly expect?: { readonly count?: number; readonly amount?: string };
  readonly encoding?: Encoding;
};

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value !== "";
const isKind: Check = (value) => (LINE_KINDS as readonly unknown[]).includes(value);
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** An object that has these members, those of `more` at most besides, each as it must be. */
const object =
  (needed: Readonly<Record<string, Check>>, more: Readonly<Record<string, Check>> = {}): Check =>
  (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const members: Readonly<Record<string, unknown>> = { ...value };
    const checks = new Map(Object.entries({ ...needed, ...more }));
    return (
      Object.keys(needed).every((name) => members[name] !== undefined) &&
      Object.entries(members).every(
        ([name, member]) => member === undefined || checks.get(name)?.(member) === true,
      )
    );
  };

const isWords: Check = (value) =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every(isKind) &&
  Object.keys(value).length > 0;

const any =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

const NEEDED: Readonly<Record<string, Check>> = {
  account: isText,
  currency: (value) => typeof value === "string" && parseCurrency(value) !== null,
  date: object({ column: isText, form: (value) => typeof value === "string" && isDateForm(value) }),
  amount: any(
    isText,
    object({ credit: isText, debit: isText }),
    object({ gross: isText, net: isText }, { fee: isText }),
  ),
  reference: isText,
};
const MORE: Readonly<Record<string, Check>> = {
  ...{ source: isText, payer: isText, bankId: isText, narrative: isText, originalId: isText, reason: isText },
  kind: any(isKind, object({ column: isText, words: isWords })),
  negative: isKind,
  delimiter: oneOf(...DELIMITERS),
  decimal: oneOf(".", ","),
  skip: isCount,
  header: oneOf(true, false),
  total: object({ column: isText, word: isText }),
  expect: object({}, { count: isCount, amount: isText }),
  encoding: oneOf("utf-8", "utf-16le", "utf-16be", "windows-1252"),
};

/** A mapping as it was written, in JSON for example. Fails with MAPPING_WRONG, naming the first member that cannot be used. */
export function checkMapping(value: unknown): Result<CsvMapping, FileRefusal> {
  const refused = (member: string): Result<never, FileRefusal> => err({ tag: "MAPPING_WRONG", member });
  if (typeof value !== "object" || value === null) return refused("mapping");
  const members: Readonly<Record<string, unknown>> = { ...value };
  for (const [name, check] of Object.entries(NEEDED)) if (!check(members[name])) return refused(name);
  const checks = new Map(Object.entries({ ...NEEDED, ...MORE }));
  for (const [name, member] of Object.entries(members)) {
    if (member !== undefined && checks.get(name)?.(member) !== true) return refused(name);
  }
  return ok(members as unknown as CsvMapping);
}
