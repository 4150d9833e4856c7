// What a request works on: the core's ports, and whether the database behind them answers.

import type { Database } from "../adapters/libsql/connection/database.ts";
import { probeWrite } from "../adapters/libsql/connection/write-probe.ts";
import { libsqlContacts } from "../adapters/libsql/contacts/contact-store.ts";
import { libsqlEvents } from "../adapters/libsql/events/event-store.ts";
import { libsqlIdempotencyKeys } from "../adapters/libsql/idempotency/idempotency-store.ts";
import { claiming } from "../adapters/libsql/idempotency/idempotent-database.ts";
import { libsqlKeptHistories } from "../adapters/libsql/plans/kept-history-store.ts";
import { libsqlManyPlans } from "../adapters/libsql/plans/many-plans-store.ts";
import { libsqlPlanLists } from "../adapters/libsql/plans/plan-list-store.ts";
import { libsqlPlans } from "../adapters/libsql/plans/plan-store.ts";
import { libsqlReferences } from "../adapters/libsql/references/reference-store.ts";
import type { Contacts } from "../domain/contacts/contacts-port.ts";
import type { Events } from "../domain/events/events-port.ts";
import type { ManyPlans } from "../domain/plans/bulk/many-plans-port.ts";
import type { KeptHistories } from "../domain/plans/history/kept-histories-port.ts";
import type { PlanLists } from "../domain/plans/plan-lists-port.ts";
import type { PaymentPlans } from "../domain/plans/plans-port.ts";
import type { PaymentReferences } from "../domain/references/references-port.ts";
import type { Claim, IdempotencyKeys } from "../domain/values/idempotency.ts";

export type Stores = {
  readonly plans: PaymentPlans & ManyPlans & PlanLists & KeptHistories;
  readonly references: PaymentReferences;
  readonly contacts: Contacts;
  readonly events: Events;
  readonly idempotencyKeys: IdempotencyKeys;
  /** Resolves when the database takes a write, of which nothing stays; throws `DatabaseUnavailable` when it does not. */
  readonly ready: () => Promise<void>;
};

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
    events: libsqlEvents(database),
    idempotencyKeys: libsqlIdempotencyKeys(whole),
    ready: () => probeWrite(whole),
  };
}
