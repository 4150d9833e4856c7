// The query parameters of the plan routes: how a plan is shown, and how a change is made.
import * as z from "zod/mini";
import { COLLECTION_CONVENTIONS } from "../../../domain/plans/due-dates/collection-date.ts";
import { type LocalDate, parseLocalDate } from "../../../domain/values/local-date.ts";
import { readBy } from "../call/read-by.ts";
import { localDate } from "./schemas.ts";

const isDate = (text: string): text is LocalDate => text.length === 10 && parseLocalDate(text) !== null;

/** "2025-12-25,2025-12-26" */
const dates = readBy((text) => {
  const parts = text.split(",");
  return parts.every(isDate) ? parts : null;
}, "Dates are expected, such as 2025-12-25,2025-12-26.");

export const planView = z.object({
  asOf: z
    .optional(localDate)
    .with(z.describe("The day whose totals are asked for; today in the service's zone when left out.")),
  collection: z
    .optional(z.enum(COLLECTION_CONVENTIONS))
    .with(z.describe("Adds the day each instalment is collected on, where weekends and holidays are none.")),
  holidays: z
    .optional(dates)
    .with(z.describe("Days that are no business days, as in 2025-12-25,2025-12-26.")),
});

export const planChange = z.extend(planView, {
  validateOnly: z
    .pipe(
      z._default(z.enum(["true", "false"]), "false"),
      z.transform((word) => word === "true"),
    )
    .with(
      z.describe(
        "true: the very answer of the real call, with nothing written (law I17). Needs the scope plans:read as well.",
      ),
    ),
  arrears: z
    .optional(z.enum(["roll", "keep"]))
    .with(
      z.describe(
        "What becomes of past-due unpaid instalments: roll lets them take new terms, keep locks them. The service's setting when left out.",
      ),
    ),
});

export type PlanView = z.output<typeof planView>;
export type PlanChangeOptions = z.output<typeof planChange>;
