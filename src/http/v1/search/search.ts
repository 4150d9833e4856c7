// POST /v1/search: finds a person, a reference or a plan by what somebody knows of it, so that no name stands in a URL.
import * as z from "zod/mini";
import { WHOLE } from "../../../domain/ports/reach.ts";
import { find } from "../../../domain/search/find.ts";
import { ok } from "../../../domain/values/result.ts";
import { isWithin, MAX_NAME_LENGTH } from "../../../domain/values/text-length.ts";
import type { Scope } from "../../request/key/api-key.ts";
import { once } from "../../request/once.ts";
import { declare } from "../call/declaration.ts";
import { termsJson } from "../plans/plan-json.ts";
import { crnView } from "../references/crn-view.ts";
import { referenceJson } from "../references/reference-json.ts";

/** Of each kind. */
const LIMIT = 20;

const searchFor = once(() =>
  z.strictObject({
    text: z
      .string()
      .check(
        z.refine(
          (text) => text.trim() !== "" && isWithin(text, MAX_NAME_LENGTH),
          `Text of 1 to ${MAX_NAME_LENGTH} characters is expected.`,
        ),
      )
      .with(z.meta({ minLength: 1, maxLength: MAX_NAME_LENGTH })),
  }),
);

export const searchAll = declare(
  "POST /v1/search",
  {
    id: "search",
    tag: "Worklist",
    summary: "Find a contact, a reference or a plan",
    description: `By the beginnings of words of a contact's name, reference or account reference, in any case; by the end of a CRN, three characters or more; by the id of a contact or the number of a plan. It looks where the key may read; without references:unmask only the characters that a mask shows are compared. At most ${LIMIT} of each kind, by id.`,
    scope: "any key",
    body: { name: "SearchText", schema: searchFor },
    answers: { 200: { description: "What was found.", schema: "searchFound" } },
    example: { body: { text: "joe blo" } },
  },
  async ({ body: { text } }, { context, stores }) => {
    const scopes: readonly Scope[] = context.get("key")?.scopes ?? [];
    const sight = {
      contacts: scopes.includes("contacts:read"),
      references: scopes.includes("references:read"),
      plans: scopes.includes("plans:read"),
      wholeCrns: scopes.includes("references:unmask"),
    };
    const { contacts, references, plan } = await find(stores.search, text, sight, LIMIT, WHOLE);
    const crnOf = crnView(context);
    const plans =
      plan === null
        ? []
        : [
            {
              ...{ id: plan.id, version: plan.version, clientId: plan.clientId },
              ...{ businessUnitId: plan.businessUnitId, paymentMethod: plan.method },
              terms: termsJson(plan.terms, plan.currency),
            },
          ];
    return ok({
      status: 200,
      body: {
        looked: (["contacts", "references", "plans"] as const).filter((kind) => sight[kind]),
        contacts: { items: contacts.items, more: contacts.more },
        references: {
          items: references.items.map((reference) => referenceJson(reference, crnOf)),
          more: references.more,
        },
        plans: { items: plans, more: false },
      },
    });
  },
);
