// The demo data in a database, for the commands that serve some.
import { randomUUID } from "node:crypto";
import type { Database } from "../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../src/adapters/libsql/stores.ts";
import { addDemo } from "../src/twin/demo-data.ts";

/** Adds the contacts, plan 1 (client 2, business unit 3) and the sample reference, unless there is a plan already. */
export async function addDemoData(
  database: Database,
  {
    at = new Date().toISOString(),
    nonce = randomUUID(),
    newSalt = randomUUID,
  }: { readonly at?: string; readonly nonce?: string; readonly newSalt?: () => string } = {},
): Promise<void> {
  const stores = libsqlStores(database);
  if ((await stores.plans.byId(1)) === null) await addDemo(stores, at, nonce, newSalt);
}
