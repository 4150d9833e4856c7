// Histories and the feed in libSQL. `seq` is given inside the one write transaction that there is at a time, so events
// become visible in its order and without a gap.
import type { Events } from "../../../domain/events/events-port.ts";
import type { Subject } from "../../../domain/events/recorded-event.ts";
import { type Reach, WHOLE } from "../../../domain/ports/reach.ts";
import type { Database } from "../connection/database.ts";
import { columnsOf } from "../schema/by-name.ts";
import { amongNumbersIfAny, numbersOf } from "../schema/numbers.ts";
import { inPage, lookedPage, pageColumns, pageWalk, sizeOfTexts, walkedPage } from "../schema/page-walk.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { clients, contacts, events, paymentReferences, plans } from "../schema/tables.ts";
import { toRecordedEvent } from "./event-rows.ts";

/** The CRN of a reference's event stands beside it, and a CRN may be long in its spelling. */
const crnOf = sql`(select crn from ${paymentReferences} where ${events.subject} = 'reference'
  and ${paymentReferences.id} = ${events.subjectId})`;

/** An event is told at some twice the length that it is kept in: what is read beyond that would be cut off again. */
const size = sizeOfTexts(events.body, events.body, crnOf);

/** Events with what their subject keeps beside them, in the order of the cursor. */
const selectEvents = (key: typeof events.seq | typeof events.version, where?: SQL) =>
  prepare(
    () =>
      sql`${pageWalk({ table: events, key, where, size })}
        select ${pageColumns}, ${columnsOf(events)}, ${paymentReferences.crn}, ${paymentReferences.crnNormalised},
          ${plans.currency}
        from page left join ${events} on ${inPage} and ${where ?? sql.raw("true")} and ${key} = page.key
        left join ${paymentReferences} on ${events.subject} = 'reference'
          and ${paymentReferences.id} = ${events.subjectId}
        left join ${plans} on ${events.subject} = 'plan' and ${plans.id} = ${events.subjectId}`,
  );

const selectFeed = selectEvents(events.seq);

const ofPlans = sql`exists (select 1 from ${plans} where ${plans.id} = ${events.subjectId}
  and ${amongNumbersIfAny(plans.businessUnitId, "businessUnits")})`;
const ofReferences = sql`exists (select 1 from ${paymentReferences} where ${paymentReferences.id} = ${events.subjectId}
  and ${amongNumbersIfAny(paymentReferences.accountId, "accounts")})`;

/** How many events of others are gone through at most to fill a page within a reach. */
const MOST_LOOKED = 5_000;

/** The feed within a reach. */
const selectFeedWithin = selectEvents(
  events.seq,
  sql`${events.seq} <= ${placeholder("after")} + ${sql.raw(String(MOST_LOOKED))} and case ${events.subject}
    when 'plan' then ${ofPlans} when 'reference' then ${ofReferences} else true end`,
);
const selectNewest = prepare(() => sql`select coalesce(max(seq), 0) as newest from ${events}`);
const selectHistory = selectEvents(
  events.version,
  sql`${events.subject} = ${placeholder("subject")} and ${events.subjectId} = ${placeholder("id")}`,
);

const exists = (
  table: typeof contacts | typeof plans | typeof paymentReferences | typeof clients,
  within: SQL,
  key = sql`id`,
) => prepare(() => sql`select 1 from ${table} where ${key} = ${placeholder("id")} and ${within}`);

const subjectExists: Readonly<Record<Subject, ReturnType<typeof prepare>>> = {
  contact: exists(contacts, sql`true`),
  client: exists(clients, sql`true`, sql`client_id`),
  reference: exists(paymentReferences, amongNumbersIfAny(paymentReferences.accountId, "accounts")),
  plan: exists(plans, amongNumbersIfAny(plans.businessUnitId, "businessUnits")),
};

const bound = ({ businessUnits, accounts }: Reach) => ({
  businessUnits: numbersOf(businessUnits),
  accounts: numbersOf(accounts),
});

export function libsqlEvents(database: Database): Events {
  return {
    feed: async ({ after, limit, within }) => {
      if (within === undefined) {
        const [rows = []] = await database.read([selectFeed({ after, limit })]);
        return walkedPage(rows, toRecordedEvent);
      }
      const [rows = [], [newest] = []] = await database.read([
        selectFeedWithin({ after, limit, ...bound(within) }),
        selectNewest(),
      ]);
      return lookedPage(walkedPage(rows, toRecordedEvent), after + MOST_LOOKED, Number(newest?.newest ?? 0));
    },

    history: async (subject, id, { after, limit, within = WHOLE }) => {
      const [there = [], rows = []] = await database.read([
        subjectExists[subject]({ id, ...bound(within) }),
        selectHistory({ subject, id, after, limit }),
      ]);
      return there.length === 0 ? null : walkedPage(rows, toRecordedEvent);
    },
  };
}
