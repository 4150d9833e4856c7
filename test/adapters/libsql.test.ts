// The contract suite over real libSQL: an embedded file, and a server over HTTP.
import { libsqlStores } from "../../src/http/stores.ts";
import {
  insertContacts,
  startFileDatabase,
  startServerDatabase,
  type TestDatabase,
} from "../support/libsql.ts";
import type { StoreHarness } from "../support/store-harness.ts";
import { storeContract } from "./store-contract.ts";

function harness(start: () => Promise<TestDatabase>): StoreHarness {
  let started: Promise<TestDatabase> | undefined;
  return {
    open: async (contacts) => {
      started ??= start();
      const test = await started;
      await test.empty();
      await insertContacts(test.database, contacts);
      return libsqlStores(test.database);
    },
    close: async () => (await started)?.stop(),
  };
}

storeContract("libSQL file", harness(startFileDatabase));
storeContract("libSQL server", harness(startServerDatabase));
