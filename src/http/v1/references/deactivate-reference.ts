// POST /v1/payment-references/{id}/deactivate: a reference that is not to be paid by any more.
import type { Deactivation } from "../../../domain/references/references-port.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { declare } from "../call/declaration.ts";
import { crnView } from "./crn-view.ts";
import { REFERENCE_1, REFERENCES } from "./reference-facts.ts";
import { referenceJson } from "./reference-json.ts";

export const deactivateReference = declare(
  "POST /v1/payment-references/{id}/deactivate",
  {
    id: "deactivatePaymentReference",
    tag: REFERENCES,
    summary: "Deactivate a payment reference",
    description: "Again is the same answer: the first stamp stays. The CRN can then be registered anew.",
    scope: "references:write",
    write: {
      repeat: { tag: "acts once", because: "a reference is deactivated once, and the first stamp stays." },
    },
    answers: { 200: { description: "It is inactive.", schema: "deactivated" } },
    failures: ["REFERENCE_NOT_FOUND"],
    example: REFERENCE_1,
  },
  async ({ path: { id } }, { context, stores: { references }, stamp }) => {
    const deactivation = await writeOnce<Deactivation>(
      context,
      () => references.deactivate(id, stamp),
      async ({ wrote: { changed } }) => {
        const reference = await references.byId(id);
        return reference && { tag: changed ? "deactivated" : "already-inactive", reference };
      },
    );
    if (deactivation.tag === "not-found") return err({ tag: "REFERENCE_NOT_FOUND", id });
    const reference = referenceJson(deactivation.reference, crnView(context));
    return ok({ status: 200, body: { outcome: deactivation.tag, reference } });
  },
);
