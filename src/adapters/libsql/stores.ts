// The core's ports over one libSQL database.
import type { Stores } from "../../domain/ports/stores.ts";
import type { Claim } from "../../domain/values/idempotency.ts";
import { libsqlClients } from "./clients/client-store.ts";
import type { Database } from "./connection/database.ts";
import { probeWrite } from "./connection/write-probe.ts";
import { libsqlContacts } from "./contacts/contact-store.ts";
import { libsqlEvents } from "./events/event-store.ts";
import { libsqlIdempotencyKeys } from "./idempotency/idempotency-store.ts";
import { claiming } from "./idempotency/idempotent-database.ts";
import { libsqlKeptHistories } from "./plans/kept-history-store.ts";
import { libsqlManyPlans } from "./plans/many-plans-store.ts";
import { libsqlPlanLists } from "./plans/plan-list-store.ts";
import { libsqlPlans } from "./plans/plan-store.ts";
import { libsqlReferences } from "./references/reference-store.ts";
import { libsqlSearch } from "./search/search-store.ts";
import { libsqlUsage } from "./usage-store.ts";
import { libsqlWorklist } from "./worklist/worklist-store.ts";

/** The stores of one request; with a claim, their first write claims its idempotency key in the same batch. */
export function libsqlStores(whole: Database, claim?: Claim): Stores {
  const database = claim === undefined ? whole : claiming(whole, claim);
  return {
    plans: {
      ...libsqlPlans(database),
      ...libsqlManyPlans(database),
      ...libsqlPlanLists(database),
      ...libsqlKeptHistories(database),
    },
    references: libsqlReferences(database),
    contacts: libsqlContacts(database),
    clients: libsqlClients(database),
    events: libsqlEvents(database),
    worklist: libsqlWorklist(database),
    search: libsqlSearch(database),
    idempotencyKeys: libsqlIdempotencyKeys(whole),
    usage: libsqlUsage(database),
    ready: () => probeWrite(whole),
  };
}
