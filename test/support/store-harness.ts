// What a kind of store must offer to be put through the one contract suite.
import type { Stores } from "../../src/http/stores.ts";

export type ContactSeed = { readonly id: number; readonly reference: string | null; readonly name: string };

export type StoreHarness = {
  /** An empty store that has these contacts. */
  readonly open: (contacts: readonly ContactSeed[]) => Promise<Stores>;
  readonly close: () => Promise<void>;
};
