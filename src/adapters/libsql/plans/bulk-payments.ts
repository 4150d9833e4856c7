// Payments for the bulk load: which keys and plans are known, and a key that is kept in the batch of its payment.
import type { RecordedPayment } from "../../../domain/plans/bulk/keyed-payments.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Database } from "../connection/database.ts";
import { columnsOf, insertSelect } from "../schema/by-name.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { paymentImports, payments, plans } from "../schema/tables.ts";

const selectImported = prepare(
  () =>
    sql`select known.key, ${columnsOf(payments)}, ${plans.currency} from json_each(${placeholder("keys")}) as keys
      cross join ${paymentImports} as known on known.key = keys.value
      cross join ${payments} on ${payments.planId} = known.plan_id and ${payments.number} = known.number
      cross join ${plans} on ${plans.id} = known.plan_id`,
);

const selectPlans = prepare(
  () =>
    sql`select ${plans.importKey} as key, ${plans.id} from json_each(${placeholder("planKeys")}) as keys
      cross join ${plans} on ${plans.importKey} = keys.value`,
);

/** What the keys of payments stand for, and the ids of the plans of these keys, in one read trip. */
export async function importedPayments(
  database: Database,
  keys: readonly string[],
  planKeys: readonly string[],
): Promise<{
  readonly imported: ReadonlyMap<string, RecordedPayment>;
  readonly planIds: ReadonlyMap<string, number>;
}> {
  const [known = [], named = []] = await database.read([
    selectImported({ keys: JSON.stringify(keys) }),
    selectPlans({ planKeys: JSON.stringify(planKeys) }),
  ]);
  const imported = known.map((row): [string, RecordedPayment] => [
    String(row.key),
    {
      planId: Number(row.plan_id),
      amount: BigInt(row.amount_minor as number),
      currency: row.currency as Currency,
      receivedOn: row.received_on as LocalDate,
      instalment: row.instalment === null ? null : Number(row.instalment),
    },
  ]);
  return {
    imported: new Map(imported),
    planIds: new Map(named.map((row) => [String(row.key), Number(row.id)])),
  };
}

/** The plan's newest payment: the one that the statements before it in the same batch recorded. */
const keepKey = prepare(() =>
  insertSelect({
    into: paymentImports,
    values: { key: placeholder("key"), planId: placeholder("planId"), number: sql`max(number)` },
    rest: sql`from ${payments} where plan_id = ${placeholder("planId")}`,
  }),
);

/**
 * The same database, but each write also keeps the key for the plan's newest payment, in the same batch. A key that is
 * there already breaks the batch (`ConstraintBroken`, by its last statement), and nothing of it is kept.
 */
export function keepingKey(database: Database, key: string, planId: number): Database {
  return {
    ...database,
    write: async (statements) => {
      const rows = await database.write([...statements, keepKey({ key, planId })]);
      return rows.slice(0, statements.length);
    },
  };
}
