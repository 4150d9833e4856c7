// Many plans in libSQL: a chunk is one row a plan on the way out, and four statements in one trip on the way in.
import type { ManyPlans, TermsSave } from "../../domain/plans/many-plans.ts";
import type { Database, Row } from "./database.ts";
import {
  countMatching,
  deleteRowsBeyond,
  insertEvents,
  selectByIds,
  selectLastChangedBy,
  selectMatching,
  updatePlans,
  upsertRows,
} from "./many-plans-statements.ts";
import { walkedPage } from "./page-walk.ts";
import { instalmentLine, planColumns, toWholePlan } from "./plan-rows.ts";

export function libsqlManyPlans(database: Database): ManyPlans {
  return {
    byIds: async (ids) => {
      const values = { ids: JSON.stringify(ids), after: 0, limit: ids.length };
      const [rows = []] = await database.read([selectByIds(values)]);
      return walkedPage(rows, toWholePlan);
    },

    matching: async (filter, cursor) => {
      const [rows = []] = await database.read([selectMatching(filter, { ...cursor })]);
      return walkedPage(rows, toWholePlan);
    },

    count: async (filter, most) => {
      const [rows = []] = await database.read([countMatching(filter, { rows: most })]);
      return Number(rows[0]?.count);
    },

    lastChangedBy: async (ids, requestHash) => {
      const [rows = []] = await database.read([
        selectLastChangedBy({ ids: JSON.stringify(ids), requestHash }),
      ]);
      return idsOf(rows);
    },

    saveTerms: async (saves) => {
      const text = {
        saves: JSON.stringify(saves.map(saveFacts)),
        rows: JSON.stringify(saves.flatMap(changedRows)),
      };
      const [, , , updated = []] = await database.write([
        insertEvents(text),
        deleteRowsBeyond(text),
        upsertRows(text),
        updatePlans(text),
      ]);
      return idsOf(updated);
    },
  };
}

const idsOf = (rows: readonly Row[]): ReadonlySet<number> => new Set(rows.map((row) => Number(row.id)));

function saveFacts({ before, after, event }: TermsSave) {
  if (after.payments !== before.payments) throw new Error("a change of terms changed the ledger");
  return {
    ...planColumns(after),
    amountMinor: Number(after.terms.amount),
    id: before.id,
    version: before.version,
    kind: event.kind,
    at: event.at,
    by: event.actor,
    body: event.text,
    previousHash: event.previousHash,
    eventHash: event.hash,
  };
}

/** Only rows that differ are written. The core keeps an unchanged row as the same object. */
function changedRows({ before, after, event }: TermsSave) {
  const changed = after.rows.filter((row, index) => row !== before.rows[index]);
  return changed.map((row) => [before.id, before.version, ...instalmentLine(row), event.at, event.actor]);
}
