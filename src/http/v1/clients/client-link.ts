// /v1/clients/{id}: which contact a client of plans is.
import * as z from "zod/mini";
import type { ClientLink, PutClient } from "../../../domain/clients/clients-port.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { once } from "../../request/once.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { declare } from "../call/declaration.ts";
import { expectedVersions } from "../call/expected-versions.ts";
import { CONTACTS, etag, OVERWRITES } from "../contacts/contact-facts.ts";

const CLIENT_2 = { path: { id: 2 } } as const;

const linkJson = ({ clientId: id, contactId, version, lastUpdated }: ClientLink) => ({
  ...{ id, contactId, by: "link" as const, version, lastUpdated },
});

export const readClient = declare(
  "GET /v1/clients/{id}",
  {
    id: "getClient",
    tag: CONTACTS,
    summary: "Which contact a client is",
    description:
      "A plan names a client. That it is one person with a contact is said by a link, or by the setting CLIENT_IDS.",
    scope: "contacts:read",
    answers: { 200: { description: "What is said of the client.", schema: "client", headers: ["ETag"] } },
    failures: ["CLIENT_NOT_FOUND"],
    example: CLIENT_2,
  },
  async ({ path: { id } }, { deps, stores }) => {
    if (deps.settings.CLIENT_IDS === "contact-ids") {
      const body = { id, contactId: id, by: "setting" as const, version: null, lastUpdated: null };
      return ok({ status: 200, body, headers: {} });
    }
    const link = await stores.clients.byId(id);
    if (link === null) return err({ tag: "CLIENT_NOT_FOUND", id });
    return ok({ status: 200, body: linkJson(link), headers: etag(link.version) });
  },
);

const clientBody = once(() =>
  z.strictObject({ contactId: z.nullable(z.int().check(z.minimum(1), z.maximum(MAX_ID))) }),
);

export const putClient = declare(
  "PUT /v1/clients/{id}",
  {
    id: "putClient",
    tag: CONTACTS,
    summary: "Say which contact a client is",
    description:
      "From then on the client's plans are the contact's: in its statement and in the worklist. Null takes it back. Several clients can be one contact. Without If-Match it may only say it for the first time: 428 when something else is said.",
    scope: "contacts:write",
    body: { name: "ClientBody", schema: clientBody },
    ifMatch: "optional",
    write: {
      repeat: {
        tag: "at a version",
        absent: "without If-Match it says what is not said yet, and changes nothing.",
        risk: OVERWRITES,
        look: "GET /v1/clients/{id} tells what is said.",
      },
    },
    answers: {
      200: { description: "Said otherwise than before, or as before.", schema: "client", headers: ["ETag"] },
      201: { description: "Said for the first time.", schema: "client", headers: ["ETag", "Location"] },
    },
    failures: ["IF_MATCH_MISSING", "CONTACT_UNKNOWN", "CLIENT_IDS_FIXED"],
    example: { path: { id: 7001 }, body: { contactId: 38759340 } },
  },
  async ({ path: { id }, body: { contactId }, ifMatch }, { deps, context, stores: { clients }, stamp }) => {
    if (deps.settings.CLIENT_IDS === "contact-ids") return err({ tag: "CLIENT_IDS_FIXED" });
    const put = await writeOnce<PutClient>(
      context,
      () => clients.put(id, contactId, expectedVersions(ifMatch, [0]), stamp),
      async ({ wrote: { version, changed, seq } }) => {
        const link = await clients.asOf(id, seq);
        return link && { tag: !changed ? "unchanged" : version === 1 ? "created" : "updated", link };
      },
    );
    if (put.tag === "contact-unknown") return err({ tag: "CONTACT_UNKNOWN", id: contactId ?? 0 });
    if (put.tag === "version-conflict") {
      const stale = { tag: "VERSION_STALE", id, version: put.version } as const;
      return err(ifMatch === "absent" ? { tag: "IF_MATCH_MISSING" } : stale);
    }
    const told = linkJson(put.link);
    if (put.tag !== "created") return ok({ status: 200, body: told, headers: etag(put.link.version) });
    return ok({ status: 201, body: told, headers: { ...etag(1), Location: `/v1/clients/${id}` } });
  },
);
