// All stores in one process's memory: what a database is to the stores that are opened over it, and as whole.
import type { ClientLink } from "../../domain/clients/clients-port.ts";
import type { Contact } from "../../domain/contacts/contact.ts";
import type { ContactErasures } from "../../domain/contacts/contact-erasures-port.ts";
import type { PlanErasures } from "../../domain/plans/history/plan-erasures-port.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import type { Claim } from "../../domain/values/idempotency.ts";
import { memoryClients } from "./client-store.ts";
import { memoryContactErasures } from "./contact-erasure.ts";
import { memoryContacts } from "./contact-store.ts";
import { type EventLog, memoryEvents } from "./event-log.ts";
import { claimingStores, type KeptKeys, memoryIdempotencyKeys } from "./idempotency-keys.ts";
import { type KeptTexts, memoryPlans } from "./plan-store.ts";
import { type KeyedReferences, memoryReferences } from "./reference-store.ts";
import { memorySearch } from "./search.ts";
import { memoryUsage } from "./usage.ts";
import { memoryWorklist } from "./worklist.ts";

export type MemoryDatabase = {
  /** The stores of one request; with a claim, their first write claims its idempotency key. */
  readonly open: (claim?: Claim) => Stores;
  readonly erasures: PlanErasures & ContactErasures;
  readonly events: EventLog;
  readonly keys: KeptKeys;
  /** What no port tells and a copy of all of it needs. */
  readonly inside: KeptTexts &
    KeyedReferences & {
      readonly overwriteContact: (contact: Contact) => void;
      readonly overwriteLink: (link: ClientLink) => void;
    };
};

export function memoryDatabase(): MemoryDatabase {
  const events = memoryEvents();
  const keys = memoryIdempotencyKeys();
  const { overwrite, has, ...contacts } = memoryContacts(events);
  const { countCrns, eraseCrns, keyOf, putBack, ...references } = memoryReferences(events);
  const { textEvents, eraseTexts, textsOf, ...plans } = memoryPlans(events);
  const { overwrite: overwriteLink, ...clients } = memoryClients(events, { plans, contacts }, has);
  const whole: Stores = {
    plans,
    references,
    contacts,
    clients,
    worklist: memoryWorklist({ plans, contacts, clients }),
    search: memorySearch({ plans, references, contacts }),
    events: { feed: events.feed, history: events.history },
    usage: memoryUsage({ plans, references, contacts, events }),
    idempotencyKeys: { earlierUse: keys.earlierUse },
    ready: async () => {},
  };
  return {
    open: (claim) => (claim === undefined ? whole : claimingStores(whole, claim, keys, events)),
    erasures: {
      ...memoryContactErasures({ ...contacts, overwrite }, { countCrns, eraseCrns }, events),
      textEvents,
      eraseTexts,
    },
    events,
    keys,
    inside: { textsOf, keyOf, putBack, overwriteContact: overwrite, overwriteLink },
  };
}
