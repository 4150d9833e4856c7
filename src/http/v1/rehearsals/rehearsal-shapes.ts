// The lines of rehearsals and commits as schemas; src/http/v1/rehearsals/rehearsal-json.ts and rehearsal-commit.ts make them.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes } from "../call/common-shapes.ts";
import { planShapes } from "../plans/plan-shapes.ts";
import { rehearsalHeader } from "./rehearsal-schemas.ts";

export const rehearsalShapes = once(() => {
  const text = z.optional(z.array(z.string()));
  const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
  const { date, id, money, version } = commonShapes();
  const { totals, warning } = planShapes();
  const sides = z.object({ before: totals, after: totals });
  const refusal = { code: z.optional(z.string()), detail: z.optional(z.string()) };

  const plan = named(
    "RehearsedPlan",
    z.object({
      id,
      version: z.nullable(version),
      outcome: z.enum(["changed", "unchanged", "refused"]),
      ...refusal,
      totals: z.optional(sides),
      nextDue: z.optional(z.object({ before: z.nullable(date), after: z.nullable(date) })),
      text: text.with(z.describe("The difference in sentences.")),
      warnings: z.optional(z.array(warning)),
      effect: z.optional(hex).with(z.describe("SHA-256 of the whole difference, row by row.")),
    }),
  );
  const counts = { plans: z.int(), unchanged: z.int(), refused: z.int() };
  const end = named(
    "RehearsalEnd",
    z.object({
      summary: z.object({
        ...counts,
        changed: z.int(),
        moved: z.int().with(z.describe("How many get another next due date.")),
        refusals: z.record(z.string(), z.int()).with(z.describe("How many each code refuses.")),
        warnings: z.record(z.string(), z.int()).with(z.describe("To how many each warning is given.")),
        arrearsReduced: z
          .record(z.string(), z.object({ from: money, to: money }))
          .with(z.describe("What is overdue on those that ARREARS_REDUCED is said of, by currency.")),
        totals: z.record(z.string(), sides).with(z.describe("By currency.")),
      }),
      hash: hex.with(z.describe("Names this rehearsal; commit it under this hash.")),
    }),
  );
  const broken = named(
    "BrokenOff",
    z
      .object({ error: z.object({ code: z.string(), detail: z.string() }) })
      .with(z.describe("The rest is missing.")),
  );
  const committed = named(
    "CommittedPlan",
    z.object({
      id,
      version: z.nullable(version),
      outcome: z.enum(["applied", "unchanged", "changed-since", "refused"]),
      ...refusal,
    }),
  );
  const commitEnd = named(
    "CommitEnd",
    z.object({ summary: z.object({ ...counts, applied: z.int(), changedSince: z.int() }) }),
  );
  const header = named("RehearsalHeader", rehearsalHeader());
  return {
    line: named("RehearsalLine", z.union([header, plan, end, broken])),
    sentLine: named("SentRehearsalLine", z.union([header, plan, end])),
    commitLine: named("CommitLine", z.union([committed, commitEnd, broken])),
  };
});
