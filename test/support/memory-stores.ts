// The in-memory stores with given contacts, for tests of what lies above the stores.
import { memoryContacts } from "../../src/adapters/memory/contact-store.ts";
import { memoryEvents } from "../../src/adapters/memory/event-log.ts";
import { memoryPlans } from "../../src/adapters/memory/plan-store.ts";
import { memoryReferences } from "../../src/adapters/memory/reference-store.ts";
import type { Stores } from "../../src/http/stores.ts";
import { type ContactSeed, putContacts } from "./store-harness.ts";

export function memoryStores(seeds: readonly ContactSeed[] = []): Stores {
  const events = memoryEvents();
  const contacts = memoryContacts(events);
  // What this store does is done when it returns; nobody has to wait for it.
  void putContacts(contacts, seeds);
  return {
    plans: memoryPlans(events),
    references: memoryReferences(events),
    contacts,
    events,
    idempotencyKeys: { earlierUse: async () => null },
    ready: async () => {},
  };
}
