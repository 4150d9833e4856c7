// Erasures in libSQL: each is one atomic batch, whose first statement claims the next version. Not part of the Worker.
import type { Contact } from "../../../domain/contacts/contact.ts";
import type { ContactErasures, ContactTally } from "../../../domain/contacts/contact-erasures-port.ts";
import { erasableMembers, erasedContact, isNothing } from "../../../domain/contacts/erase-contact.ts";
import { erasedCrn, erasureOf, withoutTexts } from "../../../domain/events/erase-change.ts";
import type { PlanErasures } from "../../../domain/plans/history/plan-erasures-port.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import { ConstraintBroken, type Database, type Statement } from "../connection/database.ts";
import { toContact } from "../contacts/contact-rows.ts";
import { selectContact } from "../contacts/contact-store.ts";
import { planColumns } from "../plans/plan-rows.ts";
import { ofKnownPlan, updatePlan } from "../plans/plan-statements.ts";
import { eventColumns } from "../plans/plan-store.ts";
import * as sql from "./erasure-statements.ts";

export type Erasures = PlanErasures & ContactErasures;

const EVENTS_A_TRIP = 500;
const MOST_ATTEMPTS = 5;

/** `null` where somebody else took the version that the batch's first statement claims. */
async function claimed(database: Database, statements: readonly Statement[]) {
  try {
    return await database.write(statements);
  } catch (error) {
    if (error instanceof ConstraintBroken && error.statementIndex === 0) return null;
    throw error;
  }
}

/** `connect` gives a database for one trip: those of a remote one share a deadline. */
export function libsqlErasures(connect: () => Database): Erasures {
  return {
    textEvents: async (id, after, limit) => {
      const [rows = []] = await connect().read([sql.selectTextEvents({ id, after, rows: limit })]);
      return rows.map(({ version, body }) => ({ version: Number(version), text: String(body) }));
    },

    eraseTexts: async (before, after, event, replaced) => {
      const { id, version } = before;
      const stamp = { at: event.at, by: event.actor };
      const bodies = JSON.stringify(replaced.map((one) => [one.version, one.text]));
      const written = await claimed(connect(), [
        ofKnownPlan.insertEvent({ ...eventColumns(event), id }),
        updatePlan({
          ...planColumns(after),
          ...stamp,
          id,
          version,
          next: event.version,
          eventHash: event.hash,
        }),
        sql.eraseNotes({ id }),
        sql.deleteTexts({ id }),
        sql.replaceBodies({ subject: "plan", id, replaced: bodies }),
        sql.forgetPlanAnswers({ id }),
      ]);
      return written === null ? "version-conflict" : "saved";
    },

    tallyContact: (id) => contactErasure(connect, id, null),
    eraseContact: (id, stamp) => contactErasure(connect, id, stamp),
  };
}

type Body = readonly [version: number, body: string];

/** Without a stamp nothing is written. */
async function contactErasure(
  connect: () => Database,
  id: number,
  stamp: Stamp | null,
): Promise<ContactTally | null> {
  let events = 0;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const [found = [], count = [], any = []] = await connect().read([
      selectContact({ id }),
      sql.countReferences({ id }),
      sql.anyReference({ id }),
    ]);
    const contact = found[0] === undefined ? null : toContact(found[0]);
    if (contact === null && any.length === 0) return null;
    let bodies: readonly Body[] = [];
    for await (const page of erasedBodies(connect, id, stamp)) {
      // All but the last page at once: a kept event is not changed by anybody else.
      if (bodies.length > 0 && stamp !== null) await connect().write([replaceContactBodies(id, bodies)]);
      bodies = page;
      events += page.length;
    }
    const members = contact === null ? null : erasableMembers(contact);
    const tally = { members, events, references: Number(count[0]?.count) };
    if (stamp === null || isNothing(tally)) return tally;
    const own =
      contact === null || (members?.length === 0 && events === 0)
        ? []
        : ownStatements(contact, bodies, stamp);
    const values = { id, ...stamp, erased: JSON.stringify(erasedCrn(stamp)) };
    const statements = [
      ...own,
      sql.insertReferencesErased(values),
      sql.eraseReferences(values),
      sql.eraseUnmaskReasons({ id }),
      sql.forgetContactAnswers({ id }),
    ];
    if ((await claimed(connect(), statements)) !== null) return tally;
  }
  throw new Error(`contact ${id} is being changed by others all the time`);
}

/** What is to stand in place of the bodies of a contact's events, page by page; of many events only those that have texts. */
async function* erasedBodies(
  connect: () => Database,
  id: number,
  stamp: Stamp | null,
): AsyncGenerator<readonly Body[]> {
  for (let after = 0; ; ) {
    const [rows = []] = await connect().read([sql.selectContactEvents({ id, after, rows: EVENTS_A_TRIP })]);
    yield rows.flatMap(({ version, body }) => {
      const erased = withoutTexts(JSON.parse(String(body)), stamp ?? { at: "", by: "" });
      return erased === null ? [] : [[Number(version), JSON.stringify(erased)] as const];
    });
    const last = rows.at(-1);
    if (last === undefined || rows.length < EVENTS_A_TRIP) return;
    after = Number(last.version);
  }
}

const replaceContactBodies = (id: number, bodies: readonly Body[]): Statement =>
  sql.replaceBodies({ subject: "contact", id, replaced: JSON.stringify(bodies) });

/** The event first: of two at once, one takes the version. */
function ownStatements(contact: Contact, bodies: readonly Body[], stamp: Stamp): Statement[] {
  const after = erasedContact(contact, stamp);
  const { id, version, reference, name } = after;
  const { accountReference, flaggedReason, onStopReason } = after.extra;
  const texts = { reference, name, accountReference, flaggedReason, onStopReason };
  return [
    sql.insertContactErased({ id, version, ...stamp, body: JSON.stringify(erasureOf(contact, stamp)) }),
    sql.updateErasedContact({ id, version, ...texts, ...stamp }),
    replaceContactBodies(id, bodies),
  ];
}
