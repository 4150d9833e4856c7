// GET /v1/payment-references/{id} and GET /v1/payment-references: what is registered.
import * as z from "zod/mini";
import type { PaymentReference } from "../../../domain/references/payment-reference.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { once } from "../../request/once.ts";
import { declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery, wholeNumber } from "../call/page-query.ts";
import { crnView } from "./crn-view.ts";
import { REFERENCE_1, REFERENCES } from "./reference-facts.ts";
import { referenceJson } from "./reference-json.ts";

export const readReference = declare(
  "GET /v1/payment-references/{id}",
  {
    id: "getPaymentReference",
    tag: REFERENCES,
    summary: "Read a payment reference",
    description: "The CRN is masked unless the key has the scope references:unmask.",
    scope: "references:read",
    answers: { 200: { description: "The reference.", schema: "reference" } },
    failures: ["REFERENCE_NOT_FOUND"],
    example: REFERENCE_1,
  },
  async ({ path: { id } }, { context, stores }) => {
    const reference = await stores.references.byId(id);
    if (reference === null) return err({ tag: "REFERENCE_NOT_FOUND", id });
    return ok({ status: 200, body: referenceJson(reference, crnView(context)) });
  },
);

const listQuery = once(() =>
  z.extend(pageQuery(), {
    contactId: z.optional(wholeNumber(1, MAX_ID)),
    active: z
      ._default(z.enum(["true", "false"]), "false")
      .with(z.describe("true: only those with StatusID 1 that are not inactivated.")),
  }),
);

export const listReferences = declare(
  "GET /v1/payment-references",
  {
    id: "listPaymentReferences",
    tag: REFERENCES,
    summary: "List payment references",
    description:
      "In the order of their ids, a page at a time; CRNs are masked unless the key has the scope references:unmask.",
    scope: "references:read",
    query: listQuery,
    answers: { 200: { description: "One page of references.", schema: "references" } },
    example: { query: { contactId: "1", active: "true" } },
  },
  async ({ query: { contactId = null, active, after, limit } }, { context, stores }) => {
    const page = await stores.references.list({ contactId, activeOnly: active === "true", after, limit });
    const crnOf = crnView(context);
    const write = (reference: PaymentReference) => referenceJson(reference, crnOf);
    return ok({ status: 200, body: await writePage(context, page, write, (reference) => reference.id) });
  },
);
