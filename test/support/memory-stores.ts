// The in-memory stores with given contacts, for tests of what lies above the stores.
import { memoryDatabase } from "../../src/adapters/memory/memory-database.ts";
import { type ContactSeed, type ErasableStores, putContacts } from "./store-harness.ts";

export function memoryStores(seeds: readonly ContactSeed[] = []): ErasableStores {
  const { open, erasures } = memoryDatabase();
  const stores = open();
  // What this store does is done when it returns; nobody has to wait for it.
  void putContacts(stores.contacts, seeds);
  return { ...stores, erasures, claiming: open };
}
