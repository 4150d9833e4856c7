// The answers about contacts and their credit as schemas; src/http/v1/contacts/contact-json.ts makes them.
import * as z from "zod/mini";
import { DECISION_KINDS, VERDICTS } from "../../../domain/contacts/credit/credit-decision.ts";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes, pageOf } from "../call/common-shapes.ts";

export const contactShapes = once(() => {
  const { id, instant, money, stamp, version } = commonShapes();
  const text = z.nullable(z.string());
  const flag = z.nullable(z.boolean());
  const number = z.nullable(z.int());
  const writtenDate = z.nullable(z.string()).with(z.describe("As it was written."));

  const balance = named(
    "AccountBalance",
    z.object({
      amount: z.string().with(z.describe("Exact decimal text; negative when the contact is in credit.")),
      currency: z.nullable(z.string()),
      updatedAt: instant,
    }),
  );
  const extra = named(
    "ContactExtra",
    z
      .object({
        creditLimit: z.nullable(money),
        delay2Pay: number,
        directDebit: flag,
        accountReference: text,
        accountType: number,
        lastUpdated: writtenDate,
        flaggedReason: text,
        financialSyncExclude: flag,
        useParentRef: flag,
        accountBalance: z.nullable(balance),
        accountStatus: number,
        onStopReason: text,
        onStopDate: writtenDate,
        creditLimitOnStop: flag,
        onStopDescendant: flag,
      })
      .with(z.describe("The credit-control facts. Null: never said.")),
  );
  const contactFacts = { reference: text, name: z.string(), parentId: z.nullable(id) };
  const contact = named(
    "Contact",
    z.object({ id, ...contactFacts, version, extra, created: stamp, lastUpdated: stamp }),
  );
  const contactName = named("ContactName", z.object({ id, name: z.string() }));
  const cause = named(
    "StopCause",
    z.object({
      code: z.enum(["OWN_STOP", "ANCESTOR_STOP", "LIMIT_EXCEEDED"]),
      contact: contactName.with(z.describe("Where the cause lies.")),
      date: text,
      reason: text,
    }),
  );
  const said = { verdict: z.enum(VERDICTS), text: z.string() };
  const reason = named(
    "CreditReason",
    z.discriminatedUnion("code", [
      z.object({ code: z.literal("STOPPED"), ...said, cause }),
      z.object({
        code: z.literal("OVER_LIMIT"),
        ...said,
        limit: money,
        needed: money,
        shortfall: money,
        balanceKnown: z.boolean(),
      }),
      z.object({
        code: z.literal("CREDIT_UNKNOWN"),
        ...said,
        because: z.enum(["BALANCE_UNSET", "BALANCE_IN_OTHER_CURRENCY", "AMOUNT_IN_OTHER_CURRENCY"]),
      }),
    ]),
  );
  const available = named(
    "AvailableCredit",
    z.discriminatedUnion("known", [
      z.object({
        known: z.literal(true),
        amount: z.string().with(z.describe("Exact decimal text; below zero when the limit is exceeded.")),
        currency: z.string(),
        asOf: instant,
      }),
      z.object({
        known: z.literal(false),
        because: z.enum(["LIMIT_UNSET", "BALANCE_UNSET", "BALANCE_IN_OTHER_CURRENCY"]),
      }),
    ]),
  );

  return {
    extra,
    contactFacts: named("ContactFacts", z.object(contactFacts)),
    contact,
    contacts: named("Contacts", pageOf(contact)),
    credit: named(
      "Credit",
      z.object({
        contact: contactName,
        version,
        limit: z.nullable(money),
        balance: z.nullable(balance),
        available,
        stop: z.object({ onStop: z.boolean(), causes: z.array(cause) }),
        accountReference: z
          .nullable(z.object({ reference: z.string(), from: contactName }))
          .with(z.describe("Its own, or its parent's where it uses that.")),
        extra,
      }),
    ),
    decision: named(
      "CreditDecision",
      z.object({
        verdict: z.enum(VERDICTS),
        contact: contactName,
        version,
        kind: z.enum(DECISION_KINDS),
        amount: money,
        reasons: z.array(reason),
        unblock: z
          .nullable(
            z.object({
              liftStopOf: z.array(contactName),
              receive: z.nullable(money),
              limit: z.nullable(money),
              text: z.string(),
            }),
          )
          .with(z.describe("What would unblock it, all of it together; null when it is not blocked.")),
      }),
    ),
  };
});
