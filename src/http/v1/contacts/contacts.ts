// /v1/contacts: put a contact under the version rule, read it, list them.
import { Hono } from "hono";
import { type ContactFailure, checkContact, tooLong } from "../../../domain/contacts/contact-draft.ts";
import type { PutContact } from "../../../domain/contacts/contacts-port.ts";
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
    const draft = checkContact({ id: Number(context.req.param("id")), ...body.value });
    if (!draft.ok) return fail(context, { tag: "FIELDS_INVALID", fields: fieldsOf(draft.error) });
    const ifMatch = context.req.header("if-match");
    const expected = expectedVersions(ifMatch, [0]);
    const [stores, stamp] = [context.get("stores"), context.get("stamp")];
    const put = await writeOnce<PutContact>(
      context,
      () => stores.contacts.put(draft.value, expected, stamp),
      async ({ wrote: { id, version, changed, seq } }) => {
        const contact = await stores.contacts.asOf(id, seq);
        if (contact === null) return null;
        return { tag: !changed ? "unchanged" : version === 1 ? "created" : "updated", contact };
      },
    );
    switch (put.tag) {
      case "version-conflict":
        if (ifMatch === undefined) return fail(context, { tag: "IF_MATCH_MISSING" });
        return fail(context, { tag: "VERSION_STALE", id: draft.value.id, version: put.version });
      case "text-too-long":
        return fail(context, { tag: "FIELDS_INVALID", fields: fieldsOf(tooLong(put.members)) });
      case "parent-refused":
        return fail(context, put.failure);
      case "created": {
        const headers = { ...etag(1), Location: `/v1/contacts/${put.contact.id}` };
        return context.json(contactJson(put.contact), 201, headers);
      }
      default:
        return context.json(contactJson(put.contact), 200, etag(put.contact.version));
    }
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
