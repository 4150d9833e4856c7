// The answers about payment references as schemas; src/http/v1/reference-json.ts makes them.
import * as z from "zod";
import { once } from "../once.ts";
import { named } from "../openapi/operation.ts";
import { commonShapes, pageOf } from "./common-shapes.ts";

export const referenceShapes = once(() => {
  const { id, stamp, version } = commonShapes();
  const number = z.int().nullable();
  const crn = z.string().describe("Masked but for the last digits, unless the key may see it whole.");
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
      inactivated: stamp.nullable(),
      version,
    }),
  );
  return {
    reference,
    /** What an event tells of a reference. */
    referenceFacts: named(
      "ReferenceFacts",
      z.object({ crn, ...owner, ...facts, inactivated: stamp.nullable() }),
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
    deactivated: named(
      "DeactivatedPaymentReference",
      z.object({ outcome: z.enum(["deactivated", "already-inactive"]), reference }),
    ),
  };
});
