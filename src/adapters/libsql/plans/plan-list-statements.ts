// The SQL of lists of plans, compiled once for each set of filters; sums are made in the query.
import { inPage, pageColumns, pageWalk, sizeOfTexts } from "../schema/page-walk.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { instalments, payments, plans } from "../schema/tables.ts";
import { lookedAt, overduePlans } from "./overdue-plans.ts";
import { byFilter } from "./plan-filter.ts";

const asOf = placeholder("asOf");

/**
 * What the rows add up to, as a JSON array: asked, held, overdue, due now (minor units), and the next unpaid due date.
 * A sum of a plan's rows is at most `MAX_MINOR`, so it fits a JSON number exactly.
 */
const sums = sql`(select json_array(sum(effective), sum(received_minor),
    coalesce(sum(case when due < ${asOf} then effective - received_minor end), 0),
    coalesce(sum(case when due <= ${asOf} then effective - received_minor end), 0),
    min(case when due >= ${asOf} and received_minor < effective then due end))
  from (select due, received_minor, coalesce(override_minor, amount_minor) as effective
    from ${instalments} where plan_id = plans.id))`;

/** All money in hand, in minor units. */
const received = sql`(select coalesce(sum(amount_minor), 0) from ${payments}
  where plan_id = plans.id and reversed_at is null)`;

/** A row that must be summed counts as so many bytes of the page: some 20,000 of them are one. */
const summed = sql`50 * (${plans.count} + coalesce((select max(number) from ${payments} where plan_id = plans.id), 0))`;
const { createdBy, updatedBy, recordState, paymentMethod } = plans;
const size = sql`${sizeOfTexts(createdBy, updatedBy, recordState, paymentMethod)} + ${summed}`;

const shown = sql`${plans.id}, ${plans.version}, ${plans.clientId}, ${plans.businessUnitId},
  ${plans.currency}, ${plans.start}, ${plans.amountMinor}, ${plans.count}, ${plans.recurrence},
  ${recordState}, ${paymentMethod}, ${plans.oldestUnpaid}, ${plans.createdAt}, ${createdBy}, ${plans.updatedAt},
  ${updatedBy}, ${sums} as sums, ${received} as received`;

export const selectSummaries = byFilter((where) =>
  prepare(
    () =>
      sql`${pageWalk({ table: plans, key: plans.id, where, size })}
        select ${pageColumns}, ${shown}
        from page left join ${plans} on ${inPage} and ${plans.id} = page.key`,
  ),
);

/** Rows that one page of overdue plans sums, beside those of its last plan: some 10 ms of an embedded database. */
const MAX_PAGE_ROWS = 50_000;

/** Beside each how many there are, one more than the page holds telling that another page follows. */
export const selectOverdue = byFilter((where, filter) =>
  prepare(
    () => sql`with ${overduePlans(where, filter, sql`plans.count`)}, ${lookedAt(MAX_PAGE_ROWS)}
      select (select count(*) from found) as found, ${shown}
      from looked cross join ${plans} on ${plans.id} = looked.key order by looked.n`,
  ),
);
