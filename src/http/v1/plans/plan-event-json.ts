// What a recorded event of a plan says became different.
import { EVENT_SENTENCES } from "../../../domain/plans/difference/sentences.ts";
import type { PlanEvent } from "../../../domain/plans/history/plan-event.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { differenceJson } from "./difference-json.ts";

/** The difference; where it tells nothing, a sentence says what the event did instead. */
export const eventDifferenceJson = (
  { kind, difference }: Pick<PlanEvent, "kind" | "difference">,
  currency: Currency,
) => differenceJson(difference, currency, EVENT_SENTENCES[kind]);
