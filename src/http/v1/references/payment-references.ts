// /v1/payment-references: register a CRN once, read and list what is registered, deactivate it.
import { Hono } from "hono";
import * as z from "zod/mini";
import type { Deactivation } from "../../../domain/references/references-port.ts";
import { saveReference } from "../../../domain/references/register-reference.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import { referenceSentence } from "../../failures/member-sentences.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { savingOnce } from "../../request/repeats/recall-reference.ts";
import { readJson } from "../call/json-body.ts";
import { noMembers, readOptionalJson } from "../call/optional-body.ts";
import { answerPage } from "../call/page-answer.ts";
import { pageQuery, wholeNumber } from "../call/page-query.ts";
import { query } from "../call/query.ts";
import { crnView } from "./crn-view.ts";
import { referenceJson, savedReferenceJson } from "./reference-json.ts";

const optional = z._default(z.nullable(z.int32()), null);

/** Whether ids and CRN are good is the core's to judge, in all dialects alike. */
export const newReference = z.strictObject({
  accountId: z.int(),
  contactId: z.int(),
  crn: z.string(),
  benefitGroupId: optional,
  statusId: optional,
  createId: optional,
  createSessionId: optional,
});

export const referenceListQuery = z.extend(pageQuery, {
  contactId: z.optional(wholeNumber(1, MAX_ID)),
  active: z
    ._default(z.enum(["true", "false"]), "false")
    .with(z.describe("true: only those with StatusID 1 that are not inactivated.")),
});

export function paymentReferenceRoutes({ settings }: Deps, fail: FailureWriter): Hono<AppEnv> {
  const rules = { scheme: settings.CRN_SCHEME, identity: settings.REFERENCE_IDENTITY };
  const app = new Hono<AppEnv>();

  /** 201 for a new reference, 200 for one that was there, with the outcome in words in either. */
  app.post("/payment-references", needs("references:write", fail), async (context) => {
    const body = await readJson(context, newReference);
    if (!body.ok) return fail(context, body.error);
    const references = savingOnce(context, context.get("stores").references);
    const saved = await saveReference(
      { references, settings: rules, stamp: context.get("stamp") },
      body.value,
    );
    if (!saved.ok) {
      const fields = saved.error.map((failure) => ({
        pointer: `/${failure.member}`,
        detail: referenceSentence(failure, failure.member),
      }));
      return fail(context, { tag: "FIELDS_INVALID", fields });
    }
    const { reference, outcome } = saved.value;
    const headers = { Location: `/v1/payment-references/${reference.id}` };
    return context.json(
      savedReferenceJson(saved.value, crnView(context)),
      outcome.tag === "created" ? 201 : 200,
      headers,
    );
  });

  app.get("/payment-references/:id{[0-9]{1,10}}", needs("references:read", fail), async (context) => {
    const id = Number(context.req.param("id"));
    const reference = await context.get("stores").references.byId(id);
    if (reference === null) return fail(context, { tag: "REFERENCE_NOT_FOUND", id });
    return context.json(referenceJson(reference, crnView(context)));
  });

  app.get(
    "/payment-references",
    needs("references:read", fail),
    query(referenceListQuery, fail),
    async (context) => {
      const { contactId = null, active, after, limit } = context.req.valid("query");
      const wanted = { contactId, activeOnly: active === "true", after, limit };
      const page = await context.get("stores").references.list(wanted);
      const crnOf = crnView(context);
      return answerPage(
        context,
        page,
        (reference) => referenceJson(reference, crnOf),
        (reference) => reference.id,
      );
    },
  );

  /** Again is the same answer: the first stamp stays. */
  app.post(
    "/payment-references/:id{[0-9]{1,10}}/deactivate",
    needs("references:write", fail),
    async (context) => {
      const body = await readOptionalJson(context, noMembers);
      if (!body.ok) return fail(context, body.error);
      const id = Number(context.req.param("id"));
      const { references } = context.get("stores");
      const deactivation = await writeOnce<Deactivation>(
        context,
        () => references.deactivate(id, context.get("stamp")),
        async ({ wrote: { changed } }) => {
          const reference = await references.byId(id);
          return reference && { tag: changed ? "deactivated" : "already-inactive", reference };
        },
      );
      if (deactivation.tag === "not-found") return fail(context, { tag: "REFERENCE_NOT_FOUND", id });
      const reference = referenceJson(deactivation.reference, crnView(context));
      return context.json({ outcome: deactivation.tag, reference });
    },
  );

  return app;
}
