// The answers about payment references as schemas; src/http/v1/references/reference-json.ts makes them.
import * as z from "zod/mini";
import { named } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { commonShapes, pageOf } from "../call/common-shapes.ts";

export const referenceShapes = once(() => {
  const { id, stamp, version } = commonShapes();
  const number = z.nullable(z.int());
  const crn = z.string().with(z.describe("Masked but for the last digits, unless the key may see it whole."));
  const owner = { accountId: id, contactId: id };
  const facts = { benefitGroupId: number, statusId: z.int(), createId: number, createSessionId: number };
  const reference = named(
    "PaymentReference",
    z.object({
      id,
      ...owner,
      crn,
      ...facts,
      active: z.boolean(),
      created: stamp,
      inactivated: z.nullable(stamp),
      version,
    }),
  );
  return {
    reference,
    /** What an event tells of a reference. */
    referenceFacts: named(
      "ReferenceFacts",
      z.object({ crn, ...owner, ...facts, inactivated: z.nullable(stamp) }),
    ),
    references: named("PaymentReferences", pageOf(reference)),
    saved: named(
      "SavedPaymentReference",
      z.object({
        outcome: z.enum(["created", "existing", "existing-different"]),
        differing: z.array(z.enum(["accountId", "benefitGroupId", "statusId"])),
        warnings: z.array(z.object({ code: z.enum(["near-duplicate"]), referenceId: id, text: z.string() })),
        reference,
      }),
    ),
    unmasked: named(
      "UnmaskedReference",
      z.object({ id, ...owner, crn: z.string().with(z.describe("The whole CRN, as it was sent.")) }),
    ),
    deactivated: named(
      "DeactivatedPaymentReference",
      z.object({ outcome: z.enum(["deactivated", "already-inactive"]), reference }),
    ),
  };
});
