// POST /v1/payment-references/{id}/unmask: shows a whole CRN to somebody who says why, and keeps that they saw it.
import * as z from "zod/mini";
import type { Unmasking } from "../../../domain/references/references-port.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { isStorable, isWithin, MAX_REASON_LENGTH } from "../../../domain/values/text-length.ts";
import { once } from "../../request/once.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { declare } from "../call/declaration.ts";
import { REFERENCE_1, REFERENCES } from "./reference-facts.ts";

const why = once(() =>
  z.strictObject({
    reason: z
      .string()
      .check(
        z.refine(
          (text) => text.trim() !== "" && isWithin(text, MAX_REASON_LENGTH) && isStorable(text),
          `A reason of 1 to ${MAX_REASON_LENGTH} characters is expected.`,
        ),
      )
      .with(z.meta({ minLength: 1, maxLength: MAX_REASON_LENGTH })),
  }),
);

export const unmaskReference = declare(
  "POST /v1/payment-references/{id}/unmask",
  {
    id: "unmaskPaymentReference",
    tag: REFERENCES,
    summary: "See a whole CRN",
    description:
      "Tells the CRN of one reference, and keeps as an event who saw it when and why. The reason is erased with the CRN.",
    scope: "references:unmask",
    body: { name: "UnmaskReason", schema: why },
    write: {
      repeat: {
        tag: "acts again",
        risk: "it is kept twice that the CRN was seen",
        look: "GET /v1/payment-references/{id}/history tells who saw it.",
      },
    },
    answers: { 200: { description: "The CRN.", schema: "unmasked" } },
    failures: ["REFERENCE_NOT_FOUND", "CRN_ERASED"],
    example: { ...REFERENCE_1, body: { reason: "The payer asks which reference to use." } },
  },
  async ({ path: { id }, body: { reason } }, { context, stores: { references }, stamp }) => {
    const seen = await writeOnce<Unmasking>(
      context,
      () => references.unmask(id, reason, stamp),
      async () => {
        const reference = await references.byId(id);
        return reference && { tag: "unmasked", reference };
      },
    );
    if (seen.tag === "not-found") return err({ tag: "REFERENCE_NOT_FOUND", id });
    if (seen.tag === "erased") return err({ tag: "CRN_ERASED" });
    const { accountId, contactId, crn } = seen.reference;
    return ok({ status: 200, body: { id, accountId, contactId, crn } });
  },
);
