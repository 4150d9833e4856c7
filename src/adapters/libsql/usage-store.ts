// What a tenant's data come to in libSQL: one count for each table, each by its smallest index, in one trip.
import type { Reach } from "../../domain/ports/reach.ts";
import type { Usage } from "../../domain/ports/usage.ts";
import type { Database } from "./connection/database.ts";
import { amongNumbers, numbersOf } from "./schema/numbers.ts";
import { type SQL, sql } from "./schema/sql.ts";
import { prepare } from "./schema/statement.ts";
import { contacts, events, instalments, paymentReferences, payments, plans } from "./schema/tables.ts";

const count = (from: SQL) => sql`(select count(*) from ${from})`;

/** Events are never taken away, and their numbers have no gap. */
const selectWhole = prepare(
  () =>
    sql`select ${count(sql`${plans}`)} as plans, ${count(sql`${instalments}`)} as instalments,
    ${count(sql`${payments}`)} as payments, ${count(sql`${paymentReferences}`)} as refs,
    ${count(sql`${contacts}`)} as contacts, (select coalesce(max(seq), 0) from ${events}) as events,
    (select page_count * page_size from pragma_page_count(), pragma_page_size()) as bytes`,
);

const compiled = new Map<string, ReturnType<typeof prepare>>();

/** Within a reach: what belongs to a plan or a reference is counted with it. */
function selectWithin({ businessUnits, accounts }: Reach): ReturnType<typeof prepare> {
  const shape = `${businessUnits === null} ${accounts === null}`;
  const known = compiled.get(shape);
  if (known !== undefined) return known;
  const ofUnits = businessUnits === null ? sql`true` : amongNumbers(plans.businessUnitId, "businessUnits");
  const ofAccounts = accounts === null ? sql`true` : amongNumbers(paymentReferences.accountId, "accounts");
  const planIds = sql`(select id from ${plans} where ${ofUnits})`;
  const referenceIds = sql`(select id from ${paymentReferences} where ${ofAccounts})`;
  const eventsOf = (subject: string, ids?: SQL) =>
    count(
      sql`${events} where subject = ${sql.raw(`'${subject}'`)} ${ids === undefined ? sql`` : sql`and subject_id in ${ids}`}`,
    );
  const made = prepare(
    () =>
      sql`select ${count(sql`${plans} where ${ofUnits}`)} as plans,
      ${count(sql`${instalments} where plan_id in ${planIds}`)} as instalments,
      ${count(sql`${payments} where plan_id in ${planIds}`)} as payments,
      ${count(sql`${paymentReferences} where ${ofAccounts}`)} as refs, ${count(sql`${contacts}`)} as contacts,
      ${eventsOf("plan", planIds)} + ${eventsOf("reference", referenceIds)} + ${eventsOf("contact")}
        + ${eventsOf("client")} as events,
      null as bytes`,
  );
  compiled.set(shape, made);
  return made;
}

export const libsqlUsage =
  (database: Database) =>
  async (within: Reach): Promise<Usage> => {
    const { businessUnits, accounts } = within;
    const isWhole = businessUnits === null && accounts === null;
    const statement = isWhole
      ? selectWhole()
      : selectWithin(within)({ businessUnits: numbersOf(businessUnits), accounts: numbersOf(accounts) });
    const [[row] = []] = await database.read([statement]);
    return {
      plans: Number(row?.plans),
      instalments: Number(row?.instalments),
      payments: Number(row?.payments),
      references: Number(row?.refs),
      contacts: Number(row?.contacts),
      events: Number(row?.events),
      bytes: row?.bytes == null ? null : Number(row.bytes),
    };
  };
