// A plan's whole history in libSQL as it is kept, with today's plan, in one read trip.
import { and, asc, eq, getTableColumns } from "drizzle-orm";
import type { KeptEvent, KeptHistories } from "../../domain/plans/kept-history.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { Database, Row } from "./database.ts";
import { toPlan } from "./plan-rows.ts";
import { selectInstalments, selectPayments, selectPlan } from "./plan-statements.ts";
import { committedTexts, textsBeside } from "./plan-text-statements.ts";
import { events } from "./schema.ts";
import { build, placeholder, prepare } from "./statement.ts";

const selectKept = prepare(() =>
  build
    .select({ ...getTableColumns(events), texts: textsBeside.as("texts") })
    .from(events)
    .where(and(eq(events.subject, "plan"), eq(events.subjectId, placeholder("id"))))
    .orderBy(asc(events.version)),
);

export function libsqlKeptHistories(database: Database): KeptHistories {
  return {
    kept: async (id) => {
      const [found = [], rows = [], ledger = [], kept = []] = await database.read([
        selectPlan({ id }),
        selectInstalments({ id }),
        selectPayments({ id }),
        selectKept({ id }),
      ]);
      const [row] = found;
      return row === undefined ? null : { events: kept.map(toKept), plan: readable(row, rows, ledger) };
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
