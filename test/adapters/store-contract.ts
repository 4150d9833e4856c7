// The one suite that every store passes: what the ports promise, whatever keeps the data.
import { afterAll, beforeEach, describe } from "vitest";
import type { ErasableStores, StoreHarness } from "../support/store-harness.ts";
import { asOfContract } from "./as-of-contract.ts";
import { claimContract } from "./claim-contract.ts";
import { clientContract } from "./client-contract.ts";
import { contactContract } from "./contact-contract.ts";
import { contactExtraContract } from "./contact-extra-contract.ts";
import { erasureContract } from "./erasure-contract.ts";
import { eventContract } from "./event-contract.ts";
import { manyPlansContract } from "./many-plans-contract.ts";
import { pageContract } from "./page-contract.ts";
import { planContract } from "./plan-contract.ts";
import { planListContract } from "./plan-list-contract.ts";
import { reachContract } from "./reach-contract.ts";
import { referenceContract } from "./reference-contract.ts";
import { searchContract } from "./search-contract.ts";
import { worklistContract } from "./worklist-contract.ts";

const CONTACTS = [
  { id: 7, reference: "ONE", name: "Joe Bloggs" },
  { id: 8, reference: "SHARED", name: "First" },
  { id: 9, reference: "SHARED", name: "Second" },
];

export function storeContract(harness: StoreHarness): void {
  describe(`the ${harness.name} store`, () => {
    let opened: ErasableStores;
    const stores = () => opened;
    beforeEach(async () => {
      opened = await harness.open(CONTACTS);
    });
    afterAll(() => harness.close());

    planContract(stores);
    manyPlansContract(stores);
    planListContract(stores);
    referenceContract(stores);
    contactContract(stores);
    contactExtraContract(stores);
    eventContract(stores);
    erasureContract(stores);
    pageContract(stores);
    asOfContract(stores);
    reachContract(stores);
    worklistContract(stores);
    searchContract(stores);
    clientContract(stores);
    claimContract(stores);
  });
}
