// The schedule solver of /v1, described beside its route.

import { named, type Operations } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { scheduleQuestion } from "../plans/schemas.ts";
import { scheduleShapes } from "./schedule-shapes.ts";

export const describeSchedules = once(
  () =>
    ({
      "POST /v1/schedules": {
        id: "solveSchedule",
        tag: "Schedules",
        summary: "Find the schedules that fit",
        description:
          "Any two of amount, count (or end) and total give the third; where a total does not divide, every way to place the residue. With `planId` each choice is tried on that plan; one whose total the plan cannot have is refused there (`TOTAL_NOT_REACHABLE`, with the total that would come out). Nothing is written.",
        scope: "plans:read",
        body: named("ScheduleQuestion", scheduleQuestion),
        answers: {
          200: { description: "All that fit, the plainest first.", schema: scheduleShapes().choices },
        },
        failures: [
          "PLAN_NOT_FOUND",
          "CURRENCY_DIFFERS",
          "AMOUNT_TOO_PRECISE",
          "AMOUNT_TOO_LARGE",
          "AMOUNT_NOT_POSITIVE",
          "COUNT_OUT_OF_RANGE",
          "DATE_OUT_OF_RANGE",
          "SCHEDULE_UNDETERMINED",
          "SCHEDULE_INCONSISTENT",
          "END_BEFORE_START",
          "TOTAL_BELOW_COUNT",
        ],
        example: {
          body: {
            start: "2026-01-31",
            recurrence: "Weekly",
            count: 3,
            total: { amount: "100.00", currency: "AUD" },
            planId: 1,
          },
        },
      },
    }) as const satisfies Operations,
);
