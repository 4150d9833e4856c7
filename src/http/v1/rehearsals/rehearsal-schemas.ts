// What a rehearsal is asked with: which plans, what change, and how past-due rows are taken.
import * as z from "zod/mini";
import { id, localDate, money, paymentMethod, recordState, recurrence } from "../plans/schemas.ts";

export const MAX_PLANS = 10_000;

const byIds = z.strictObject({ ids: z.array(id).check(z.minLength(1), z.maxLength(MAX_PLANS)) });

const byOwner = z
  .strictObject({
    clientId: z.optional(id),
    businessUnitId: z.optional(id),
    recordState: z.optional(recordState),
    active: z.optional(z.boolean()),
  })
  .check(
    z.refine(
      ({ clientId, businessUnitId }) => clientId !== undefined || businessUnitId !== undefined,
      "Give clientId, businessUnitId or ids.",
    ),
  );

/** What is given is set on every plan, what is left out stays each plan's own. */
const termsChange = z
  .strictObject({
    start: z.optional(localDate),
    amount: z.optional(money),
    count: z.optional(z.int()),
    recurrence: z.optional(recurrence),
    recordState: z.optional(recordState),
    paymentMethod: z.optional(paymentMethod),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, "Give at least one member to change."));

const arrears = z.enum(["roll", "keep"]);

export const rehearsalRequest = z.strictObject({
  select: z.union([byIds, byOwner]),
  change: termsChange,
  arrears: z
    .optional(arrears)
    .with(z.describe("What becomes of past-due unpaid instalments; the service's setting when left out.")),
});

/** The first line of a rehearsal: all that its outcome depends on beside the plans. */
export const rehearsalHeader = z.strictObject({
  select: rehearsalRequest.shape.select,
  change: termsChange,
  policy: z.strictObject({ arrears, today: localDate }),
});

export type Selection = z.output<typeof rehearsalRequest>["select"];
export type TermsChange = z.output<typeof termsChange>;
export type RehearsalHeader = z.output<typeof rehearsalHeader>;

/** What committing needs of a plan's line. */
export const rehearsalLine = z.looseObject({
  id,
  version: z.nullable(z.int().check(z.minimum(1))),
  outcome: z.enum(["changed", "unchanged", "refused"]),
});

/** The last line. */
export const rehearsalEnd = z.strictObject({ summary: z.looseObject({}), hash: z.string() });
