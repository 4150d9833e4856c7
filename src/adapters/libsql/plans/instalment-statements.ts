// The SQL of instalments across plans: so many plans a trip as have some 50,000 rows, the matches of each counted first.
import type { InstalmentFilter, InstalmentPart } from "../../../domain/plans/bulk/plan-lists-port.ts";
import type { Statement } from "../connection/database.ts";
import { amongNumbers, numbersOf } from "../schema/numbers.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { plans } from "../schema/tables.ts";

/** Rows that one trip goes through, beside those of its last plan: some 10 ms of an embedded database. */
const MAX_ROWS = sql.raw("50000");
/** Where nothing is asked of the rows they are not gone through, and a plan costs as much as so many of them. */
const PLAN_ROWS = sql.raw("20");

/** Whether a plan is one of this trip; one more plan than that tells that another trip follows. */
const inTrip = sql`total - cost < ${MAX_ROWS}`;

const asked = sql`(${placeholder("from")} is null or row.due >= ${placeholder("from")})
  and (${placeholder("to")} is null or row.due <= ${placeholder("to")})
  and (${placeholder("inBatch")} is null or row.in_batch = ${placeholder("inBatch")})
  and (${placeholder("paid")} is null
    or (row.received_minor = coalesce(row.override_minor, row.amount_minor)) = ${placeholder("paid")})`;

/** The plans of a trip as `trip(key, cost, total)`, by id, with what they cost up to each. */
type Trip = (cost: SQL) => SQL;

const ofClient = sql`plans.client_id = ${placeholder("clientId")}`;

/** The client's index is walked plan by plan. */
const clientTrip =
  (owner: SQL): Trip =>
  (cost) => {
    const following = (after: SQL) =>
      sql`plans.id = (select id from plans where ${owner} and id > ${after} order by id limit 1)`;
    return sql`trip(key, cost, total) as materialized (
    select plans.id, ${cost}, ${cost} from plans where ${owner} and ${following(placeholder("after"))}
    union all
    select plans.id, ${cost}, total + ${cost} from trip cross join plans on ${owner}
      and ${following(sql.raw("trip.key"))} where ${inTrip})`;
  };

/** Those that are named are few. */
const namedTrip =
  (owner: SQL): Trip =>
  (cost) =>
    sql`trip(key, cost, total) as materialized (
      select id, cost, sum(cost) over (order by id rows unbounded preceding) from (
        select plans.id, ${cost} as cost from json_each(${placeholder("planIds")}) as named
        cross join plans on plans.id = named.value where ${owner} and plans.id > ${placeholder("after")}))`;

/** One row for each instalment of the part, each with how many match in all; one row without any where it is empty. */
function compile(trip: Trip, filtered: boolean) {
  const condition = filtered ? asked : sql.raw("true");
  const matches = filtered
    ? sql`(select count(*) from instalments as row where row.plan_id = trip.key and ${asked})`
    : sql`(select count from plans where id = trip.key)`;
  const before = sql`coalesce((select max(upto) from counted where upto <= ${placeholder("offset")}), 0)`;
  return prepare(
    () =>
      sql`with recursive ${trip(filtered ? sql`plans.count` : PLAN_ROWS)},
        counted as materialized (
          select key, matches, sum(matches) over (order by key rows unbounded preceding) as upto
          from (select key, ${matches} as matches from trip where ${inTrip}))
        select found.*, part.* from (select coalesce((select max(upto) from counted), 0) as found,
            case when exists (select 1 from trip where not (${inTrip})) then (select max(key) from counted) end as next)
          as found
        left join (select row.id, row.plan_id, plans.client_id, plans.currency, plans.record_state, row.ordinal,
            row.due, row.amount_minor, row.override_minor, row.received_minor, row.in_batch, row.created_at,
            row.created_by, row.updated_at, row.updated_by, row.amount_since, row.freed_in
          from counted cross join plans on plans.id = counted.key
          cross join instalments as row on row.plan_id = counted.key and ${condition}
          where upto > ${placeholder("offset")} and upto - matches < ${placeholder("offset")} + ${placeholder("limit")}
          order by counted.key, row.ordinal
          limit ${placeholder("limit")} offset ${placeholder("offset")} - ${before}) as part
        on true`,
  );
}

/** It begins at the plans that are named, else at those of the client: either has an index. */
const compiled = (trip: Trip) => ({ all: compile(trip, false), some: compile(trip, true) });
const sourcesOf = (within: SQL) => ({
  named: compiled(namedTrip(within)),
  client: compiled(clientTrip(sql`${ofClient} and ${within}`)),
  both: compiled(namedTrip(sql`${ofClient} and ${within}`)),
});
const SOURCES = sourcesOf(sql`true`);
const SOURCES_WITHIN = sourcesOf(amongNumbers(plans.businessUnitId, "within"));

/** The matching instalments of the plans above `after`, as many plans as a trip takes. */
export function selectInstalmentsAcross(
  filter: InstalmentFilter,
  part: InstalmentPart,
  after: number,
): Statement {
  const { planIds, clientId, from, to, paid, inBatch, within } = filter;
  const sources = within === undefined ? SOURCES : SOURCES_WITHIN;
  const source = sources[planIds === null ? "client" : clientId === null ? "named" : "both"];
  const statement = [from, to, paid, inBatch].every((member) => member === null) ? source.all : source.some;
  const lists = { planIds: JSON.stringify(planIds), within: numbersOf(within) };
  return statement({ ...filter, ...part, ...lists, after });
}
