// What a kind of store must offer to be put through the one contract suite.

import type { ContactErasures } from "../../src/domain/contacts/contact-erasures-port.ts";
import type { Contacts } from "../../src/domain/contacts/contacts-port.ts";
import type { PlanErasures } from "../../src/domain/plans/history/plan-erasures-port.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { Claim } from "../../src/domain/values/idempotency.ts";

export type ContactSeed = { readonly id: number; readonly reference: string | null; readonly name: string };

/** The stores of the service, those of a request with a key, and what erases from them, which no request does. */
export type ErasableStores = Stores & {
  readonly erasures: PlanErasures & ContactErasures;
  readonly claiming: (claim: Claim) => Stores;
};

export type StoreHarness = {
  readonly name: string;
  /** An empty store that has these contacts. */
  readonly open: (contacts: readonly ContactSeed[]) => Promise<ErasableStores>;
  readonly close: () => Promise<void>;
};

const SEEDED = { at: "2026-01-01T00:00:00.000Z", by: "test" };

export async function putContacts(contacts: Contacts, seeds: readonly ContactSeed[]): Promise<void> {
  await Promise.all(seeds.map((seed) => contacts.put({ ...seed, parentId: null }, "any", SEEDED)));
}
