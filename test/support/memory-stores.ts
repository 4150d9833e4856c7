// The in-memory stores with given contacts, for tests of what lies above the stores.
import { memoryClients } from "../../src/adapters/memory/client-store.ts";
import { memoryContactErasures } from "../../src/adapters/memory/contact-erasure.ts";
import { memoryContacts } from "../../src/adapters/memory/contact-store.ts";
import { memoryEvents } from "../../src/adapters/memory/event-log.ts";
import { memoryPlans } from "../../src/adapters/memory/plan-store.ts";
import { memoryReferences } from "../../src/adapters/memory/reference-store.ts";
import { memorySearch } from "../../src/adapters/memory/search.ts";
import { memoryUsage } from "../../src/adapters/memory/usage.ts";
import { memoryWorklist } from "../../src/adapters/memory/worklist.ts";
import { type ContactSeed, type ErasableStores, putContacts } from "./store-harness.ts";

export function memoryStores(seeds: readonly ContactSeed[] = []): ErasableStores {
  const events = memoryEvents();
  const { overwrite, ...contacts } = memoryContacts(events);
  const references = memoryReferences(events);
  const { textEvents, eraseTexts, ...plans } = memoryPlans(events);
  const clients = memoryClients(events, { plans, contacts });
  // What this store does is done when it returns; nobody has to wait for it.
  void putContacts(contacts, seeds);
  return {
    plans,
    references,
    contacts,
    clients,
    events,
    worklist: memoryWorklist({ plans, contacts, clients }),
    search: memorySearch({ plans, references, contacts }),
    usage: memoryUsage({ plans, references, contacts, events }),
    idempotencyKeys: { earlierUse: async () => null },
    ready: async () => {},
    erasures: {
      ...memoryContactErasures({ ...contacts, overwrite }, references, events),
      textEvents,
      eraseTexts,
    },
  };
}
