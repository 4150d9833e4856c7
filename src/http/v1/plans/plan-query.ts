// The query parameters of the plan calls: how a plan is shown, and how a change is made.
import * as z from "zod/mini";
import { once } from "../../request/once.ts";
import { arrears, collectionConvention, localDate, localDates } from "../call/values.ts";

export const planView = once(() =>
  z.object({
    asOf: z
      .optional(localDate())
      .with(z.describe("The day whose totals are asked for; today in the service's zone when left out.")),
    collection: z
      .optional(collectionConvention())
      .with(
        z.describe("Adds the day each instalment is collected on, where weekends and holidays are none."),
      ),
    holidays: z
      .optional(localDates())
      .with(z.describe("Days that are no business days, as in 2025-12-25,2025-12-26.")),
  }),
);

export const planChange = once(() =>
  z.extend(planView(), {
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
      .optional(arrears())
      .with(
        z.describe(
          "What becomes of past-due unpaid instalments: roll lets them take new terms, keep locks them. The service's setting when left out.",
        ),
      ),
  }),
);

export type PlanView = z.output<ReturnType<typeof planView>>;
export type PlanChangeOptions = z.output<ReturnType<typeof planChange>>;
