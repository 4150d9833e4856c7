// The SQL of reading a plan with its rows and its ledger, compiled once.
import { columnsOf, selectById } from "../schema/by-name.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { instalments, payments, plans } from "../schema/tables.ts";
import { LEDGER_PARTS } from "./ledger-parts.ts";

/** Arrays as `instalmentsToText` and `paymentsToText` write them. */
const rowsText = sql`(select json_group_array(json_array(ordinal, due, amount_minor, override_minor,
  received_minor, in_batch, amount_since, freed_in))
  from (select ${columnsOf(instalments)} from ${instalments} where plan_id = plans.id order by ordinal))`;
const ledgerText = (
  numbers: SQL,
) => sql`(select json_group_array(json_array(number, amount_minor, received_on, note, instalment,
  recorded_at, recorded_by, reversed_at, reversed_by, reversed_reason, reversed_on))
  from (select ${columnsOf(payments)} from ${payments} where plan_id = plans.id and ${numbers} order by number))`;

/**
 * A plan with its rows and ledger as texts: one row a plan, where rows of their own would each be sent and read. A
 * server makes no text above 5 MB, which a full ledger of the longest notes is: so the ledger comes in parts.
 */
export const wholePlan = sql`${columnsOf(plans)}, ${rowsText} as rows_text, ${sql.join(
  LEDGER_PARTS.map(({ name, from, to }) => {
    const last = to === null ? sql.raw("true") : sql.raw(`number <= ${to}`);
    return sql`${ledgerText(sql`number >= ${sql.raw(String(from))} and ${last}`)} as ${sql.raw(name)}`;
  }),
  sql.raw(", "),
)}`;

export const selectWholePlan = prepare(
  () => sql`select ${wholePlan} from ${plans} where ${plans.id} = ${placeholder("id")}`,
);

export const selectPlan = selectById(plans);

export const selectInstalments = prepare(
  () => sql`select ordinal, due, amount_minor, override_minor, received_minor, in_batch, amount_since, freed_in
    from ${instalments} where plan_id = ${placeholder("id")} order by ordinal`,
);

export const selectPayments = prepare(
  () =>
    sql`select ${columnsOf(payments)} from ${payments} where plan_id = ${placeholder("id")} order by number`,
);
