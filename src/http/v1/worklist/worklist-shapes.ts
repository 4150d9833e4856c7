// The answer of GET /v1/worklist as a schema; src/http/v1/worklist/worklist-json.ts makes it.
import * as z from "zod/mini";
import { AGES } from "../../../domain/worklist/ages.ts";
import { WORK_KINDS } from "../../../domain/worklist/worklist-page.ts";
import { MAX_SORTED_PLANS, MAX_SORTED_ROWS } from "../../../domain/worklist/worklist-port.ts";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes } from "../call/common-shapes.ts";

export const worklistShapes = once(() => {
  const { date, id, money, version } = commonShapes();
  const count = z.int().check(z.minimum(0));
  const days = count.with(z.describe("Since then."));
  const age = z.enum(AGES);
  const item = named(
    "WorkItem",
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("overdue-plan"),
        since: date.with(z.describe("When its oldest unpaid instalment was due.")),
        days,
        age,
        overdue: money,
        plan: z.object({ id, version, clientId: id, businessUnitId: id }),
        contact: z
          .nullable(z.object({ id, name: z.string() }))
          .with(z.describe("Which the client is, where that is said and the key may read contacts.")),
      }),
      z.object({
        kind: z.literal("contact-on-stop"),
        since: z
          .nullable(date)
          .with(z.describe("Null where the stop has a reason and no date that has come.")),
        days: z.nullable(days),
        contact: z.object({ id, name: z.string() }),
        reason: z.nullable(z.string()),
      }),
    ]),
  );
  return {
    worklist: named(
      "Worklist",
      z.object({
        asOf: date,
        kinds: z
          .array(z.enum(WORK_KINDS))
          .with(z.describe("What was looked for: contacts only with contacts:read.")),
        totals: z
          .nullable(
            z.object({
              plans: count,
              complete: z
                .boolean()
                .with(
                  z.describe(
                    `False where more is overdue than is summed or sorted at once: the oldest ${MAX_SORTED_PLANS} plans, or ${MAX_SORTED_ROWS} instalments.`,
                  ),
                ),
              currencies: z.array(
                named(
                  "OverdueSum",
                  z.object({
                    overdue: money,
                    plans: count,
                    ages: z
                      .array(z.object({ age, overdue: money, plans: count }))
                      .with(z.describe("Each plan whole under the age of its oldest unpaid instalment.")),
                  }),
                ),
              ),
            }),
          )
          .with(
            z.describe("Of all that is filtered, on the first page and with the largest first; else null."),
          ),
        items: z
          .array(item)
          .with(
            z.describe(
              "By `kind`; further kinds may come, and a client passes over those that it does not know.",
            ),
          ),
        next: z
          .nullable(z.string())
          .with(z.describe("Send it as `after` for the next page; null on the last one.")),
      }),
    ),
  };
});
