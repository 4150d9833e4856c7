// What a request works on: the core's ports, and whether the database behind them answers.
import { libsqlContacts } from "../adapters/libsql/contact-store.ts";
import type { Database } from "../adapters/libsql/database.ts";
import { libsqlEvents } from "../adapters/libsql/event-store.ts";
import { libsqlIdempotencyKeys } from "../adapters/libsql/idempotency-store.ts";
import { claiming } from "../adapters/libsql/idempotent-database.ts";
import { libsqlKeptHistories } from "../adapters/libsql/kept-history-store.ts";
import { libsqlManyPlans } from "../adapters/libsql/many-plans-store.ts";
import { libsqlPlanLists } from "../adapters/libsql/plan-list-store.ts";
import { libsqlPlans } from "../adapters/libsql/plan-store.ts";
import { libsqlReferences } from "../adapters/libsql/reference-store.ts";
import { probeWrite } from "../adapters/libsql/write-probe.ts";
import type { Contacts } from "../domain/contacts/contacts-port.ts";
import type { Events } from "../domain/events/events-port.ts";
import type { KeptHistories } from "../domain/plans/kept-history.ts";
import type { ManyPlans } from "../domain/plans/many-plans.ts";
import type { PaymentPlans } from "../domain/plans/payment-plans.ts";
import type { PlanLists } from "../domain/plans/plan-lists.ts";
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
