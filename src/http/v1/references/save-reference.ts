// POST /v1/payment-references: registers a CRN, once.
import * as z from "zod/mini";
import { saveReference } from "../../../domain/references/register-reference.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { referenceSentence } from "../../failures/member-sentences.ts";
import { once } from "../../request/once.ts";
import { savingOnce } from "../../request/repeats/recall-reference.ts";
import { declare } from "../call/declaration.ts";
import { crnView } from "./crn-view.ts";
import { REFERENCES, REGISTERED_ONCE } from "./reference-facts.ts";
import { savedReferenceJson } from "./reference-json.ts";

/** Whether ids and CRN are good is the core's to judge, in all dialects alike. */
const newReference = once(() => {
  const optional = z._default(z.nullable(z.int32()), null);
  return z.strictObject({
    accountId: z.int(),
    contactId: z.int(),
    crn: z.string(),
    benefitGroupId: optional,
    statusId: optional,
    createId: optional,
    createSessionId: optional,
  });
});

/** 201 for a new reference, 200 for one that was there, with the outcome in words in either. */
export const savePaymentReference = declare(
  "POST /v1/payment-references",
  {
    id: "savePaymentReference",
    tag: REFERENCES,
    summary: "Register a CRN, once",
    description:
      "However often and in whatever spelling it is sent: spaces, hyphens and case are no difference. Nothing that is stored is overwritten. The CRN is masked in the answer unless the key has the scope references:unmask.",
    scope: "references:write",
    body: { name: "NewReference", schema: newReference },
    write: { repeat: REGISTERED_ONCE },
    answers: {
      200: { description: "It was there.", schema: "saved", headers: ["Location"] },
      201: { description: "Registered.", schema: "saved", headers: ["Location"] },
    },
    example: { body: { accountId: 1, contactId: 1, crn: "123 456 789A", benefitGroupId: 1 } },
  },
  async ({ body }, { deps, context, stores: { references }, stamp }) => {
    const { CRN_SCHEME: scheme, REFERENCE_IDENTITY: identity } = deps.settings;
    const saved = await saveReference(
      { references: savingOnce(context, references), settings: { scheme, identity }, stamp },
      body,
    );
    if (!saved.ok) {
      const fields = saved.error.map((failure) => ({
        pointer: `/${failure.member}`,
        detail: referenceSentence(failure, failure.member),
      }));
      return err({ tag: "FIELDS_INVALID", fields });
    }
    const { outcome, reference } = saved.value;
    const told = savedReferenceJson(saved.value, crnView(context));
    const headers = { Location: `/v1/payment-references/${reference.id}` };
    return outcome.tag === "created"
      ? ok({ status: 201, body: told, headers })
      : ok({ status: 200, body: told, headers });
  },
);
