// The parts that a plan and a difference between two of its states share, as schemas.

import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { nameOf } from "../../settings/enum-tables.ts";
import { commonShapes } from "../call/common-shapes.ts";

export const planPartShapes = once(() => {
  const { date, money, recurrence } = commonShapes();
  const terms = named(
    "Terms",
    z.object({
      start: date,
      amount: money.with(z.describe("Of one instalment.")),
      count: z.int().with(z.describe("Instalments of the whole plan, not of what is left.")),
      recurrence,
      active: z.boolean(),
      recordState: z.string().with(z.describe(nameOf("RecordState"))),
    }),
  );
  const sums = {
    total: money,
    received: money,
    outstanding: money,
    credit: money.with(z.describe("Money that no instalment holds.")),
    overdue: money.with(z.describe("Unpaid on instalments due before the day.")),
    dueNow: money.with(z.describe("Unpaid on instalments due on or before the day.")),
  };
  const totals = named("Totals", z.object(sums));
  const instalmentFacts = {
    ordinal: z.int().check(z.minimum(1)),
    due: date,
    amount: money,
    override: z.nullable(money).with(z.describe("Replaces the amount where it is set.")),
    received: money,
    inBatch: z.boolean(),
    locked: z.boolean().with(z.describe("Holds money or is in a payment batch: no update changes it.")),
  };
  const instalmentThen = named("InstalmentThen", z.object(instalmentFacts));
  return { instalmentFacts, instalmentThen, sums, terms, totals };
});
