// Which contact a client is, in libSQL; and a contact with its plans, in one trip.
import type { ClientLink, Clients } from "../../../domain/clients/clients-port.ts";
import { isExpected } from "../../../domain/contacts/contacts-port.ts";
import { MAX_PAGE_BYTES } from "../../../domain/values/page.ts";
import type { Database, Row } from "../connection/database.ts";
import { toContact } from "../contacts/contact-rows.ts";
import { selectContact } from "../contacts/contact-store.ts";
import { wholeSize } from "../plans/many-plans-statements.ts";
import { toWholePlan } from "../plans/plan-rows.ts";
import { wholePlan } from "../plans/whole-plan-statements.ts";
import { columnsOf, elseUpdate, insertSelect, returningAll } from "../schema/by-name.ts";
import { amongNumbersIfAny, numbersOf } from "../schema/numbers.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { clients, events, plans } from "../schema/tables.ts";
import { versionExpected, versionValues } from "../schema/version-condition.ts";

const id = placeholder("id");
const contactId = placeholder("contactId");

/** The link as it is, and whether there is the contact: one row, also where there is no link. */
const current = sql`select ${columnsOf(clients)}, (${contactId} is null
    or exists (select 1 from contacts where id = ${contactId})) as known
  from (select 1) left join ${clients} on ${clients.clientId} = ${id}`;
const selectCurrent = prepare(() => current);

/** Goes before the upsert, which follows only where this wrote. */
const insertEvent = prepare(() =>
  insertSelect({
    into: events,
    values: {
      subject: sql`'client'`,
      subjectId: id,
      version: sql`coalesce(version, 0) + 1`,
      kind: sql`'linked'`,
      at: placeholder("at"),
      actor: placeholder("by"),
      body: sql`json_object('before', json(case when version is null then 'null'
        else json_object('contactId', contact_id) end), 'after', json_object('contactId', ${contactId}))`,
    },
    rest: sql`from (${current}) where ${versionExpected(sql`version`)} and known
      and (version is null or contact_id is not ${contactId})`,
  }),
);

const upsert = prepare(() =>
  insertSelect({
    into: clients,
    values: {
      clientId: id,
      contactId,
      version: sql`1`,
      updatedAt: placeholder("at"),
      updatedBy: placeholder("by"),
    },
    rest: sql`where changes() = 1 ${elseUpdate(
      [clients.clientId],
      [clients.contactId, clients.updatedAt, clients.updatedBy],
    )}, version = clients.version + 1 ${returningAll(clients)}`,
  }),
);

/** What a put comes to: the link that says what was put; none when refused. */
const putLink = prepare(
  () =>
    sql`select 'client', client_id, version from ${clients} where client_id = ${id} and contact_id is ${contactId}`,
);

const selectLink = prepare(() => sql`select ${columnsOf(clients)} from ${clients} where client_id = ${id}`);

const selectAsOf = prepare(
  () => sql`select version, at, actor, body ->> '$.after.contactId' as contact_id from ${events}
    where subject = 'client' and subject_id = ${id} and seq <= ${placeholder("seq")} order by version desc limit 1`,
);

/** The plans of a contact's clients by id: whole ones as many as are a page, one more line telling that there are others. */
const selectPlans = prepare(
  () => sql`with owners(client) as (
      select ${contactId} where ${placeholder("byIds")}
      union all
      select client_id from ${clients} where contact_id = ${contactId} and not ${placeholder("byIds")}),
    found(key, size, n) as materialized (
      select plans.id, ${wholeSize}, row_number() over (order by plans.id)
      from owners cross join ${plans} on ${plans.clientId} = owners.client
      where ${plans.id} > ${placeholder("after")} and ${amongNumbersIfAny(plans.businessUnitId, "within")}
      order by plans.id limit ${placeholder("limit")} + 1),
    page(key, n) as materialized (
      select key, n from (select key, n, sum(size) over (order by n rows unbounded preceding) as total from found)
      where n <= ${placeholder("limit")} and (n = 1 or total <= ${MAX_PAGE_BYTES}))
    select (select count(*) from found) as found, ${wholePlan}
    from page cross join ${plans} on ${plans.id} = page.key order by page.n`,
);

const toLink = (row: Row): ClientLink => ({
  clientId: Number(row.client_id),
  contactId: row.contact_id === null ? null : Number(row.contact_id),
  version: Number(row.version),
  lastUpdated: { at: String(row.updated_at), by: String(row.updated_by) },
});

export function libsqlClients(database: Database): Clients {
  return {
    put: async (clientId, contact, expected, stamp) => {
      const values = { id: clientId, contactId: contact, ...versionValues(expected), ...stamp };
      const [[before] = [], , [written] = []] = await database.write(
        [selectCurrent(values), insertEvent(values), upsert(values)],
        { select: putLink(values) },
      );
      if (before === undefined) throw new Error("a put gave no row");
      const version = before.version === null ? 0 : Number(before.version);
      if (written !== undefined) return { tag: version === 0 ? "created" : "updated", link: toLink(written) };
      const isSaid = version > 0 && toLink(before).contactId === contact;
      if (isSaid) return { tag: "unchanged", link: toLink(before) };
      return isExpected(version, expected)
        ? { tag: "contact-unknown" }
        : { tag: "version-conflict", version };
    },

    byId: async (clientId) => {
      const [[row] = []] = await database.read([selectLink({ id: clientId })]);
      return row === undefined ? null : toLink(row);
    },

    asOf: async (clientId, seq) => {
      const [[row] = []] = await database.read([selectAsOf({ id: clientId, seq })]);
      if (row === undefined) return null;
      const { version, contact_id, at, actor } = row;
      return toLink({
        client_id: clientId,
        contact_id: contact_id ?? null,
        version: version ?? 0,
        updated_at: at ?? "",
        updated_by: actor ?? "",
      });
    },

    account: async (contact, { clientIds, after, limit, within }) => {
      const values = { contactId: contact, byIds: clientIds === "contact-ids", after, limit };
      const [[found] = [], rows = []] = await database.read([
        selectContact({ id: contact }),
        selectPlans({ ...values, within: numbersOf(within) }),
      ]);
      if (found === undefined) return null;
      const items = rows.map(toWholePlan);
      const isMore = Number(rows[0]?.found ?? 0) > items.length;
      return {
        contact: toContact(found),
        plans: { items, next: isMore ? (items.at(-1)?.id ?? null) : null },
      };
    },
  };
}
