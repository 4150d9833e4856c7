// Why a file is not read, as a value with its evidence. A file is read whole or not at all.
import type { Encoding } from "./remittance.ts";

/** A line counts from 1, as does a column; of XML it is an entry and its detail instead. */
export type Place =
  | { readonly line: number; readonly column?: number }
  | { readonly entry: number; readonly detail?: number };

export type FieldProblem =
  | "missing"
  | "not-a-date"
  | "not-an-amount"
  | "not-a-number"
  | "unknown"
  | "not-text";

/** A control that does not hold: numbers and amounts as decimal text, and what was found less what was expected. */
export type Difference = {
  readonly control: string;
  readonly expected: string;
  readonly found: string;
  readonly difference: string;
};

/** No payer, account or reference stands in any of these: the places lead there. */
export type FileRefusal =
  | { readonly tag: "FILE_EMPTY" }
  | { readonly tag: "FILE_TOO_LARGE"; readonly bytes: number; readonly max: number }
  | { readonly tag: "TOO_MANY_LINES"; readonly max: number }
  | { readonly tag: "ENCODING_UNREADABLE"; readonly encoding: Encoding }
  | { readonly tag: "FORMAT_UNKNOWN"; readonly expected: string }
  | { readonly tag: "FILE_CUT"; readonly line: number; readonly missing: string }
  | {
      readonly tag: "LINE_WIDTH";
      readonly line: number;
      readonly unit: "characters" | "fields";
      readonly expected: number;
      readonly found: number;
    }
  | { readonly tag: "RECORD_MISPLACED"; readonly line: number; readonly record: string }
  | {
      readonly tag: "FIELD_WRONG";
      readonly at: Place;
      readonly field: string;
      readonly problem: FieldProblem;
    }
  | { readonly tag: "CONTROLS_UNBALANCED"; readonly differences: readonly Difference[] }
  | { readonly tag: "XML_MALFORMED"; readonly line: number; readonly column: number }
  | { readonly tag: "XML_DOCTYPE" }
  | { readonly tag: "CSV_MALFORMED"; readonly line: number }
  | { readonly tag: "COLUMNS_MISSING"; readonly columns: readonly string[] }
  | { readonly tag: "MAPPING_WRONG"; readonly member: string }
  | { readonly tag: "SEVERAL_ACCOUNTS"; readonly count: number }
  | { readonly tag: "ACCOUNT_NOT_THERE" }
  | { readonly tag: "SEVERAL_CURRENCIES"; readonly currencies: readonly string[] }
  | { readonly tag: "STATEMENT_REPEATED"; readonly statement: number };
