// The answers about payment plans as schemas; src/http/v1/plan-json.ts makes them.
import * as z from "zod";
import { nameOf } from "../contracts/published-enums.ts";
import { once } from "../once.ts";
import { named } from "../openapi/operation.ts";
import { commonShapes, pageOf } from "./common-shapes.ts";

export const planShapes = once(() => {
  const { date, id, instant, money, recurrence, stamp, version } = commonShapes();

  const terms = named(
    "Terms",
    z.object({
      start: date,
      amount: money.describe("Of one instalment."),
      count: z.int().describe("Instalments of the whole plan, not of what is left."),
      recurrence,
      active: z.boolean(),
      recordState: z.string().describe(nameOf("RecordState")),
    }),
  );
  const sums = {
    total: money,
    received: money,
    outstanding: money,
    credit: money.describe("Money that no instalment holds."),
    overdue: money.describe("Unpaid on instalments due before the day."),
    dueNow: money.describe("Unpaid on instalments due on or before the day."),
  };
  const totals = named("Totals", z.object(sums));
  const instalmentFacts = {
    ordinal: z.int().min(1),
    due: date,
    amount: money,
    override: money.nullable().describe("Replaces the amount where it is set."),
    received: money,
    inBatch: z.boolean(),
    locked: z.boolean().describe("Holds money or is in a payment batch: no update changes it."),
  };
  const instalmentThen = named("InstalmentThen", z.object(instalmentFacts));
  const instalment = named(
    "Instalment",
    z.object({
      ...instalmentFacts,
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
      reversed: stamp.nullable(),
    }),
  );
  const head = {
    version,
    clientId: id,
    businessUnitId: id,
    status: z.enum(["active", "completed", "closed"]),
    terms,
    paymentMethod: z.string().describe(nameOf("PaymentMethod")),
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

  const warning = named(
    "PlanWarning",
    z.object({
      code: z.enum(["OVERRIDE_DROPPED"]),
      ordinal: z.int(),
      override: money,
      text: z.string(),
    }),
  );
  const rowChange = named(
    "InstalmentChange",
    z.object({
      ordinal: z.int(),
      before: instalmentThen.nullable(),
      after: instalmentThen.nullable(),
      pastDue: z.boolean().describe("It was due before the day of the change."),
    }),
  );
  const rows = z.array(rowChange);
  const difference = named(
    "Difference",
    z.object({
      added: rows,
      removed: rows,
      moved: rows.describe("On another day."),
      repriced: rows.describe("Asking for another amount."),
      refilled: rows.describe("Holding another amount."),
      rebatched: rows.describe("Put into a payment batch or taken out of one."),
      terms: z.object({ before: terms.nullable(), after: terms }),
      totals: z.object({ before: totals.nullable(), after: totals }),
      nextDue: z.object({ before: date.nullable(), after: date.nullable() }),
      text: z.array(z.string()).describe("The same in sentences."),
    }),
  );

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
          .object({ ordinal: z.int(), date, wantedDay: z.int().min(1).max(31), recurrence })
          .describe("Where the date is counted from (rule D2)."),
        date: named("Reason", z.object({ rule: z.string(), text: z.string() })),
        amount: z.object({ rule: z.string(), text: z.string() }),
      }),
    ),
    events: named(
      "PlanEvents",
      pageOf(
        named(
          "PlanVersion",
          z.object({
            version,
            kind: z.enum([
              "create",
              "update",
              "record-payment",
              "reverse-payment",
              "set-instalment",
              "erase-texts",
            ]),
            at: instant,
            actor: z.string(),
            requestHash: z.string().describe("SHA-256 of the request that asked for it."),
            policy: z
              .object({ arrears: z.enum(["roll", "keep"]), today: date })
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
        erasures: z
          .array(
            z.object({
              version,
              at: instant,
              by: z.string(),
              texts: z.int().describe("Texts that are gone; the events' commitments to them stand."),
              onTrust: z
                .int()
                .describe("Older events whose own text was replaced: their hash is taken on trust."),
              detail: z.string(),
            }),
          )
          .describe("What was erased, and what can therefore no longer be checked."),
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
