// What needs a person in this process's memory, told by the other ports.
import type { Contact } from "../../domain/contacts/contact.ts";
import type { Place, PlanFilter } from "../../domain/plans/bulk/plan-lists-port.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import { oldestUnpaidOf, totalsOf } from "../../domain/plans/totals.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import { AGES, ageOf, lastWritten, mostOverdue } from "../../domain/worklist/ages.ts";
import {
  MAX_SEARCHED_PLANS,
  MAX_SORTED_PLANS,
  MAX_SORTED_ROWS,
  type OverdueFilter,
  type OverduePlan,
  type OverdueSums,
  type StoppedContact,
  type Worklist,
  type WorklistFound,
} from "../../domain/worklist/worklist-port.ts";
import { allOf } from "./all-of.ts";

type Owed = { readonly plan: OverduePlan; readonly rows: number };

const isAfter = (day: string, id: number, after: Place): boolean =>
  day > after.day || (day === after.day && id > after.id);

export const memoryWorklist =
  ({ plans, contacts, clients }: Pick<Stores, "plans" | "contacts" | "clients">): Worklist =>
  async ({ filter, overdue, stopped, sums, names, limit }) => {
    const whoIs = async (clientId: number): Promise<OverduePlan["contact"]> => {
      if (names === null) return null;
      const contactId = names === "contact-ids" ? clientId : (await clients.byId(clientId))?.contactId;
      const contact = contactId == null ? null : await contacts.byId(contactId);
      return contact && { id: contact.id, name: contact.name };
    };
    const owed = overdue === null && !sums ? [] : await owedBy(plans, filter);
    const isEnough = ({ plan }: Owed): boolean =>
      filter.atLeast === null ||
      (plan.currency === filter.atLeast.currency && plan.overdue >= filter.atLeast.minor);
    const sorted = within(owed, MAX_SORTED_PLANS, MAX_SORTED_ROWS);
    const enough = sorted.filter(isEnough).map(({ plan }) => plan);
    const told = (): WorklistFound["overdue"] => {
      if (overdue === null) return { items: [], next: null };
      if ("largestFrom" in overdue) return largestOf(enough, overdue.largestFrom, limit);
      const after = owed.filter(({ plan }) => isAfter(plan.since, plan.id, overdue.after));
      const most = filter.atLeast === null ? limit : Math.max(limit, MAX_SEARCHED_PLANS);
      const all = after.slice(0, most).filter(isEnough);
      const items = all.slice(0, limit).map(({ plan }) => plan);
      const last =
        all.length > limit ? items.at(-1) : after.length > most ? after[most - 1]?.plan : undefined;
      return { items, next: last === undefined ? null : { day: last.since, id: last.id } };
    };
    const { items, next } = told();
    const named = items.map(async (plan) => ({ ...plan, contact: await whoIs(plan.clientId) }));
    return {
      overdue: { items: await Promise.all(named), next },
      stopped:
        stopped === null
          ? { items: [], next: null }
          : stoppedOf(await allOf(contacts.list), lastWritten(filter.today), stopped.after, limit),
      sums:
        sums || (overdue !== null && "largestFrom" in overdue)
          ? { ...sumsOf(enough, filter), complete: sorted.length === owed.length }
          : null,
    };
  };

/** Those that are overdue, the oldest first, whatever they owe. */
async function owedBy(plans: Stores["plans"], filter: OverdueFilter): Promise<readonly Owed[]> {
  const { clientId, businessUnitId, state, active, within: units } = filter;
  const only: PlanFilter = {
    clientId,
    businessUnitId,
    state,
    active,
    ...(units === undefined ? {} : { within: units }),
  };
  const all = await allOf((cursor) => plans.matching(only, cursor));
  return all
    .flatMap((plan): Owed[] => {
      const since = oldestUnpaidOf(plan);
      if (since === null || since > filter.to || (filter.from !== null && since < filter.from)) return [];
      return [
        { plan: overduePlan(plan, since, filter), rows: mostOverdue(plan.rows.length, since, filter.today) },
      ];
    })
    .sort((one, other) => (isAfter(one.plan.since, one.plan.id, placeOf(other.plan)) ? 1 : -1));
}

const placeOf = ({ since, id }: OverduePlan): Place => ({ day: since, id });

const overduePlan = (plan: Plan, since: OverduePlan["since"], { today }: OverdueFilter): OverduePlan => {
  const { id, version, clientId, businessUnitId, currency } = plan;
  return {
    id,
    version,
    clientId,
    businessUnitId,
    currency,
    since,
    overdue: totalsOf(plan, today).overdue,
    contact: null,
  };
};

/** The first of them, so many at most, and no more than have so many instalments together. */
function within(owed: readonly Owed[], most: number, mostRows: number): readonly Owed[] {
  let before = 0;
  const end = owed.findIndex(({ rows }, at) => {
    if (at >= most || before >= mostRows) return true;
    before += rows;
    return false;
  });
  return end < 0 ? owed : owed.slice(0, end);
}

function largestOf(plans: readonly OverduePlan[], position: number, limit: number): WorklistFound["overdue"] {
  const sorted = plans.toSorted((one, other) => {
    if (one.currency !== other.currency) return one.currency < other.currency ? -1 : 1;
    return one.overdue === other.overdue ? 0 : one.overdue > other.overdue ? -1 : 1;
  });
  const items = sorted.slice(position, position + limit);
  const last = items.at(-1);
  const isLast = last === undefined || position + limit >= sorted.length;
  return { items, next: isLast ? null : placeOf(last) };
}

function sumsOf(
  plans: readonly OverduePlan[],
  { today }: OverdueFilter,
): Pick<OverdueSums, "sums" | "plans"> {
  const byCurrency = Map.groupBy(plans, ({ currency }) => currency);
  const sums = [...byCurrency]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([currency, own]) =>
      AGES.flatMap((age) => {
        const aged = own.filter(({ since }) => ageOf(since, today) === age);
        const overdue = aged.reduce((sum, plan) => sum + plan.overdue, 0n);
        return aged.length === 0 ? [] : [{ currency, age, plans: aged.length, overdue }];
      }),
    );
  return { sums, plans: plans.length };
}

function stoppedOf(
  all: readonly Contact[],
  begun: string,
  after: Place,
  limit: number,
): WorklistFound["stopped"] {
  const stopped = all
    .flatMap(({ id, name, extra: { onStopDate, onStopReason } }): StoppedContact[] =>
      (onStopDate === null || onStopDate > begun) && onStopReason === null
        ? []
        : [{ id, name, onStopDate, onStopReason }],
    )
    .filter(({ id, onStopDate }) => isAfter(onStopDate ?? "", id, after))
    .sort((one, other) =>
      isAfter(one.onStopDate ?? "", one.id, { day: other.onStopDate ?? "", id: other.id }) ? 1 : -1,
    );
  const items = stopped.slice(0, limit);
  const last = items.at(-1);
  const more = stopped.length > limit && last !== undefined;
  return { items, next: more ? { day: last.onStopDate ?? "", id: last.id } : null };
}
