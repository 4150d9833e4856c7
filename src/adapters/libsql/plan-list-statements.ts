// The SQL of lists of plans and of instalments, compiled once for each set of filters; sums are made in the query.
import { asc, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { InstalmentFilter, InstalmentPart } from "../../domain/plans/plan-lists.ts";
import type { Statement } from "./database.ts";
import { byFilter } from "./plan-filter.ts";
import { instalments, payments, plans } from "./schema.ts";
import { build, placeholder, prepare, rowLimit, written } from "./statement.ts";

const asOf = placeholder("asOf");

/**
 * What the rows add up to, as a JSON array: asked, held, overdue, due now (minor units), and the next unpaid due date.
 * A sum of a plan's rows is at most `MAX_MINOR`, so it fits a JSON number exactly.
 */
const sums = sql<string>`(select json_array(sum(effective), sum(received_minor),
    coalesce(sum(case when due < ${asOf} then effective - received_minor end), 0),
    coalesce(sum(case when due <= ${asOf} then effective - received_minor end), 0),
    min(case when due >= ${asOf} and received_minor < effective then due end))
  from (select due, received_minor, coalesce(override_minor, amount_minor) as effective
    from ${instalments} where plan_id = plans.id))`;

/** All money in hand, in minor units. */
const received = sql<number>`(select coalesce(sum(amount_minor), 0) from ${payments}
  where plan_id = plans.id and reversed_at is null)`;

export const selectSummaries = byFilter((condition) =>
  prepare(() =>
    build
      .select({ ...getTableColumns(plans), sums: sums.as("sums"), received: received.as("received") })
      .from(plans)
      .where(condition)
      .orderBy(asc(plans.id))
      .limit(rowLimit),
  ),
);

const rows = sql`cross join instalments as row on row.plan_id = plans.id`;
const ofClient = sql`plans.client_id = ${placeholder("clientId")}`;
const named = sql`json_each(${placeholder("planIds")}) as named cross join plans on plans.id = named.value`;

/** One row for each instalment of the part, each with how many match in all; one row without any where it is empty. */
const compileInstalments = (source: SQL, owner: SQL) => {
  const matching = sql`${source} ${rows} where ${owner}
    and (${placeholder("from")} is null or row.due >= ${placeholder("from")})
    and (${placeholder("to")} is null or row.due <= ${placeholder("to")})
    and (${placeholder("inBatch")} is null or row.in_batch = ${placeholder("inBatch")})
    and (${placeholder("paid")} is null
      or (row.received_minor = coalesce(row.override_minor, row.amount_minor)) = ${placeholder("paid")})`;
  return prepare(() =>
    written(
      sql`select total, part.* from (select count(*) as total from ${matching})
        left join (select row.id, row.plan_id, plans.client_id, plans.currency, plans.record_state, row.ordinal,
          row.due, row.amount_minor, row.override_minor, row.received_minor, row.in_batch, row.created_at,
          row.created_by, row.updated_at, row.updated_by, row.amount_since, row.freed_in from ${matching}
          order by plans.id, row.ordinal limit ${placeholder("limit")} offset ${placeholder("offset")}) as part
        on true`,
    ),
  );
};

/** It begins at the plans that are named, else at those of the client: either has an index. */
const SOURCES = {
  named: compileInstalments(named, sql`true`),
  client: compileInstalments(sql`plans`, ofClient),
  both: compileInstalments(named, ofClient),
};

export function selectInstalmentsAcross(filter: InstalmentFilter, part: InstalmentPart): Statement {
  const { planIds, clientId } = filter;
  const source = planIds === null ? "client" : clientId === null ? "named" : "both";
  return SOURCES[source]({ ...filter, ...part, planIds: JSON.stringify(planIds) });
}
