// Reads the query of a contract call as Web API binds it: names in any case, unknown ones ignored, wrong values named.
import { type LocalDate, parseLocalDate } from "../../../../domain/values/local-date.ts";
import { queryPairs } from "../../../request/query/query-pairs.ts";
import type { ModelState } from "../../../webapi/action-result.ts";

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };
const INTEGER = /^\d{1,10}$/;

/** Each reader gives null for a parameter that is not there or empty, and notes one that cannot be read. */
export type QueryParameters = {
  /** "1,2" and the parameter given several times: one list, each number once, ascending. */
  readonly ids: (name: string, most: number) => readonly number[] | null;
  readonly integer: (name: string, min: number, max: number) => number | null;
  /** The first ten characters of a date or date-time (rule D1). */
  readonly date: (name: string) => LocalDate | null;
  readonly boolean: (name: string) => boolean | null;
  /** What was wrong so far, by parameter; null when nothing was. Values are never repeated. */
  readonly wrong: () => ModelState | null;
};

export function queryParameters(url: string): QueryParameters {
  const given = Map.groupBy(queryPairs(url), ([name]) => name.toLowerCase());
  const wrong: Record<string, string[]> = {};
  const refuse = (name: string, expected: string): null => {
    wrong[name] = [`The ${name} parameter must be ${expected}.`];
    return null;
  };
  const one = <T>(name: string, expected: string, read: (text: string) => T | null): T | null => {
    const [first, second] = given.get(name.toLowerCase()) ?? [];
    if (first === undefined || (first[1] === "" && second === undefined)) return null;
    return (second === undefined ? read(first[1]) : null) ?? refuse(name, expected);
  };
  return {
    ids: (name, most) => {
      const pairs = given.get(name.toLowerCase());
      if (pairs === undefined) return null;
      const parts = pairs.flatMap(([, value]) => value.split(",")).map((part) => part.trim());
      const ids = [...new Set(parts.filter((part) => part !== "").map(Number))].sort((a, b) => a - b);
      if (!parts.every((part) => part === "" || INTEGER.test(part)) || ids.length > most) {
        return refuse(name, `a list of up to ${most} ids with commas between`);
      }
      return ids;
    },
    integer: (name, min, max) =>
      one(name, `a whole number from ${min} to ${max}`, (text) => {
        const value = INTEGER.test(text) ? Number(text) : Number.NaN;
        return value >= min && value <= max ? value : null;
      }),
    date: (name) => one(name, "a date such as 2025-01-31", parseLocalDate),
    boolean: (name) => one(name, "true or false", (text) => WORDS[text.toLowerCase()] ?? null),
    wrong: () => (Object.keys(wrong).length === 0 ? null : wrong),
  };
}
