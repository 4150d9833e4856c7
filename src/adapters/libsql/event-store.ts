// Histories and the feed in libSQL. `seq` is given inside the one write transaction that there is at a time, so events
// become visible in its order and without a gap.
import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Events } from "../../domain/events/events-port.ts";
import type { Subject } from "../../domain/events/recorded-event.ts";
import { pageOf } from "../../domain/values/page.ts";
import type { Database } from "./database.ts";
import { toRecordedEvent } from "./event-rows.ts";
import { contacts, events, paymentReferences, plans } from "./schema.ts";
import { build, placeholder, prepare, rowLimit, written } from "./statement.ts";

/** Events with what their subject keeps beside them, in the order of the cursor. */
const selectEvents = (of: SQL | undefined, cursor: typeof events.seq | typeof events.version) =>
  prepare(() =>
    build
      .select({
        seq: events.seq,
        subject: events.subject,
        subjectId: events.subjectId,
        version: events.version,
        kind: events.kind,
        at: events.at,
        actor: events.actor,
        body: events.body,
        hash: events.hash,
        crn: paymentReferences.crn,
        crnNormalised: paymentReferences.crnNormalised,
        currency: plans.currency,
      })
      .from(events)
      .leftJoin(
        paymentReferences,
        and(eq(events.subject, "reference"), eq(paymentReferences.id, events.subjectId)),
      )
      .leftJoin(plans, and(eq(events.subject, "plan"), eq(plans.id, events.subjectId)))
      .where(and(of, gt(cursor, placeholder("after"))))
      .orderBy(asc(cursor))
      .limit(rowLimit),
  );

const selectFeed = selectEvents(undefined, events.seq);
const selectHistory = selectEvents(
  and(eq(events.subject, placeholder("subject")), eq(events.subjectId, placeholder("id"))),
  events.version,
);

const exists = (table: typeof contacts | typeof plans | typeof paymentReferences) =>
  prepare(() => written(sql`select 1 from ${table} where id = ${placeholder("id")}`));

const subjectExists: Readonly<Record<Subject, ReturnType<typeof prepare>>> = {
  contact: exists(contacts),
  reference: exists(paymentReferences),
  plan: exists(plans),
};

export function libsqlEvents(database: Database): Events {
  return {
    feed: async ({ after, limit }) => {
      const [rows = []] = await database.read([selectFeed({ after, rows: limit + 1 })]);
      return pageOf(rows.map(toRecordedEvent), limit, (event) => event.seq);
    },

    history: async (subject, id, { after, limit }) => {
      const [there = [], rows = []] = await database.read([
        subjectExists[subject]({ id }),
        selectHistory({ subject, id, after, rows: limit + 1 }),
      ]);
      if (there.length === 0) return null;
      return pageOf(rows.map(toRecordedEvent), limit, (event) => event.version);
    },
  };
}
