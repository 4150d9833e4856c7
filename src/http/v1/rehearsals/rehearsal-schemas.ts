// What a rehearsal is asked with: which plans, what change, and how past-due rows are taken.
import * as z from "zod/mini";
import { once } from "../../request/once.ts";
import type { PlanEnumTables } from "../../settings/enum-tables.ts";
import { perTables } from "../call/per-tables.ts";
import {
  anyName,
  arrears,
  id,
  localDate,
  money,
  paymentMethod,
  recordState,
  recurrence,
} from "../call/values.ts";

export const MAX_PLANS = 10_000;

type Names = ReturnType<typeof anyName>;

const namesOf = (enums: PlanEnumTables): Names => ({
  paymentMethod: paymentMethod(enums),
  recordState: recordState(enums),
});

const selection = ({ recordState: state }: Names) =>
  z.union(
    [
      z.strictObject({ ids: z.array(id()).check(z.minLength(1), z.maxLength(MAX_PLANS)) }),
      z
        .strictObject({
          clientId: z.optional(id()),
          businessUnitId: z.optional(id()),
          recordState: z.optional(state),
          active: z.optional(z.boolean()),
        })
        .check(
          z.refine(
            ({ clientId, businessUnitId }) => clientId !== undefined || businessUnitId !== undefined,
            "Give clientId, businessUnitId or ids.",
          ),
        ),
    ],
    `Give either ids, 1 to ${MAX_PLANS} of them, or clientId, businessUnitId or both, with recordState or active.`,
  );

const changeOf = ({ paymentMethod: method, recordState: state }: Names) =>
  z
    .strictObject({
      start: z.optional(localDate()),
      amount: z.optional(money()),
      count: z.optional(z.int()),
      recurrence: z.optional(recurrence()),
      recordState: z.optional(state),
      paymentMethod: z.optional(method),
    })
    .check(z.refine((change) => Object.keys(change).length > 0, "Give at least one member to change."));

/** What is given is set on every plan, what is left out stays each plan's own. */
export const termsChange = perTables((enums) => changeOf(namesOf(enums)));

export const rehearsalRequest = perTables((enums) =>
  z.strictObject({
    select: selection(namesOf(enums)),
    change: termsChange(enums),
    arrears: z
      .optional(arrears())
      .with(z.describe("What becomes of past-due unpaid instalments; the service's setting when left out.")),
  }),
);

/**
 * The first line of a rehearsal: all that its outcome depends on beside the plans. Its names were a deployment's when it
 * was rehearsed; whether they still are, committing asks.
 */
export const rehearsalHeader = once(() =>
  z.strictObject({
    select: selection(anyName()),
    change: changeOf(anyName()),
    policy: z.strictObject({ arrears: arrears(), today: localDate() }),
    tenant: z.optional(z.string()).with(z.describe("Whose plans, where the service has several tenants.")),
  }),
);

export type Selection = z.output<ReturnType<typeof rehearsalRequest>>["select"];
export type TermsChange = z.output<ReturnType<typeof termsChange>>;
export type RehearsalHeader = z.output<ReturnType<typeof rehearsalHeader>>;

/** What committing needs of a plan's line. */
export const rehearsalLine = once(() =>
  z.looseObject({
    id: id(),
    version: z.nullable(z.int().check(z.minimum(1))),
    outcome: z.enum(["changed", "unchanged", "refused"]),
  }),
);

/** The last line. */
export const rehearsalEnd = once(() => z.strictObject({ summary: z.looseObject({}), hash: z.string() }));
