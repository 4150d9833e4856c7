// Which contact a client is, in this process's memory, for tests and demonstrations.
import type { ClientLink, Clients } from "../../domain/clients/clients-port.ts";
import { isExpected } from "../../domain/contacts/contacts-port.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import { pageOf } from "../../domain/values/page.ts";
import { allOf } from "./all-of.ts";
import type { EventLog } from "./event-log.ts";
import { textSize } from "./text-size.ts";

export function memoryClients(
  log: EventLog,
  { plans, contacts }: Pick<Stores, "plans" | "contacts">,
  hasContact: (id: number) => boolean,
): Clients & { readonly overwrite: (link: ClientLink) => void } {
  const links = new Map<number, ClientLink>();
  const byId: Clients["byId"] = async (clientId) => links.get(clientId) ?? null;
  return {
    byId,
    overwrite: (link) => void links.set(link.clientId, link),

    put: async (clientId, contactId, expected, stamp) => {
      const before = links.get(clientId);
      if (before !== undefined && before.contactId === contactId) {
        log.tell({ wrote: { subject: "client", id: clientId, version: before.version } });
        return { tag: "unchanged", link: before };
      }
      const version = before?.version ?? 0;
      if (!isExpected(version, expected)) return { tag: "version-conflict", version };
      if (contactId !== null && !hasContact(contactId)) return { tag: "contact-unknown" };
      const link = { clientId, contactId, version: version + 1, lastUpdated: stamp };
      links.set(clientId, link);
      const facts = {
        before: before === undefined ? null : { contactId: before.contactId },
        after: { contactId },
      };
      const change = { kind: "linked", ...facts } as const;
      const { at, by: actor } = stamp;
      log.append({ subject: "client", subjectId: clientId, version: link.version, at, actor, change });
      return { tag: before === undefined ? "created" : "updated", link };
    },

    asOf: async (clientId, seq) => {
      const history = await log.history("client", clientId, { after: 0, limit: Number.MAX_SAFE_INTEGER });
      const last = (history?.items ?? []).filter((event) => event.seq <= seq).at(-1);
      if (last?.subject !== "client") return null;
      const { version, at, actor: by, change } = last;
      return { clientId, contactId: change.after.contactId, version, lastUpdated: { at, by } };
    },

    account: async (contactId, { clientIds, after, limit, within }) => {
      const contact = await contacts.byId(contactId);
      if (contact === null) return null;
      const isTheirs = (clientId: number): boolean =>
        clientIds === "contact-ids" ? clientId === contactId : links.get(clientId)?.contactId === contactId;
      const filter = { clientId: null, businessUnitId: null, state: null, active: null };
      const units = within === undefined ? filter : { ...filter, within };
      const all = await allOf((cursor) => plans.matching(units, cursor));
      const own = all.filter((plan) => plan.id > after && isTheirs(plan.clientId));
      return { contact, plans: pageOf(own, limit, (plan) => plan.id, textSize) };
    },
  };
}
