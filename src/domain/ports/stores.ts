// What one request works on: the core's ports together, and whether what is behind them takes writes.
import type { Clients } from "../clients/clients-port.ts";
import type { Contacts } from "../contacts/contacts-port.ts";
import type { Events } from "../events/events-port.ts";
import type { ManyPlans } from "../plans/bulk/many-plans-port.ts";
import type { PlanLists } from "../plans/bulk/plan-lists-port.ts";
import type { KeptHistories } from "../plans/history/kept-histories-port.ts";
import type { PaymentPlans } from "../plans/plans-port.ts";
import type { PaymentReferences } from "../references/references-port.ts";
import type { Search } from "../search/search-port.ts";
import type { IdempotencyKeys } from "../values/idempotency.ts";
import type { Worklist } from "../worklist/worklist-port.ts";
import type { Reach } from "./reach.ts";
import type { Usage } from "./usage.ts";

export type Stores = {
  readonly plans: PaymentPlans & ManyPlans & PlanLists & KeptHistories;
  readonly references: PaymentReferences;
  readonly contacts: Contacts;
  readonly clients: Clients;
  readonly events: Events;
  readonly worklist: Worklist;
  readonly search: Search;
  readonly idempotencyKeys: IdempotencyKeys;
  /** Counts in one read trip; of what lies within the reach. */
  readonly usage: (within: Reach) => Promise<Usage>;
  /** Resolves when the store takes a write, of which nothing stays; throws `StoreUnavailable` when it does not. */
  readonly ready: () => Promise<void>;
};
