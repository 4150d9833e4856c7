// Which calls of the stores write. Every member of every port is named, so that a new one does not compile before it is
// decided.
import type { Stores } from "../../domain/ports/stores.ts";

export type Trip = "read" | "write";
type Ports = Pick<Stores, "plans" | "references" | "contacts" | "clients" | "events">;

const TRIPS: { readonly [P in keyof Ports]: { readonly [M in keyof Ports[P]]: Trip } } = {
  plans: {
    byId: "read",
    create: "write",
    save: "write",
    keepUnchanged: "write",
    byIds: "read",
    matching: "read",
    count: "read",
    standing: "read",
    saveTerms: "write",
    saveAndTell: "write",
    summaries: "read",
    overdue: "read",
    instalments: "read",
    keptHead: "read",
    keptEvents: "read",
  },
  references: {
    save: "write",
    saveAsOf: "read",
    byId: "read",
    list: "read",
    deactivate: "write",
    unmask: "write",
  },
  contacts: {
    put: "write",
    saveExtra: "write",
    saveCredit: "write",
    byId: "read",
    asOf: "read",
    list: "read",
    chain: "read",
  },
  clients: { put: "write", byId: "read", asOf: "read", account: "read" },
  events: { feed: "read", history: "read" },
};

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** The same stores, with something done around each of their trips; `ready` and the look-up of a key are none of them. */
export function aroundTrips(
  stores: Stores,
  around: <T>(trip: Trip, work: () => Promise<T>) => Promise<T>,
): Stores {
  const surrounded = <P extends keyof Ports>(port: P): Stores[P] => {
    const methods = Object.entries(stores[port] as unknown as Record<string, Method>);
    const trips = TRIPS[port] as Readonly<Record<string, Trip>>;
    return Object.fromEntries(
      methods.map(([name, method]) => [
        name,
        (...given: readonly unknown[]) => around(trips[name] ?? "write", () => method(...given)),
      ]),
    ) as unknown as Stores[P];
  };
  return {
    ...stores,
    plans: surrounded("plans"),
    references: surrounded("references"),
    contacts: surrounded("contacts"),
    clients: surrounded("clients"),
    events: surrounded("events"),
    worklist: (asked) => around("read", () => stores.worklist(asked)),
    search: (asked) => around("read", () => stores.search(asked)),
    usage: (within) => around("read", () => stores.usage(within)),
  };
}
