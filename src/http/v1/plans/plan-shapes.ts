// The answers about payment plans as schemas; src/http/v1/plans/plan-json.ts makes them.
import * as z from "zod/mini";
import { COMMAND_KINDS } from "../../../domain/plans/commands/command-kinds.ts";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { nameOf } from "../../settings/enum-tables.ts";
import { commonShapes, pageOf } from "../call/common-shapes.ts";
import { differenceShapes } from "./difference-shapes.ts";
import { planPartShapes } from "./plan-part-shapes.ts";

export const planShapes = once(() => {
  const { date, id, instant, money, recurrence, stamp, version } = commonShapes();
  const { instalmentFacts, sums, terms, totals } = planPartShapes();

  const instalment = named(
    "Instalment",
    z.object({
      ...instalmentFacts,
      amountSince: z
        .nullable(version)
        .with(z.describe("The version that set the amount; null where it is not known.")),
      pastDue: z.boolean(),
      collected: z
        .optional(date)
        .with(z.describe("The day it is collected, where `collection` was asked for.")),
    }),
  );
  const payment = named(
    "Payment",
    z.object({
      number: z.int().check(z.minimum(1)),
      amount: money,
      receivedOn: date,
      note: z.string(),
      instalment: z
        .nullable(z.int())
        .with(z.describe("The instalment that the payer named; it is filled first.")),
      recorded: stamp,
      reversed: z.nullable(
        named(
          "ReversalStamp",
          z.object({
            at: instant,
            by: z.string(),
            reason: z.nullable(z.string()),
            on: z.nullable(date).with(z.describe("The day it turned out, where that was said.")),
          }),
        ),
      ),
    }),
  );
  const head = {
    version,
    clientId: id,
    businessUnitId: id,
    status: z.enum(["active", "completed", "closed"]),
    terms,
    paymentMethod: z.string().with(z.describe(nameOf("PaymentMethod"))),
    totals: named("TotalsAsOf", z.object({ asOf: date, ...sums })),
  };
  const stamps = { created: stamp, lastUpdated: stamp };
  const planFacts = {
    id: z.nullable(id).with(z.describe("Null for a plan that was only previewed.")),
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
        changed: z
          .boolean()
          .with(z.describe("False when the plan was so already: then nothing was written.")),
        difference,
        warnings: z.array(warning),
        validateOnly: z.boolean(),
      }),
    ),
    plans: named(
      "Plans",
      pageOf(
        named(
          "PlanSummary",
          z.object({
            id,
            ...head,
            nextDue: z.nullable(date),
            oldestUnpaid: z
              .nullable(date)
              .with(z.describe("When the oldest instalment is due that is not paid in full.")),
            ...stamps,
          }),
        ),
      ),
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
            wantedDay: z.int().check(z.minimum(1), z.maximum(31)),
            recurrence,
            cause: z
              .nullable(
                named(
                  "AnchorCause",
                  z.object({ kind: z.enum(["creation", "moved-start", "changed-recurrence"]), version }),
                ),
              )
              .with(z.describe("What made it, and the version that did; null where that is not known.")),
          })
          .with(z.describe("Where the date is counted from (rule D2).")),
        date: reason.with(z.describe("How the date follows from the anchor.")),
        cause: reason.with(z.describe("What made the anchor.")),
        amount: reason,
        amountSince: z
          .nullable(version)
          .with(z.describe("The version that set the amount; null where it is not known.")),
      }),
    ),
    events: named(
      "PlanEvents",
      pageOf(
        named(
          "PlanVersion",
          z.object({
            version,
            kind: z.enum(COMMAND_KINDS),
            at: instant,
            actor: z.string(),
            requestHash: z.string().with(z.describe("SHA-256 of the request that asked for it.")),
            policy: z
              .object({ arrears: z.enum(["roll", "keep"]), today: date, rules: z.int().check(z.minimum(1)) })
              .with(z.describe("The rules it was decided under.")),
            difference,
            warnings: z.array(warning),
            previousHash: z.string(),
            hash: z.string(),
            text: z
              .optional(z.string())
              .with(z.describe("The text that was hashed, where it was asked for.")),
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
        head: z.nullable(z.object({ version, hash: z.string() })),
        erasures: z
          .array(
            z.object({
              version,
              at: instant,
              by: z.string(),
              texts: z.int().with(z.describe("Texts that are gone; the events' commitments to them stand.")),
              onTrust: z
                .int()
                .with(z.describe("Older events whose own text was replaced: their hash is taken on trust.")),
              detail: z.string(),
            }),
          )
          .with(z.describe("What was erased, and what can therefore no longer be checked.")),
        broken: z.nullable(
          z.object({
            code: z.string(),
            version: z.int(),
            member: z.nullable(z.string()),
            detail: z.string(),
          }),
        ),
      }),
    ),
  };
});
