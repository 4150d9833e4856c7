// The stores as one caller sees them: plans and references out of its reach are not there, whoever asks and however.
// Every member of every port is named, so that a new one does not compile before it is decided what it shows.
import type { Clients } from "../clients/clients-port.ts";
import type { Events } from "../events/events-port.ts";
import type { PlanFilter } from "../plans/bulk/plan-lists-port.ts";
import type { Plan } from "../plans/plan.ts";
import type { PaymentReferences } from "../references/references-port.ts";
import type { SavedReference } from "../references/save-reference.ts";
import type { Worklist } from "../worklist/worklist-port.ts";
import { isAmong, type Reach, WHOLE } from "./reach.ts";
import { OutOfReach } from "./store-errors.ts";
import type { Stores } from "./stores.ts";

/** Contacts, and the keys of requests, belong to no business unit and no account: they are the same for everybody. */
export function reaching(stores: Stores, reach: Reach): Stores {
  if (reach === WHOLE) return stores;
  return {
    plans: reachingPlans(stores.plans, stores.events, reach),
    references: reachingReferences(stores.references, reach),
    events: reachingEvents(stores.events, reach),
    contacts: stores.contacts,
    clients: reachingClients(stores.clients, reach),
    worklist: reachingWorklist(stores.worklist, reach),
    // Whatever is asked for, no more than this is found.
    search: (asked) => stores.search({ ...asked, within: reach }),
    idempotencyKeys: stores.idempotencyKeys,
    // Whatever is asked for, no more than this is counted.
    usage: () => stores.usage(reach),
    ready: stores.ready,
  };
}

/** A cursor beyond every event: only whether there is a history at all is asked. */
const NOTHING = { after: Number.MAX_SAFE_INTEGER, limit: 1 };

function reachingPlans(plans: Stores["plans"], events: Events, reach: Reach): Stores["plans"] {
  const { businessUnits } = reach;
  if (businessUnits === null) return plans;
  const sees = ({ businessUnitId }: Pick<Plan, "businessUnitId">): boolean =>
    isAmong(businessUnits, businessUnitId);
  const check = (...those: readonly Pick<Plan, "businessUnitId">[]): void => {
    if (!those.every(sees)) throw new OutOfReach();
  };
  const within = (filter: PlanFilter): PlanFilter => filterWithin(filter, businessUnits);
  const isThere = async (id: number): Promise<boolean> =>
    (await events.history("plan", id, { ...NOTHING, within: reach })) !== null;

  return {
    byId: async (id) => {
      const plan = await plans.byId(id);
      return plan !== null && sees(plan) ? plan : null;
    },
    create: async (state, event, kept) => {
      check(state);
      return plans.create(state, event, kept);
    },
    save: async (before, after, event, kept) => {
      check(before, after);
      return plans.save(before, after, event, kept);
    },
    keepUnchanged: async (plan, kept) => {
      check(plan);
      return plans.keepUnchanged(plan, kept);
    },
    byIds: async (ids) => {
      const { items, next } = await plans.byIds(ids);
      return { items: items.filter(sees), next };
    },
    matching: (filter, cursor) => plans.matching(within(filter), cursor),
    count: (filter, most) => plans.count(within(filter), most),
    standing: (asked, seq) => plans.standing({ ...asked, within: businessUnits }, seq),
    saveTerms: async (saves) => {
      check(...saves.map(({ before }) => before));
      return plans.saveTerms(saves);
    },
    saveAndTell: async (saves, asked) => {
      check(...saves.map(({ before }) => before));
      return plans.saveAndTell(saves, { ...asked, within: businessUnits });
    },
    summaries: (filter, asOf, cursor) => plans.summaries(within(filter), asOf, cursor),
    overdue: (filter, asOf, cursor) => plans.overdue(within(filter), asOf, cursor),
    instalments: (filter, part, after) =>
      plans.instalments({ ...filter, within: businessUnits }, part, after),
    // What is kept may not read as a plan, so whose it is is asked of the store: one trip more.
    keptHead: async (id) => ((await isThere(id)) ? plans.keptHead(id) : null),
    keptEvents: async (id, after, newest) =>
      (await isThere(id)) ? plans.keptEvents(id, after, newest) : { items: [], next: null },
  };
}

/** One business unit is asked for as any caller asks for it, by its index. */
function filterWithin<F extends PlanFilter>(filter: F, units: readonly number[]): F {
  const [only, ...others] = units;
  if (filter.businessUnitId === null && only !== undefined && others.length === 0)
    return { ...filter, businessUnitId: only };
  return { ...filter, within: units };
}

function reachingWorklist(worklist: Worklist, { businessUnits: units }: Reach): Worklist {
  if (units === null) return worklist;
  return ({ filter, ...asked }) => worklist({ ...asked, filter: filterWithin(filter, units) });
}

/** Who is who is the same for everybody; of a contact's plans those within reach are told. */
function reachingClients(clients: Clients, { businessUnits }: Reach): Clients {
  const { put, byId, asOf, account } = clients;
  if (businessUnits === null) return clients;
  const own: Clients["account"] = (contactId, query) =>
    account(contactId, { ...query, within: businessUnits });
  return { put, byId, asOf, account: own };
}

function reachingReferences(references: PaymentReferences, { accounts }: Reach): PaymentReferences {
  if (accounts === null) return references;
  const sees = ({ accountId }: { readonly accountId: number }): boolean => isAmong(accounts, accountId);
  /** A save finds the one in use whosever it is: where that is out of reach, it can be neither told nor made again. */
  const seen = <T extends Pick<SavedReference, "reference" | "others">>(saved: T): T => {
    if (!sees(saved.reference)) throw new OutOfReach();
    return { ...saved, others: saved.others.filter(sees) };
  };
  const byId: PaymentReferences["byId"] = async (id) => {
    const reference = await references.byId(id);
    return reference !== null && sees(reference) ? reference : null;
  };
  return {
    byId,
    save: async (draft, stamp) => {
      if (!sees(draft)) throw new OutOfReach();
      return seen(await references.save(draft, stamp));
    },
    saveAsOf: async (id, seq) => {
      const saved = await references.saveAsOf(id, seq);
      return saved === null ? null : seen(saved);
    },
    list: (query) => references.list({ ...query, within: accounts }),
    // Whose it is never changes, so what was seen before the write is true of it.
    deactivate: async (id, stamp) =>
      (await byId(id)) === null ? { tag: "not-found" } : references.deactivate(id, stamp),
    unmask: async (id, reason, stamp) =>
      (await byId(id)) === null ? { tag: "not-found" } : references.unmask(id, reason, stamp),
  };
}

const reachingEvents = (events: Events, within: Reach): Events => ({
  feed: (query) => events.feed({ ...query, within }),
  history: (subject, id, query) => events.history(subject, id, { ...query, within }),
});
