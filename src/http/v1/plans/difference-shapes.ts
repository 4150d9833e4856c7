// A difference and its warnings as schemas; src/http/v1/plans/difference-json.ts makes them.
import * as z from "zod/mini";
import { READINGS, type Reading } from "../../../domain/plans/difference/changed-rows.ts";
import type { ClaimKind } from "../../../domain/plans/difference/claims.ts";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes } from "../call/common-shapes.ts";
import { planPartShapes } from "./plan-part-shapes.ts";

const READING_TEXTS: Readonly<Record<Reading, string>> = {
  added: "They were not there before.",
  removed: "They left the plan.",
  moved: "On another day.",
  repriced: "Asking for another amount.",
  overridden: "With an override set, changed or taken off.",
  underOverride: "With another amount, where an override asks for something else before or after.",
  refilled: "Holding another amount.",
  rebatched: "Put into a payment batch or taken out of one.",
};

const CLAIM_KINDS: Readonly<Record<ClaimKind, true>> = {
  state: true,
  method: true,
  start: true,
  recurrence: true,
  amount: true,
  repriced: true,
  "under-override": true,
  override: true,
  moved: true,
  added: true,
  removed: true,
  batch: true,
  received: true,
  credit: true,
  held: true,
  "money-moved": true,
  freed: true,
  overdue: true,
  next: true,
  "all-overdue": true,
  finished: true,
  total: true,
};

export const differenceShapes = once(() => {
  const { date, money } = commonShapes();
  const { instalmentThen, terms, totals } = planPartShapes();
  const warning = named(
    "PlanWarning",
    z.object({
      code: z.enum(["OVERRIDE_DROPPED", "ROW_DIFFERS_FROM_TERMS", "ARREARS_REDUCED"]),
      ordinal: z.optional(z.int()).with(z.describe("The instalment, but for ARREARS_REDUCED.")),
      override: z.optional(money).with(z.describe("OVERRIDE_DROPPED: what left with the instalment.")),
      amount: z.optional(money).with(z.describe("ROW_DIFFERS_FROM_TERMS: what the instalment keeps.")),
      asked: z.optional(money).with(z.describe("ROW_DIFFERS_FROM_TERMS: what the terms ask for.")),
      from: z.optional(money).with(z.describe("ARREARS_REDUCED: what was overdue.")),
      to: z.optional(money).with(z.describe("ARREARS_REDUCED: what is overdue now.")),
      text: z.string(),
    }),
  );
  const rowChange = named(
    "InstalmentChange",
    z.object({
      ordinal: z.int(),
      before: z.nullable(instalmentThen),
      after: z.nullable(instalmentThen),
      pastDue: z.boolean().with(z.describe("It was due before the day of the change.")),
    }),
  );
  const rows = z.array(rowChange);
  const readings = READINGS.map((name) => [name, rows.with(z.describe(READING_TEXTS[name]))]);
  const end = z.union([money, z.string(), z.boolean(), z.array(z.int()), z.null()]);
  const claim = named(
    "Claim",
    z.object({
      kind: z.enum(Object.keys(CLAIM_KINDS) as [ClaimKind, ...ClaimKind[]]),
      rows: z.array(z.int()).with(z.describe("The instalments that it is about, by ordinal.")),
      terms: z.array(z.string()).with(z.describe("The changed members of the terms that it tells.")),
      from: end,
      to: end,
      pastDue: z.optional(z.boolean()),
      together: z
        .optional(z.boolean())
        .with(z.describe("The rows are not alike: from and to are their sums.")),
      amount: z.optional(money),
      isUsed: z.optional(z.boolean()).with(z.describe("Credit that instalments took.")),
      by: z
        .optional(z.enum(["promise", "terms", "override"]))
        .with(z.describe("What a freed instalment goes by now.")),
      isOwed: z.optional(z.boolean()),
      moves: z.optional(z.boolean()).with(z.describe("The same instalment is next, on another day.")),
      text: z.string(),
    }),
  );
  const difference = named(
    "Difference",
    z.object({
      ...(Object.fromEntries(readings) as Record<Reading, typeof rows>),
      terms: z.object({ before: z.nullable(terms), after: terms }),
      paymentMethod: z.object({ before: z.nullable(z.string()), after: z.string() }),
      totals: z.object({ before: z.nullable(totals), after: totals }),
      nextDue: z.object({ before: z.nullable(date), after: z.nullable(date) }),
      claims: z.array(claim).with(z.describe("What is said, as data: rows, and what they were and are.")),
      text: z.array(z.string()).with(z.describe("The same in sentences, one a claim.")),
    }),
  );
  return { difference, warning };
});
