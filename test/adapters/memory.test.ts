import { memoryStores } from "../support/memory-stores.ts";
import { storeContract } from "./store-contract.ts";

storeContract({
  name: "memory",
  open: async (contacts) => memoryStores(contacts),
  close: async () => {},
});
