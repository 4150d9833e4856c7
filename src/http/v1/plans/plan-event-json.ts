// What a recorded event of a plan says became different.
import type { PlanEvent } from "../../../domain/plans/history/plan-event.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { keptDifferenceJson } from "./difference-json.ts";

/** The difference; of an erasure, which moves no row and no money, the sentence says what it did instead. */
export function eventDifferenceJson({ kind, difference }: PlanEvent, currency: Currency) {
  const json = keptDifferenceJson(difference, currency);
  return kind === "erase-texts"
    ? { ...json, text: ["what was written about the plan's payments is erased"] }
    : json;
}
