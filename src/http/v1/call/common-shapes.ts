// The parts that many answers of /v1 share, as schemas: what the document says and what the tests hold answers to.
import * as z from "zod/mini";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { localDate, money, recurrence } from "../plans/schemas.ts";

export const commonShapes = once(() => {
  const instant = z.string().with(z.meta({ format: "date-time", description: "ISO 8601 in UTC." }));
  const stamp = named(
    "Stamp",
    z.object({ at: instant, by: z.string().with(z.describe("The name of the key that called.")) }),
  );
  return {
    instant,
    stamp,
    money: named("Money", money),
    date: named("Date", localDate),
    recurrence: named("Recurrence", recurrence),
    id: named("Id", z.int().check(z.minimum(1), z.maximum(MAX_ID))),
    version: named(
      "Version",
      z
        .int()
        .check(z.minimum(1))
        .with(z.describe("Counts the events of one plan, contact or reference from 1.")),
    ),
  };
});

/** One page of a list, oldest first. */
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.nullable(z.int()).with(z.describe("Send it as `after` for the next page; null on the last one.")),
  });
