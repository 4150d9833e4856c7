// The answer of the schedule solver as a schema; src/http/v1/schedules/schedules.ts makes it.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes } from "../call/common-shapes.ts";
import { planShapes } from "../plans/plan-shapes.ts";

export const scheduleShapes = once(() => {
  const { date, money } = commonShapes();
  const { difference, warning } = planShapes();
  return {
    choices: named(
      "ScheduleChoices",
      z.object({
        choices: z.array(
          z.object({
            residue: z
              .enum(["none", "last", "first"])
              .with(z.describe("Where the uneven part of the total is.")),
            amount: money,
            count: z.int(),
            total: money,
            instalments: z.array(z.object({ ordinal: z.int(), due: date, amount: money })),
            onPlan: z
              .optional(
                z.union([
                  z.object({ changed: z.boolean(), difference, warnings: z.array(warning) }),
                  z.object({
                    refused: z.object({
                      code: z.string(),
                      detail: z.string(),
                      total: z
                        .optional(money)
                        .with(z.describe("Of TOTAL_NOT_REACHABLE: what the total would be.")),
                    }),
                  }),
                ]),
              )
              .with(z.describe("What it would do to the plan that was named, or why it cannot.")),
          }),
        ),
      }),
    ),
  };
});
