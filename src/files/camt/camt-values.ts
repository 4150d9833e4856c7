// Amounts, directions and dates of ISO 20022, with where they stand in the file.
import type { Currency } from "../../domain/values/currency.ts";
import { type LocalDate, parseLocalDate } from "../../domain/values/local-date.ts";
import { type Minor, parseMinor } from "../../domain/values/money.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FieldProblem, FileRefusal, Place } from "../file-refusal.ts";
import { all, attribute, textAt, textOf, type XmlNode } from "./xml-tree.ts";

export const wrong = (at: Place, field: string, problem: FieldProblem): Result<never, FileRefusal> =>
  err({ tag: "FIELD_WRONG", at, field, problem });

/** The amount of an element that has its currency with it, never negative. */
export function amountOf(node: XmlNode, currency: Currency, at: Place): Result<Minor, FileRefusal> {
  const written = attribute(node, "Ccy");
  if (written !== undefined && written !== currency) {
    return err({ tag: "SEVERAL_CURRENCIES", currencies: [currency, currencyShown(written)] });
  }
  return plainAmount(textOf(node), currency, at);
}

/** What stands in the place of a currency is repeated only where it can be one. */
const currencyShown = (text: string): string => (/^[A-Z]{3}$/.test(text) ? text : "another currency");

/** The same of an amount in the currency of what it is in. */
export function plainAmount(
  text: string | undefined,
  currency: Currency,
  at: Place,
): Result<Minor, FileRefusal> {
  if (text === undefined) return wrong(at, "the amount", "missing");
  const amount = parseMinor(text, currency);
  return amount.ok && amount.value >= 0n ? ok(amount.value) : wrong(at, "the amount", "not-an-amount");
}

/** The amounts among these that are in the currency; those in another tell of another account's side. */
export const amountsIn = (nodes: readonly XmlNode[], currency: Currency): readonly XmlNode[] =>
  nodes.filter((node) => (attribute(node, "Ccy") ?? currency) === currency);

/** 1 for a credit, -1 for a debit, null for neither. */
export function signOf(text: string | undefined): 1n | -1n | null {
  if (text === "CRDT") return 1n;
  return text === "DBIT" ? -1n : null;
}

export const isTrue = (text: string | undefined): boolean => text === "true" || text === "1";

/** The day of `Dt`, or of `DtTm` as it is written there. */
export function dayOf(node: XmlNode, name: string): LocalDate | null {
  const text = textAt(node, name, "Dt") ?? textAt(node, name, "DtTm");
  return text === undefined ? null : parseLocalDate(text.slice(0, 10));
}

/** A number of entries; null for other text. */
export const countOf = (text: string): bigint | null => (/^\d{1,15}$/.test(text) ? BigInt(text) : null);

/** Whether an element is there at all. */
export const has = (node: XmlNode, ...path: readonly string[]): boolean => all(node, ...path).length > 0;
