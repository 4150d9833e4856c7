import { libsqlHarnesses } from "../support/libsql.ts";
import { storeContract } from "./store-contract.ts";

for (const harness of libsqlHarnesses()) storeContract(harness);
