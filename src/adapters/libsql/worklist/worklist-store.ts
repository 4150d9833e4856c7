// What needs a person in libSQL: a statement for each part that is asked for, in one trip.
import type { WrittenDate } from "../../../domain/contacts/extras/written-date.ts";
import type { Place } from "../../../domain/plans/bulk/plan-lists-port.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import { AGES, dueWithin, lastWritten } from "../../../domain/worklist/ages.ts";
import {
  MAX_SEARCHED_PLANS,
  MAX_SORTED_PLANS,
  type OverdueFilter,
  type OverduePlan,
  type OverdueSums,
  type StoppedContact,
  type Worklist,
  type WorklistAsked,
  type WorklistFound,
} from "../../../domain/worklist/worklist-port.ts";
import type { Database, Row, Statement } from "../connection/database.ts";
import { HIGH, selectOldest, selectStopped, selectSums } from "./worklist-statements.ts";

const NONE = { items: [], next: null };

export const libsqlWorklist =
  (database: Database): Worklist =>
  async ({ filter, overdue, stopped, sums, names, limit }) => {
    const statements: Statement[] = [];
    const asked = (statement: Statement): number => statements.push(statement) - 1;
    const oldest =
      overdue !== null && "after" in overdue
        ? asked(oldestOf(filter, names, overdue.after, limit))
        : undefined;
    const position = overdue !== null && "largestFrom" in overdue ? overdue.largestFrom : null;
    const summed = sums || position !== null ? asked(sumsOf(filter, names, position, limit)) : undefined;
    const contacts =
      stopped === null
        ? undefined
        : asked(selectStopped({ ...bound(stopped.after), begun: lastWritten(filter.today), limit }));
    const results = statements.length === 0 ? [] : await database.read(statements);
    const rowsOf = (at: number | undefined): readonly Row[] => (at === undefined ? [] : (results[at] ?? []));
    return {
      overdue: position === null ? oldestPage(rowsOf(oldest), limit) : largestPage(rowsOf(summed), limit),
      stopped: stoppedPage(rowsOf(contacts), limit),
      sums: summed === undefined ? null : sumsIn(rowsOf(summed)),
    };
  };

const bound = ({ day, id }: Place) => ({ day, after: id });

const valuesOf = ({ today, from, to, atLeast }: OverdueFilter, { day, id }: Place) => ({
  today,
  to,
  // The later of the two places: nothing before `from` is gone through.
  ...(from !== null && day < from ? bound({ day: from, id: 0 }) : bound({ day, id })),
  least: atLeast?.minor ?? null,
  currency: atLeast?.currency ?? null,
});

type Names = WorklistAsked["names"];
const namesOf = (names: Names) => ({ named: names !== null, byIds: names === "contact-ids" });

const oldestOf = (filter: OverdueFilter, names: Names, after: Place, limit: number): Statement =>
  selectOldest(filter, {
    ...valuesOf(filter, after),
    ...namesOf(names),
    limit,
    most: 1 + (filter.atLeast === null ? limit : Math.max(limit, MAX_SEARCHED_PLANS)),
  });

function sumsOf(filter: OverdueFilter, names: Names, position: number | null, limit: number): Statement {
  const [young, middle, old] = AGES.map((age) => dueWithin(age, filter.today).from);
  return selectSums(filter, {
    ...valuesOf(filter, { day: "", id: 0 }),
    ...{ young, middle, old },
    ...namesOf(names),
    position: position ?? 0,
    limit: position === null ? 0 : limit,
    most: MAX_SORTED_PLANS + 1,
  });
}

const isPart = (row: Row): boolean => row.id !== null;

const toPlan = (row: Row): OverduePlan => ({
  id: Number(row.id),
  version: Number(row.version),
  clientId: Number(row.client_id),
  businessUnitId: Number(row.business_unit_id),
  currency: row.currency as Currency,
  since: row.since as LocalDate,
  overdue: BigInt(row.overdue as number),
  contact: row.who_id === null ? null : { id: Number(row.who_id), name: String(row.who_name) },
});

function oldestPage(rows: readonly Row[], limit: number): WorklistFound["overdue"] {
  const all = rows.filter(isPart).map(toPlan);
  const items = all.slice(0, limit);
  const last = items.at(-1);
  if (all.length > limit && last !== undefined) return { items, next: { day: last.since, id: last.id } };
  const [extent] = rows;
  if (extent === undefined || Number(extent.more) === 0) return { items, next: null };
  return { items, next: { day: String(extent.last_since), id: Number(extent.last_key) } };
}

function largestPage(rows: readonly Row[], limit: number): WorklistFound["overdue"] {
  const all = rows.filter(isPart).map(toPlan);
  const items = all.slice(0, limit);
  const last = items.at(-1);
  return { items, next: all.length > limit && last !== undefined ? { day: last.since, id: last.id } : null };
}

function sumsIn(rows: readonly Row[]): OverdueSums {
  const sums = rows.flatMap((row) => {
    const age = row.age === null ? undefined : AGES[Number(row.age)];
    if (age === undefined) return [];
    const overdue = BigInt(row.high as number) * BigInt(HIGH) + BigInt(row.low as number);
    return [{ currency: row.currency as Currency, age, plans: Number(row.plans), overdue }];
  });
  return {
    sums,
    plans: sums.reduce((count, { plans }) => count + plans, 0),
    complete: Number(rows[0]?.more) === 0,
  };
}

function stoppedPage(rows: readonly Row[], limit: number): WorklistFound["stopped"] {
  const items = rows.slice(0, limit).map(
    (row): StoppedContact => ({
      id: Number(row.id),
      name: String(row.name),
      onStopDate: row.on_stop_date as WrittenDate | null,
      onStopReason: row.on_stop_reason as string | null,
    }),
  );
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { ...NONE, items };
  return { items, next: { day: last.onStopDate ?? "", id: last.id } };
}
