// Terms that are wrong by themselves, each with its refusal: for a new plan and for an update alike.
import type { Terms } from "../../../src/domain/plans/plan.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
import { date } from "./builders.ts";

export const WRONG_TERMS: [string, Partial<Terms>, object][] = [
  [
    "an unknown recurrence",
    { recurrence: "Daily" as "Weekly" },
    { tag: "RECURRENCE_UNKNOWN", recurrence: "Daily" },
  ],
  [
    "a recurrence every object has",
    { recurrence: "toString" as "Weekly" },
    { tag: "RECURRENCE_UNKNOWN", recurrence: "toString" },
  ],
  ["an amount of 0", { amount: 0n }, { tag: "AMOUNT_NOT_POSITIVE", amount: 0n }],
  ["a negative amount", { amount: -1n }, { tag: "AMOUNT_NOT_POSITIVE", amount: -1n }],
  [
    "an amount beyond the limit",
    { amount: MAX_MINOR + 1n, count: 1 },
    { tag: "AMOUNT_TOO_LARGE", of: "amount", max: MAX_MINOR },
  ],
  [
    "a total beyond the limit",
    { amount: MAX_MINOR, count: 2 },
    { tag: "AMOUNT_TOO_LARGE", of: "total", max: MAX_MINOR },
  ],
  ["no instalment", { count: 0 }, { tag: "COUNT_OUT_OF_RANGE", count: 0, min: 1, max: 600 }],
  ["601 instalments", { count: 601 }, { tag: "COUNT_OUT_OF_RANGE", count: 601, min: 1, max: 600 }],
  ["half an instalment", { count: 1.5 }, { tag: "COUNT_OUT_OF_RANGE", count: 1.5, min: 1, max: 600 }],
  [
    "a last date beyond 9999",
    { start: date("9999-02-01") },
    { tag: "DATE_OUT_OF_RANGE", ordinal: 12, max: "9999-12-31" },
  ],
];
