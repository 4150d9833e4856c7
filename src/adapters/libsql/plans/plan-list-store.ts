// Lists of plans and of instalments in libSQL, one query each; what the database added up becomes the core's totals.

import type { ListedInstalment, PlanLists } from "../../../domain/plans/bulk/plan-lists-port.ts";
import type { PlanSummary } from "../../../domain/plans/bulk/plan-summary.ts";
import { ACTIVE } from "../../../domain/plans/plan.ts";
import type { Totals } from "../../../domain/plans/totals.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import { dueWithin } from "../../../domain/worklist/ages.ts";
import type { Database, Row } from "../connection/database.ts";
import { walkedPage } from "../schema/page-walk.ts";
import { selectInstalmentsAcross } from "./instalment-statements.ts";
import { selectOverdue, selectSummaries } from "./plan-list-statements.ts";
import { toInstalment, toPlanHead } from "./plan-rows.ts";

export function libsqlPlanLists(database: Database): PlanLists {
  return {
    summaries: async (filter, asOf, { after, limit }) => {
      const [rows = []] = await database.read([selectSummaries(filter, { after, limit, asOf })]);
      return walkedPage(rows, toSummary);
    },

    overdue: async (filter, asOf, { after: { day, id: after }, limit }) => {
      const values = { asOf, to: dueWithin(null, asOf).to, day, after, most: limit + 1 };
      const [rows = []] = await database.read([selectOverdue(filter, values)]);
      const items = rows.map(toSummary);
      const last = items.at(-1);
      const isMore = last?.oldestUnpaid != null && Number(rows[0]?.found) > items.length;
      return { items, next: isMore ? { day: last.oldestUnpaid, id: last.id } : null };
    },

    instalments: async (filter, part, after) => {
      const [rows = []] = await database.read([selectInstalmentsAcross(filter, part, after)]);
      const items = rows.filter((row) => row.id !== null).map(toListed);
      const next = rows[0]?.next ?? null;
      return { items, found: Number(rows[0]?.found), next: next === null ? null : Number(next) };
    },
  };
}

/** The rules of `totalsOf`, `statusOf` and `nextDueOf` over sums of rows; a test compares them on random plans. */
function toSummary(row: Row): PlanSummary {
  const head = toPlanHead(row);
  const [asked, held, overdue, dueNow, nextDue] = JSON.parse(String(row.sums)) as [
    number,
    number,
    number,
    number,
    LocalDate | null,
  ];
  const received = BigInt(row.received as number);
  const oldestUnpaid = row.oldest_unpaid as LocalDate | null;
  const money = { received, credit: received - BigInt(held) };
  if (head.terms.state !== ACTIVE) {
    const nothing = { outstanding: 0n, overdue: 0n, dueNow: 0n };
    const totals: Totals = { total: BigInt(held), ...money, ...nothing };
    return { ...head, status: "closed", totals, nextDue: null, oldestUnpaid };
  }
  const totals: Totals = {
    total: BigInt(asked),
    ...money,
    outstanding: BigInt(asked - held),
    overdue: BigInt(overdue),
    dueNow: BigInt(dueNow),
  };
  return { ...head, status: asked === held ? "completed" : "active", totals, nextDue, oldestUnpaid };
}

function toListed(row: Row): ListedInstalment {
  return {
    ...toInstalment(row),
    id: Number(row.id),
    planId: Number(row.plan_id),
    clientId: Number(row.client_id),
    currency: row.currency as Currency,
    state: String(row.record_state),
    created: { at: String(row.created_at), by: String(row.created_by) },
    lastUpdated: { at: String(row.updated_at), by: String(row.updated_by) },
  };
}
