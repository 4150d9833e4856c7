// The bodies of the plan calls: whole terms, some of them, money that came in, and the facts of an instalment.
import * as z from "zod/mini";
import { once } from "../../request/once.ts";
import type { PlanEnumTables } from "../../settings/enum-tables.ts";
import { perTables } from "../call/per-tables.ts";
import { id, localDate, money, note, paymentMethod, recordState, recurrence } from "../call/values.ts";

const agreed = (enums: PlanEnumTables) => ({
  start: localDate(),
  amount: money(),
  count: z.int(),
  recurrence: recurrence(),
  paymentMethod: paymentMethod(enums),
});

export const newPlan = perTables((enums) =>
  z.strictObject({ clientId: id(), businessUnitId: id(), ...agreed(enums) }),
);

/** The full new terms: nothing is defaulted, but the owner may be left out. */
export const planTerms = perTables((enums) =>
  z.strictObject({
    clientId: z.optional(id()),
    businessUnitId: z.optional(id()),
    ...agreed(enums),
    recordState: recordState(enums),
  }),
);

/** Some of the terms: what is left out stays as it is (a JSON merge patch; no term can be without a value). */
export const termsPatch = perTables((enums) =>
  z
    .partial(z.strictObject({ ...agreed(enums), recordState: recordState(enums) }))
    .check(z.refine((patch) => Object.keys(patch).length > 0, "Give at least one member to change.")),
);

export const newPayment = once(() =>
  z.strictObject({
    amount: money(),
    receivedOn: localDate(),
    note: z._default(note(), ""),
    /** The instalment that the payer named: filled first, the rest oldest first. */
    instalment: z.optional(z.int().check(z.minimum(1))),
  }),
);

/** Why a payment is taken back, and on which day that turned out; both may be left out. */
export const reversal = once(() =>
  z.strictObject({
    reason: z.optional(note()).with(z.describe("Why, as in: insufficient funds.")),
    on: z
      .optional(localDate())
      .with(z.describe("The day it turned out. It decides nothing: past due is as of today.")),
  }),
);

/** Both facts of one instalment, both explicit; null takes the override back. */
export const instalmentFacts = once(() =>
  z.strictObject({ override: z.nullable(money()), inBatch: z.boolean() }),
);

/** One fact of an instalment or both: what is left out stays as it is, null takes the override back. */
export const instalmentPatch = once(() =>
  z
    .partial(z.strictObject({ override: z.nullable(money()), inBatch: z.boolean() }))
    .check(z.refine((patch) => Object.keys(patch).length > 0, "Give at least one member to change.")),
);
