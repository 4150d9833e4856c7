// The answers about clients, and a contact's statement, as schemas.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes } from "../call/common-shapes.ts";
import { planPartShapes } from "../plans/plan-part-shapes.ts";

export const clientShapes = once(() => {
  const { date, id, money, stamp, version } = commonShapes();
  const { sums, terms } = planPartShapes();
  const number = z.int().check(z.minimum(1));
  const line = named(
    "StatementLine",
    z.object({
      date,
      kind: z.enum(["instalment", "payment", "reversal"]),
      planId: id,
      number: number.with(z.describe("The instalment's, or the payment's.")),
      charge: z.nullable(money),
      payment: z.nullable(money),
      balance: money.with(z.describe("After the line; below zero is in credit.")),
      details: z.string().with(z.describe("What was noted of the payment, or why it was taken back.")),
    }),
  );
  return {
    client: named(
      "Client",
      z.object({
        id,
        contactId: z
          .nullable(id)
          .with(z.describe("The contact that the client is; null where that was taken back.")),
        by: z.enum(["link", "setting"]).with(z.describe("What says so; `setting` is CLIENT_IDS.")),
        version: z.nullable(version),
        lastUpdated: z.nullable(stamp),
      }),
    ),
    statement: named(
      "Statement",
      z.object({
        contact: z
          .object({ id, name: z.nullable(z.string()), reference: z.nullable(z.string()) })
          .with(z.describe("Name and reference only for a key with contacts:read.")),
        asOf: date,
        from: z.nullable(date),
        plans: z.array(
          z.object({
            ...{ id, version, clientId: id, businessUnitId: id, terms },
            status: z.enum(["active", "completed", "closed"]),
            totals: z.object(sums),
          }),
        ),
        sections: z
          .array(
            z.object({
              currency: z.string(),
              opening: money.with(z.describe("The balance before the first line.")),
              lines: z.array(line),
              ...{ balance: money, overdue: money, dueNow: money, outstanding: money },
              months: z
                .array(z.object({ month: z.string(), due: money, received: money }))
                .with(
                  z.describe("The twelve that end with that of the day: what became due, and what came in."),
                ),
            }),
          )
          .with(z.describe("One for each currency.")),
        toCome: z
          .array(z.object({ due: date, planId: id, instalment: number, unpaid: money }))
          .with(z.describe("Instalments after the day that are not paid in full.")),
        next: z
          .nullable(z.int())
          .with(
            z.describe("Where there are more plans than one statement takes: send it as `after` for theirs."),
          ),
      }),
    ),
  };
});
