// The answers about payment plans as schemas; src/http/v1/plan-json.ts makes them.
import * as z from "zod";
import { once } from "../once.ts";
import { named } from "../openapi/operation.ts";
import { commonShapes, pageOf } from "./common-shapes.ts";
import { differenceShapes } from "./difference-shapes.ts";
import { planPartShapes } from "./plan-part-shapes.ts";

export const planShapes = once(() => {
  const { date, id, instant, money, recurrence, stamp, version } = commonShapes();
  const { instalmentFacts, sums, terms, totals } = planPartShapes();

  const instalment = named(
    "Instalment",
    z.object({
      ...instalmentFacts,
      amountSince: version
        .nullable()
        .describe("The version that set the amount; null where it is not known."),
      pastDue: z.boolean(),
      collected: date.optional().describe("The day it is collected, where `collection` was asked for."),
    }),
  );
  const payment = named(
    "Payment",
    z.object({
      number: z.int().min(1),
      amount: money,
      receivedOn: date,
      note: z.string(),
      instalment: z.int().nullable().describe("The instalment that the payer named; it is filled first."),
      recorded: stamp,
      reversed: named(
        "ReversalStamp",
        z.object({
          at: instant,
          by: z.string(),
          reason: z.string().nullable(),
          on: date.nullable().describe("The day it turned out, where that was said."),
        }),
      ).nullable(),
    }),
  );
  const head = {
    version,
    clientId: id,
    businessUnitId: id,
    status: z.enum(["active", "completed", "closed"]),
    terms,
    paymentMethod: z.string(),
    totals: named("TotalsAsOf", z.object({ asOf: date, ...sums })),
  };
  const stamps = { created: stamp, lastUpdated: stamp };
  const planFacts = {
    id: id.nullable().describe("Null for a plan that was only previewed."),
    ...head,
    instalments: z.array(instalment),
    payments: z.array(payment),
    ...stamps,
  };

  const { difference, warning } = differenceShapes();

  const reason = named("Reason", z.object({ rule: z.string(), text: z.string() }));
  return {
    difference,
    totals,
    warning,
    plan: named("Plan", z.object(planFacts)),
    changedPlan: named(
      "ChangedPlan",
      z.object({
        ...planFacts,
        changed: z.boolean().describe("False when the plan was so already: then nothing was written."),
        difference,
        warnings: z.array(warning),
        validateOnly: z.boolean(),
      }),
    ),
    plans: named(
      "Plans",
      pageOf(named("PlanSummary", z.object({ id, ...head, nextDue: date.nullable(), ...stamps }))),
    ),
    explanation: named(
      "Explanation",
      z.object({
        planId: id,
        version,
        ordinal: z.int(),
        due: date,
        anchor: z
          .object({
            ordinal: z.int(),
            date,
            wantedDay: z.int().min(1).max(31),
            recurrence,
            cause: named(
              "AnchorCause",
              z.object({ kind: z.enum(["creation", "moved-start", "changed-recurrence"]), version }),
            )
              .nullable()
              .describe("What made it, and the version that did; null where that is not known."),
          })
          .describe("Where the date is counted from (rule D2)."),
        date: reason.describe("How the date follows from the anchor."),
        cause: reason.describe("What made the anchor."),
        amount: reason,
        amountSince: version
          .nullable()
          .describe("The version that set the amount; null where it is not known."),
      }),
    ),
    events: named(
      "PlanEvents",
      pageOf(
        named(
          "PlanVersion",
          z.object({
            version,
            kind: z.enum(["create", "update", "record-payment", "reverse-payment", "set-instalment"]),
            at: instant,
            actor: z.string(),
            requestHash: z.string().describe("SHA-256 of the request that asked for it."),
            policy: z
              .object({ arrears: z.enum(["roll", "keep"]), today: date, rules: z.int().min(1) })
              .describe("The rules it was decided under."),
            difference,
            warnings: z.array(warning),
            previousHash: z.string(),
            hash: z.string(),
            text: z.string().optional().describe("The text that was hashed, where it was asked for."),
          }),
        ),
      ),
    ),
    verdict: named(
      "HistoryCheck",
      z.object({
        planId: id,
        intact: z.boolean(),
        events: z.int(),
        head: z.object({ version, hash: z.string() }).nullable(),
        broken: z
          .object({
            code: z.string(),
            version: z.int(),
            member: z.string().nullable(),
            detail: z.string(),
          })
          .nullable(),
      }),
    ),
  };
});
