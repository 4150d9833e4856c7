// The one form read back, strictly: what is not in it is refused, and its totals are those of its lines.
import { type Currency, parseCurrency } from "../../domain/values/currency.ts";
import { type LocalDate, parseLocalDate } from "../../domain/values/local-date.ts";
import { type Minor, parseMinor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import { totalControls, unbalanced } from "../balance.ts";
import type { FieldProblem, FileRefusal } from "../file-refusal.ts";
import {
  type ControlTotals,
  controlsOf,
  LINE_KINDS,
  type LineKind,
  type Remittance,
  type RemittanceHeader,
  type RemittanceLine,
} from "../remittance.ts";
import { type FileInput, textOf } from "../text/file-text.ts";
import { linesOf, type TextLine } from "../text/text-lines.ts";

type Members = Readonly<Record<string, unknown>>;

/** Thrown within this file alone, where a member is not what it must be. */
class Wrong {
  readonly refusal: FileRefusal;
  constructor(line: number, field: string, problem: FieldProblem) {
    this.refusal = { tag: "FIELD_WRONG", at: { line }, field, problem };
  }
}

/**
 * Reads NDJSON of the one form, and gives what `writeRemittance` was given. Fails with FORMAT_UNKNOWN, FIELD_WRONG for a
 * member that is missing, unknown or of another kind, and CONTROLS_UNBALANCED where the header's totals are not those of
 * the lines: a file that is cut between two lines, too.
 */
export function readRemittance(input: FileInput): Result<Remittance, FileRefusal> {
  const read = textOf(input, "utf-8");
  if (!read.ok) return read;
  const split = linesOf(read.value.text);
  if (!split.ok) return split;
  const [first, ...others] = split.value;
  try {
    const header = headerOf(first ?? { number: 1, text: "" });
    const lines = others.map((line, index) => lineOf(line, index + 1, header.currency));
    const refusal = unbalanced(totalControls(header.controls, controlsOf(lines), header.currency));
    return refusal === null ? ok({ header, lines }) : err(refusal);
  } catch (error) {
    if (error instanceof Wrong) return err(error.refusal);
    throw error;
  }
}

/** The members of the object, all of them known. */
function members(value: unknown, line: number, field: string, known: readonly string[]): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Wrong(line, field, "unknown");
  }
  const isKnown = Object.keys(value).every((name) => known.includes(name));
  if (!isKnown) throw new Wrong(line, "a member that the form does not have", "unknown");
  return value as Members;
}

function parsed({ number, text }: TextLine, known: readonly string[]): Members {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Wrong(number, "the JSON", "unknown");
  }
  return members(value, number, "the line", known);
}

function textIn(object: Members, name: string, line: number): string {
  const value = object[name];
  if (value === undefined) throw new Wrong(line, name, "missing");
  if (typeof value !== "string") throw new Wrong(line, name, "not-text");
  return value;
}

const optional = <K extends string>(
  object: Members,
  name: K,
  line: number,
): { readonly [N in K]?: string } =>
  object[name] === undefined ? {} : ({ [name]: textIn(object, name, line) } as { [N in K]: string });

function amountIn(object: Members, name: string, line: number, currency: Currency): Minor {
  const amount = parseMinor(textIn(object, name, line), currency);
  if (!amount.ok || amount.value < 0n) throw new Wrong(line, name, "not-an-amount");
  return amount.value;
}

function dateIn(object: Members, name: string, line: number): LocalDate {
  const text = textIn(object, name, line);
  const date = parseLocalDate(text);
  if (date === null || text.length !== date.length) throw new Wrong(line, name, "not-a-date");
  return date;
}

function headerOf(text: TextLine): RemittanceHeader {
  const line = text.number;
  const object = parsed(text, ["source", "account", "currency", "controls", "sha256"]);
  const currency = parseCurrency(textIn(object, "currency", line));
  if (currency === null) throw new Wrong(line, "currency", "unknown");
  const given = members(object.controls, line, "controls", LINE_KINDS);
  const totals = LINE_KINDS.map((kind) => {
    const total = members(given[kind], line, `controls.${kind}`, ["count", "amount"]);
    const { count } = total;
    if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
      throw new Wrong(line, `controls.${kind}.count`, "not-a-number");
    }
    return [kind, { count, amount: amountIn(total, "amount", line, currency) }] as const;
  });
  const sha256 = textIn(object, "sha256", line);
  if (!/^[\da-f]{64}$/.test(sha256)) throw new Wrong(line, "sha256", "unknown");
  const [source, account] = [textIn(object, "source", line), textIn(object, "account", line)];
  if (source === "") throw new Wrong(line, "source", "missing");
  if (account === "") throw new Wrong(line, "account", "missing");
  return { source, account, currency, controls: Object.fromEntries(totals) as ControlTotals, sha256 };
}

const OPTIONAL = ["payer", "bankId", "narrative", "originalId", "originalDate", "reason"] as const;
const KNOWN = ["no", "kind", "amount", "date", "reference", ...OPTIONAL];

const isKind = (text: string): text is LineKind => (LINE_KINDS as readonly string[]).includes(text);

function lineOf(text: TextLine, no: number, currency: Currency): RemittanceLine {
  const line = text.number;
  const object = parsed(text, KNOWN);
  if (object.no !== no) throw new Wrong(line, "no", object.no === undefined ? "missing" : "not-a-number");
  const kind = textIn(object, "kind", line);
  if (!isKind(kind)) throw new Wrong(line, "kind", "unknown");
  return {
    ...{ no, kind, amount: amountIn(object, "amount", line, currency), date: dateIn(object, "date", line) },
    reference: textIn(object, "reference", line),
    ...optional(object, "payer", line),
    ...optional(object, "bankId", line),
    ...optional(object, "narrative", line),
    ...optional(object, "originalId", line),
    ...(object.originalDate === undefined ? {} : { originalDate: dateIn(object, "originalDate", line) }),
    ...optional(object, "reason", line),
  };
}
