// The SQL of what needs a person, compiled once for each set of filters.
import { MAX_SORTED_ROWS } from "../../../domain/worklist/worklist-port.ts";
import { lookedAt, mayBeOverdue, overduePlans, overdueSum } from "../plans/overdue-plans.ts";
import { byFilter } from "../plans/plan-filter.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";

/** Instalments that one page sums, beside those of its last plan: some 10 ms of an embedded database. */
const MAX_PAGE_ROWS = 50_000;

const owed = sql`owed(id, version, client_id, business_unit_id, currency, since, overdue) as materialized (
  select plans.id, version, client_id, business_unit_id, currency, since, ${overdueSum}
  from looked cross join plans on plans.id = looked.key)`;

/** Whether a plan owes enough. */
const enough = sql`(${placeholder("least")} is null
  or (currency = ${placeholder("currency")} and overdue >= ${placeholder("least")}))`;

/** How far was looked, and whether there is more beyond. */
const extent = sql`select (select count(*) from looked) as looked,
  (select count(*) from found) > (select count(*) from looked) as more`;

/** The contact that the client of each part is, where names are asked for: bind `named` and `byIds`. */
const whoColumns = sql`who.id as who_id, substr(who.name, 1, 400) as who_name`;
const who = sql`left join clients as link on link.client_id = part.client_id
  left join contacts as who on ${placeholder("named")}
    and who.id = case when ${placeholder("byIds")} then part.client_id else link.contact_id end`;

/** The page of the oldest, one row more than it holds where there is; one row without any where it is empty. */
export const selectOldest = byFilter((condition, filter) =>
  prepare(
    () => sql`with ${overduePlans(condition, filter, mayBeOverdue)}, ${lookedAt(MAX_PAGE_ROWS)}, ${owed}
      select extent.*, last.key as last_key, last.since as last_since, part.*, ${whoColumns}
      from (${extent}) as extent
      left join looked as last on last.n = extent.looked
      left join (select * from owed where ${enough} order by since, id limit ${placeholder("limit")} + 1) as part
        on true
      ${who}
      order by part.since, part.id`,
  ),
);

/** Minor units beside so many of them: a sum of sums has no room in 64 bits. */
export const HIGH = 1_000_000;

/** 0 for the youngest age: bind the first day of each of the three younger ones. */
const age = sql`(since < ${placeholder("young")}) + (since < ${placeholder("middle")}) + (since < ${placeholder("old")})`;

/** The sums of each currency and age; beside them the largest from a position on, where `limit` is above 0. */
export const selectSums = byFilter((condition, filter) =>
  prepare(
    () => sql`with ${overduePlans(condition, filter, mayBeOverdue)}, ${lookedAt(MAX_SORTED_ROWS)}, ${owed}
      select extent.*, part.*, ${whoColumns} from (${extent}) as extent left join (
        select null as place, null as id, null as version, null as client_id, null as business_unit_id, currency,
          null as since, null as overdue, age, count(*) as plans, sum(overdue / ${HIGH}) as high, sum(overdue % ${HIGH}) as low
          from (select *, ${age} as age from owed where ${enough}) group by currency, age
        union all
        select * from (select row_number() over (order by currency, overdue desc, since, id) as place, *, null, null, null, null
          from owed where ${enough})
          where place > ${placeholder("position")} and place <= ${placeholder("position")} + ${placeholder("limit")} + 1
            and ${placeholder("limit")} > 0
      ) as part on true
      ${who}
      order by part.place, part.currency, part.age`,
  ),
);

/** In the words of the index contacts_on_stop. */
const day = sql`case when on_stop_date is null then '' else on_stop_date end`;

/** Whoever may be on stop by a stop of their own: bind `begun`, a day that no stop's can lie beyond that has begun. */
export const selectStopped = prepare(
  () => sql`select id, substr(name, 1, 400) as name, on_stop_date, substr(on_stop_reason, 1, 1000) as on_stop_reason
    from contacts
    where (on_stop_date is not null or on_stop_reason is not null)
      and ${day} >= ${placeholder("day")} and (${day}, id) > (${placeholder("day")}, ${placeholder("after")})
      and (on_stop_reason is not null or on_stop_date <= ${placeholder("begun")})
    order by ${day}, id limit ${placeholder("limit")} + 1`,
);
