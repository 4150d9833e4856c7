// What a kind of store must offer to be put through the one contract suite.
import type { Contacts } from "../../src/domain/contacts/contacts-port.ts";
import type { Stores } from "../../src/http/stores.ts";

export type ContactSeed = { readonly id: number; readonly reference: string | null; readonly name: string };

export type StoreHarness = {
  readonly name: string;
  /** An empty store that has these contacts. */
  readonly open: (contacts: readonly ContactSeed[]) => Promise<Stores>;
  readonly close: () => Promise<void>;
};

const SEEDED = { at: "2026-01-01T00:00:00.000Z", by: "test" };

export async function putContacts(contacts: Contacts, seeds: readonly ContactSeed[]): Promise<void> {
  await Promise.all(seeds.map((seed) => contacts.put({ ...seed, parentId: null }, "any", SEEDED)));
}
