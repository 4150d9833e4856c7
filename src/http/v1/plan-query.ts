// The query parameters of the plan routes: how a plan is shown, and how a change is made.
import * as z from "zod";
import { COLLECTION_CONVENTIONS } from "../../domain/plans/collection-date.ts";
import { type LocalDate, parseLocalDate } from "../../domain/values/local-date.ts";
import { localDate } from "./schemas.ts";

const isDate = (text: string): text is LocalDate => text.length === 10 && parseLocalDate(text) !== null;

/** "2025-12-25,2025-12-26" */
const dates = z
  .string()
  .transform((text) => text.split(",").filter((part) => part !== ""))
  .refine(
    (parts): parts is LocalDate[] => parts.every(isDate),
    "Dates are expected, such as 2025-12-25,2025-12-26.",
  );

export const planView = z.object({
  /** The day whose totals are asked for; default: today in the service's zone. */
  asOf: localDate.optional(),
  /** Adds the day each instalment is collected on, where weekends and holidays are none. */
  collection: z.enum(COLLECTION_CONVENTIONS).optional(),
  holidays: dates.optional(),
});

export const planChange = planView.extend({
  /** The very answer of the real call, with nothing written (law I17). */
  validateOnly: z
    .enum(["true", "false"])
    .default("false")
    .transform((word) => word === "true"),
  /** What becomes of past-due unpaid rows; default: the service's setting. */
  arrears: z.enum(["roll", "keep"]).optional(),
});

export type PlanView = z.output<typeof planView>;
export type PlanChangeOptions = z.output<typeof planChange>;
