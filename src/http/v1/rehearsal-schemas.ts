// What a rehearsal is asked with: which plans, what change, and how past-due rows are taken.
import * as z from "zod";
import { id, localDate, money, paymentMethod, recordState, recurrence } from "./schemas.ts";

export const MAX_PLANS = 10_000;

const byIds = z.strictObject({ ids: z.array(id).min(1).max(MAX_PLANS) });

const byOwner = z
  .strictObject({
    clientId: id.optional(),
    businessUnitId: id.optional(),
    recordState: recordState.optional(),
    active: z.boolean().optional(),
  })
  .refine(
    ({ clientId, businessUnitId }) => clientId !== undefined || businessUnitId !== undefined,
    "Give clientId, businessUnitId or ids.",
  );

/** What is given is set on every plan, what is left out stays each plan's own. */
export const termsChange = z
  .strictObject({
    start: localDate.optional(),
    amount: money.optional(),
    count: z.int().optional(),
    recurrence: recurrence.optional(),
    recordState: recordState.optional(),
    paymentMethod: paymentMethod.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Give at least one member to change.");

const arrears = z.enum(["roll", "keep"]);

export const rehearsalRequest = z.strictObject({
  select: z.union([byIds, byOwner]),
  change: termsChange,
  arrears: arrears
    .optional()
    .describe("What becomes of past-due unpaid instalments; the service's setting when left out."),
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
  version: z.int().min(1).nullable(),
  outcome: z.enum(["changed", "unchanged", "refused"]),
});

/** The last line. */
export const rehearsalEnd = z.strictObject({ summary: z.looseObject({}), hash: z.string() });
