// A database that fails as one does: it is not there, or it writes and its answer is lost, or somebody else was faster.
import type { EventLog } from "../../adapters/memory/event-log.ts";
import { aroundTrips } from "../../adapters/memory/trips.ts";
import { StoreUnavailable } from "../../domain/ports/store-errors.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import type { FasterWriter } from "./faster-writer.ts";
import type { Waiting } from "./fault-plan.ts";

/** What the system says of a connection. */
const failing = (code: "ECONNREFUSED" | "ECONNRESET"): StoreUnavailable =>
  new StoreUnavailable(Object.assign(new Error(code), { code }));

/** The stores of one request, with the fault that waits for it. */
export function faultyStores(stores: Stores, waiting: Waiting, log: EventLog, faster: FasterWriter): Stores {
  switch (waiting.kind) {
    case "database-away":
      return away(stores, waiting);
    case "answer-lost":
      return losing(stores, waiting, log);
    case "faster-writer":
      return outrun(stores, waiting, faster);
    default:
      return stores;
  }
}

function away(stores: Stores, { befalls }: Waiting): Stores {
  const isAway = (): void => {
    if (befalls()) throw failing("ECONNREFUSED");
  };
  return {
    ...aroundTrips(stores, async (_, work) => {
      isAway();
      return work();
    }),
    idempotencyKeys: {
      earlierUse: async (claim) => {
        isAway();
        return stores.idempotencyKeys.earlierUse(claim);
      },
    },
    ready: async () => isAway(),
  };
}

/** The first write that changes something is done, and nobody is told. */
function losing(stores: Stores, { befalls, befallen }: Waiting, log: EventLog): Stores {
  return aroundTrips(stores, async (trip, work) => {
    if (trip === "read" || befallen()) return work();
    const { result, events } = log.during(work);
    const told = await result;
    if (events.length > 0 && befalls()) throw failing("ECONNRESET");
    return told;
  });
}

/** Before each write that holds to a version, another one takes that version. */
function outrun(stores: Stores, { befalls }: Waiting, faster: FasterWriter): Stores {
  const { plans, contacts } = stores;
  const takePlan = async (id: number): Promise<void> => {
    const write = await faster.ofPlan(id);
    if (write !== null && befalls()) await write();
  };
  const takeContact = async (id: number, isHeld: boolean): Promise<void> => {
    const write = isHeld ? await faster.ofContact(id) : null;
    if (write !== null && befalls()) await write();
  };
  return {
    ...stores,
    plans: {
      ...plans,
      save: async (before, ...rest) => {
        await takePlan(before.id);
        return plans.save(before, ...rest);
      },
      saveTerms: async (saves) => {
        for (const { before } of saves) await takePlan(before.id);
        return plans.saveTerms(saves);
      },
      saveAndTell: async (saves, asked) => {
        for (const { before } of saves) await takePlan(before.id);
        return plans.saveAndTell(saves, asked);
      },
    },
    contacts: {
      ...contacts,
      put: async (draft, expected, stamp) => {
        await takeContact(draft.id, typeof expected !== "string");
        return contacts.put(draft, expected, stamp);
      },
      saveCredit: async (id, patch, stamp, expected) => {
        await takeContact(id, typeof expected !== "string");
        return contacts.saveCredit(id, patch, stamp, expected);
      },
    },
  };
}
