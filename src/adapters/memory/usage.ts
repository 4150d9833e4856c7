// What the stores in this process's memory come to, told by their own ports.
import type { Stores } from "../../domain/ports/stores.ts";
import type { Page } from "../../domain/values/page.ts";

/** Everything that a list has, page by page. */
async function all<T>(
  list: (cursor: { after: number; limit: number }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Page<T> = await list({ after, limit: Number.MAX_SAFE_INTEGER });
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

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
    const plans = await all((cursor) => stores.plans.matching(filter, cursor));
    const sum = (of: (plan: (typeof plans)[number]) => readonly unknown[]) =>
      plans.reduce((count, plan) => count + of(plan).length, 0);
    return {
      plans: plans.length,
      instalments: sum(({ rows }) => rows),
      payments: sum(({ payments }) => payments),
      references: (await all((cursor) => stores.references.list({ ...query, ...cursor }))).length,
      contacts: (await all((cursor) => stores.contacts.list(cursor))).length,
      events: (await all((cursor) => stores.events.feed({ ...cursor, within }))).length,
      bytes: null,
    };
  };
