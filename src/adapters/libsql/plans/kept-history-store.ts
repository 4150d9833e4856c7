// A plan's history in libSQL as it is kept: today's plan with the mark of its newest event, and the events page by page.
import type { KeptEvent, KeptHistories } from "../../../domain/plans/history/kept-histories-port.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import type { Database, Row } from "../connection/database.ts";
import { columnsOf } from "../schema/by-name.ts";
import { inPage, pageColumns, pageWalk, sizeOfTexts, walkedPage } from "../schema/page-walk.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events } from "../schema/tables.ts";
import { toPlan } from "./plan-rows.ts";
import { committedTexts, textsBeside } from "./plan-text-statements.ts";
import { selectInstalments, selectPayments, selectPlan } from "./whole-plan-statements.ts";

/** Small events come by so many a trip. */
const MAX_EVENTS = 1_000;

const ofPlan = sql`${events.subject} = 'plan' and ${events.subjectId} = ${placeholder("id")}`;

/** `seq` is the row's own number and only grows: no change of anything beside it moves the mark. */
const selectNewest = prepare(
  () =>
    sql`select count(*) as count, coalesce(max(${events.seq}), 0) as newest from ${events} where ${ofPlan}`,
);

const selectKept = prepare(() => {
  const where = sql`${ofPlan} and ${events.seq} <= ${placeholder("newest")}`;
  const walk = pageWalk({
    table: events,
    key: events.version,
    where,
    size: sizeOfTexts(events.body, textsBeside),
  });
  return sql`${walk} select ${pageColumns}, ${columnsOf(events)}, ${textsBeside} as texts from page
      left join ${events} on ${inPage} and ${where} and ${events.version} = page.key`;
});

export function libsqlKeptHistories(database: Database): KeptHistories {
  return {
    keptHead: async (id) => {
      const [found = [], rows = [], ledger = [], newest = []] = await database.read([
        selectPlan({ id }),
        selectInstalments({ id }),
        selectPayments({ id }),
        selectNewest({ id }),
      ]);
      const [row] = found;
      if (row === undefined) return null;
      const [mark] = newest;
      return {
        plan: readable(row, rows, ledger),
        count: Number(mark?.count ?? 0),
        newest: Number(mark?.newest ?? 0),
      };
    },

    keptEvents: async (id, after, newest) => {
      const [rows = []] = await database.read([selectKept({ id, after, newest, limit: MAX_EVENTS })]);
      return walkedPage(rows, toKept);
    },
  };
}

/** Rows that were tampered with may not even read as a plan: for a check that is an answer, not an error. */
function readable(row: Row, rows: readonly Row[], ledger: readonly Row[]): Plan | null {
  try {
    return toPlan(row, rows, ledger);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      return null;
    throw error;
  }
}

const toKept = (row: Row): KeptEvent => ({
  version: Number(row.version),
  kind: String(row.kind),
  at: String(row.at),
  actor: String(row.actor),
  previousHash: row.previous_hash as string | null,
  hash: row.hash as string | null,
  text: String(row.body),
  texts: committedTexts(row.texts),
});
