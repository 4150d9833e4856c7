// Which plans are overdue, the oldest first: by an index of the day on which the oldest unpaid instalment was due.
import type { PlanFilter } from "../../../domain/plans/bulk/plan-lists-port.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";

const overdue = sql`plans.oldest_unpaid <= ${placeholder("to")}
  and (plans.oldest_unpaid, plans.id) > (${placeholder("day")}, ${placeholder("after")})`;
const inOrder = sql`order by plans.oldest_unpaid, plans.id limit ${placeholder("most")}`;

/**
 * The first `most` overdue plans after a place, as `found(key, since, cost, n)`: `cost` is how many instalments
 * there are to sum, `n` counts from 1. Bind `to`, `day`, `after`, `most`. Of several business units each is walked by itself.
 */
export function overduePlans(condition: SQL | undefined, filter: PlanFilter, cost: SQL): SQL {
  const where = condition === undefined ? overdue : sql`${condition} and ${overdue}`;
  const eachUnit = filter.within !== undefined && filter.clientId === null && filter.businessUnitId === null;
  const rows = eachUnit
    ? sql`(select distinct value as unit from json_each(${placeholder("within")})) cross join plans on plans.id in (
        select plans.id from plans where plans.business_unit_id = unit and ${overdue} ${inOrder})`
    : sql`plans where ${where}`;
  return sql`found(key, since, cost, n) as materialized (
    select id, oldest_unpaid, cost, row_number() over (order by oldest_unpaid, id)
    from (select plans.id, plans.oldest_unpaid, ${cost} as cost from ${rows} ${inOrder}))`;
}

/** In the words of the index instalments_unpaid, which alone is then read. */
const asked = sql`case when override_minor is null then amount_minor else override_minor end`;

/** What a plan owes that was due before today, in minor units. */
export const overdueSum = sql`(select coalesce(sum(${asked} - received_minor), 0) from instalments
  where plan_id = plans.id and due < ${placeholder("today")} and received_minor < ${asked})`;

/** How many instalments may be overdue: one a week since the oldest (`mostOverdue`). */
export const mayBeOverdue = sql`min(plans.count,
  cast(julianday(${placeholder("today")}) - julianday(plans.oldest_unpaid) as integer) / 7 + 1)`;

/** Those of `found` whose instalments are no more than so many together, as `looked(key, since, n)`; the first always is. */
export const lookedAt = (mostRows: number): SQL => sql`looked(key, since, n) as materialized (
  select key, since, n from (
    select key, since, n, sum(cost) over (order by n rows unbounded preceding) - cost as before from found)
  where before < ${mostRows} and n < ${placeholder("most")})`;
