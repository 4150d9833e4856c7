// Many payment plans in two trips, for the bulk load: plans whose key is known are left alone, the others are made.
import type { KeyedPlan, KeyedPlans } from "../../../domain/plans/bulk/keyed-plans-port.ts";
import { ConstraintBroken, type Database } from "../connection/database.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { plans } from "../schema/tables.ts";
import { createStatements } from "./plan-store.ts";

const selectKnown = prepare(
  () =>
    sql`select ${plans.importKey} as key from json_each(${placeholder("keys")}) as keys
      cross join ${plans} on ${plans.importKey} = keys.value`,
);

/** The plan inserted just before it, as for `ofNewestPlan`. Unique: a key that is there already breaks the batch. */
const keyNewest = prepare(
  () => sql`update ${plans} set import_key = ${placeholder("key")} where id = (select max(id) from ${plans})`,
);

const MOST_ATTEMPTS = 3;

/** `KeyedPlans.createMany` of this database. */
export async function createPlans(
  database: Database,
  loads: readonly KeyedPlan[],
): ReturnType<KeyedPlans["createMany"]> {
  for (let attempt = 1; ; attempt += 1) {
    const keys = JSON.stringify(loads.map((load) => load.key));
    const [rows = []] = await database.read([selectKnown({ keys })]);
    const known = new Set(rows.map((row) => row.key));
    const missing = loads.filter((load) => !known.has(load.key));
    if (missing.length === 0) return new Set();
    try {
      await database.write(
        missing.flatMap(({ key, state, event }) => [...createStatements(state, event), keyNewest({ key })]),
      );
      return new Set(missing.map((load) => load.key));
    } catch (error) {
      // Somebody else is loading the same plans: theirs are there now.
      if (!(error instanceof ConstraintBroken) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
