// The in-memory stores with given contacts, for tests of what lies above the stores.
import { memoryContacts } from "../../src/adapters/memory/contact-store.ts";
import { memoryPlans } from "../../src/adapters/memory/plan-store.ts";
import { memoryReferences } from "../../src/adapters/memory/reference-store.ts";
import { EMPTY_EXTRA } from "../../src/domain/contacts/contact.ts";
import type { Stores } from "../../src/http/stores.ts";
import type { ContactSeed } from "./store-harness.ts";

const CREATED = { at: "2026-01-01T00:00:00.000Z", by: "test" };

export function memoryStores(seeds: readonly ContactSeed[] = []): Stores {
  const contacts = seeds.map((seed) => ({
    ...seed,
    parentId: null,
    extra: EMPTY_EXTRA,
    version: 1,
    created: CREATED,
    lastUpdated: CREATED,
  }));
  return {
    plans: memoryPlans(),
    references: memoryReferences(),
    contacts: memoryContacts(contacts),
    ready: async () => {},
  };
}
