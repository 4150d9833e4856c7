// /v1/contacts: put a contact under the version rule, read it, list them.
import { Hono } from "hono";
import type { ContactFailure } from "../../../domain/contacts/contact-draft.ts";
import { type PutContactFailure, type PutOutcome, putContact } from "../../../domain/contacts/put-contact.ts";
import { ok, type Result } from "../../../domain/values/result.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import { contactSentence } from "../../failures/member-sentences.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { expectedVersions } from "../call/expected-versions.ts";
import { readJson } from "../call/json-body.ts";
import { answerPage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { query } from "../call/query.ts";
import { contactJson } from "./contact-json.ts";
import { contactBody } from "./contact-schemas.ts";

const fieldsOf = (failures: readonly ContactFailure[]) =>
  failures.map((failure) => ({
    pointer: failure.member === "id" ? "id" : `/${failure.member}`,
    detail: contactSentence(failure, failure.member),
  }));

const etag = (version: number) => ({ ETag: `"${version}"` });

export function contactRoutes(_deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  /**
   * Creates (201) or replaces (200) a contact. Without If-Match it may only create: 428 when the contact is there. The
   * same body again is 200 whatever the version, so that a lost answer can be asked for anew.
   */
  app.put("/contacts/:id{[0-9]{1,10}}", needs("contacts:write", fail), async (context) => {
    const body = await readJson(context, contactBody);
    if (!body.ok) return fail(context, body.error);
    const draft = { id: Number(context.req.param("id")), ...body.value };
    const ifMatch = context.req.header("if-match");
    const expected = expectedVersions(ifMatch, [0]);
    const { contacts } = context.get("stores");
    const put = await writeOnce<Result<PutOutcome, PutContactFailure>>(
      context,
      () => putContact({ contacts, stamp: context.get("stamp") }, draft, expected),
      async ({ wrote: { id, version, changed, seq } }) => {
        const contact = await contacts.asOf(id, seq);
        if (contact === null) return null;
        return ok({ outcome: !changed ? "unchanged" : version === 1 ? "created" : "updated", contact });
      },
    );
    if (!put.ok) {
      const { error } = put;
      if (error.tag === "CONTACT_INVALID")
        return fail(context, { tag: "FIELDS_INVALID", fields: fieldsOf(error.failures) });
      const isUnsaid = error.tag === "VERSION_STALE" && ifMatch === undefined;
      return fail(context, isUnsaid ? { tag: "IF_MATCH_MISSING" } : error);
    }
    const { outcome, contact } = put.value;
    if (outcome === "created") {
      const headers = { ...etag(1), Location: `/v1/contacts/${contact.id}` };
      return context.json(contactJson(contact), 201, headers);
    }
    return context.json(contactJson(contact), 200, etag(contact.version));
  });

  app.get("/contacts/:id{[0-9]{1,10}}", needs("contacts:read", fail), async (context) => {
    const id = Number(context.req.param("id"));
    const contact = await context.get("stores").contacts.byId(id);
    if (contact === null) return fail(context, { tag: "CONTACT_NOT_FOUND", id });
    return context.json(contactJson(contact), 200, etag(contact.version));
  });

  app.get("/contacts", needs("contacts:read", fail), query(pageQuery, fail), async (context) => {
    const page = await context.get("stores").contacts.list(context.req.valid("query"));
    return answerPage(context, page, contactJson, (contact) => contact.id);
  });

  return app;
}
