// What the stores in this process's memory come to, told by their own ports.
import type { Stores } from "../../domain/ports/stores.ts";
import { allOf } from "./all-of.ts";

export const memoryUsage =
  (stores: Pick<Stores, "plans" | "references" | "contacts" | "events">): Stores["usage"] =>
  async (within) => {
    const { businessUnits, accounts } = within;
    const filter = {
      ...{ clientId: null, businessUnitId: null, state: null, active: null },
      ...(businessUnits === null ? {} : { within: businessUnits }),
    };
    const query = {
      ...{ contactId: null, activeOnly: false },
      ...(accounts === null ? {} : { within: accounts }),
    };
    const plans = await allOf((cursor) => stores.plans.matching(filter, cursor));
    const sum = (of: (plan: (typeof plans)[number]) => readonly unknown[]) =>
      plans.reduce((count, plan) => count + of(plan).length, 0);
    return {
      plans: plans.length,
      instalments: sum(({ rows }) => rows),
      payments: sum(({ payments }) => payments),
      references: (await allOf((cursor) => stores.references.list({ ...query, ...cursor }))).length,
      contacts: (await allOf((cursor) => stores.contacts.list(cursor))).length,
      events: (await allOf((cursor) => stores.events.feed({ ...cursor, within }))).length,
      bytes: null,
    };
  };
