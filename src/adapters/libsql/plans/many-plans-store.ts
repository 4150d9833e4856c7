// Many plans in libSQL: a chunk is one row a plan on the way out, and four statements in one trip on the way in.
import type { Asked, ManyPlans, Standing, TermsSave } from "../../../domain/plans/bulk/many-plans-port.ts";
import type { Database, Row, Statement } from "../connection/database.ts";
import { numbersOf } from "../schema/numbers.ts";
import { walkedPage } from "../schema/page-walk.ts";
import {
  countMatching,
  deleteRowsBeyond,
  insertEvents,
  selectByIds,
  selectMatching,
  selectStanding,
  updatePlans,
  upsertRows,
} from "./many-plans-statements.ts";
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

    standing: async (asked, seq) => {
      const [rows = []] = await database.read([selectStanding(askedText(asked, seq))]);
      return rows.map(toStanding);
    },

    saveTerms: async (saves) => {
      const [, , , updated = []] = await database.write(saveStatements(saves));
      return new Set(updated.map((row) => Number(row.id)));
    },

    saveAndTell: async (saves, asked) => {
      const writes = saves.length === 0 ? [] : saveStatements(saves);
      const rows = await database.write([...writes, selectStanding(askedText(asked, null))], {
        select: MANY_PLANS,
      });
      return (rows.at(-1) ?? []).map(toStanding);
    },
  };
}

/** What a trip for many plans comes to: each is told by its own events. */
const MANY_PLANS: Statement = { sql: "select 'plan', 0, 0", args: [] };

function saveStatements(saves: readonly TermsSave[]): Statement[] {
  const text = {
    saves: JSON.stringify(saves.map(saveFacts)),
    rows: JSON.stringify(saves.flatMap(changedRows)),
  };
  return [insertEvents(text), deleteRowsBeyond(text), upsertRows(text), updatePlans(text)];
}

const askedText = ({ plans, requestHash, within }: Asked, seq: number | null) => ({
  within: numbersOf(within),
  asked: JSON.stringify(plans.map(({ id, version }) => [id, version])),
  requestHash,
  seq: seq ?? Number.MAX_SAFE_INTEGER,
});

const toStanding = ({ id, version, applied }: Row): Standing => ({
  id: Number(id),
  version: version === null ? null : Number(version),
  applied: Number(applied) === 1,
});

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
