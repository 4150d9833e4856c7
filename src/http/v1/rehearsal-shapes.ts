// The lines of rehearsals and commits as schemas; src/http/v1/rehearsal-json.ts and rehearsal-commit.ts make them.
import * as z from "zod";
import { once } from "../once.ts";
import { named } from "../openapi/operation.ts";
import { commonShapes } from "./common-shapes.ts";
import { planShapes } from "./plan-shapes.ts";
import { rehearsalHeader } from "./rehearsal-schemas.ts";

const text = z.array(z.string()).optional();
const hex = z.string().regex(/^[0-9a-f]{64}$/);

export const rehearsalShapes = once(() => {
  const { date, id, money, version } = commonShapes();
  const { totals, warning } = planShapes();
  const sides = z.object({ before: totals, after: totals });
  const refusal = { code: z.string().optional(), detail: z.string().optional() };

  const plan = named(
    "RehearsedPlan",
    z.object({
      id,
      version: version.nullable(),
      outcome: z.enum(["changed", "unchanged", "refused"]),
      ...refusal,
      totals: sides.optional(),
      nextDue: z.object({ before: date.nullable(), after: date.nullable() }).optional(),
      text: text.describe("The difference in sentences."),
      warnings: z.array(warning).optional(),
      effect: hex.optional().describe("SHA-256 of the whole difference, row by row."),
    }),
  );
  const counts = { plans: z.int(), unchanged: z.int(), refused: z.int() };
  const end = named(
    "RehearsalEnd",
    z.object({
      summary: z.object({
        ...counts,
        changed: z.int(),
        moved: z.int().describe("How many get another next due date."),
        refusals: z.record(z.string(), z.int()).describe("How many each code refuses."),
        warnings: z.record(z.string(), z.int()).describe("To how many each warning is given."),
        arrearsReduced: z
          .record(z.string(), z.object({ from: money, to: money }))
          .describe("What is overdue on those that ARREARS_REDUCED is said of, by currency."),
        totals: z.record(z.string(), sides).describe("By currency."),
      }),
      hash: hex.describe("Names this rehearsal; commit it under this hash."),
    }),
  );
  const broken = named(
    "BrokenOff",
    z.object({ error: z.object({ code: z.string(), detail: z.string() }) }).describe("The rest is missing."),
  );
  const committed = named(
    "CommittedPlan",
    z.object({
      id,
      version: version.nullable(),
      outcome: z.enum(["applied", "unchanged", "changed-since", "refused"]),
      ...refusal,
    }),
  );
  const commitEnd = named(
    "CommitEnd",
    z.object({ summary: z.object({ ...counts, applied: z.int(), changedSince: z.int() }) }),
  );
  const header = named("RehearsalHeader", rehearsalHeader);
  return {
    line: named("RehearsalLine", z.union([header, plan, end, broken])),
    sentLine: named("SentRehearsalLine", z.union([header, plan, end])),
    commitLine: named("CommitLine", z.union([committed, commitEnd, broken])),
  };
});
