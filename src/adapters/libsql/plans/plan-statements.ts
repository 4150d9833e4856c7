// The SQL of writing payment plans, compiled once.
import { elseUpdate, insertSelect, updateSet } from "../schema/by-name.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events, instalments, payments, plans } from "../schema/tables.ts";

const changing = {
  start: placeholder("start"),
  startWritten: placeholder("startWritten"),
  amountMinor: placeholder("amountMinor"),
  amountWritten: placeholder("amountWritten"),
  count: placeholder("count"),
  recurrence: placeholder("recurrence"),
  recordState: placeholder("recordState"),
  paymentMethod: placeholder("paymentMethod"),
  anchors: placeholder("anchors"),
  oldestUnpaid: placeholder("oldestUnpaid"),
  eventHash: placeholder("eventHash"),
  updatedAt: placeholder("at"),
  updatedBy: placeholder("by"),
};

export const insertPlan = prepare(() =>
  insertSelect({
    into: plans,
    values: {
      ...changing,
      version: sql`1`,
      clientId: placeholder("clientId"),
      businessUnitId: placeholder("businessUnitId"),
      currency: placeholder("currency"),
      createdAt: placeholder("at"),
      createdBy: placeholder("by"),
    },
    rest: sql`returning id`,
  }),
);

export const updatePlan = prepare(
  () => sql`${updateSet(plans, { ...changing, version: placeholder("next") })}
    where id = ${placeholder("id")} and version = ${placeholder("version")}`,
);

/** What a change came to that found the plan as it should be, at the version that was read. */
export const unchangedPlan = prepare(
  () => sql`select 'plan', ${placeholder("id")}, ${placeholder("version")}`,
);

export const deleteInstalmentsBeyond = prepare(
  () =>
    sql`delete from ${instalments} where plan_id = ${placeholder("id")} and ordinal > ${placeholder("count")}`,
);

/** The members of a line of `json_each`, by their places in `paymentsToText` or `instalmentsToText`. */
const at = (place: number): SQL => sql.raw(`value ->> ${place}`);

export const upsertPayments = prepare(() =>
  insertSelect({
    into: payments,
    values: {
      planId: placeholder("id"),
      number: at(0),
      amountMinor: at(1),
      receivedOn: at(2),
      note: at(3),
      instalment: at(4),
      recordedAt: at(5),
      recordedBy: at(6),
      reversedAt: at(7),
      reversedBy: at(8),
      reversedReason: at(9),
      reversedOn: at(10),
    },
    rest: sql`from json_each(${placeholder("ledger")}) where true ${elseUpdate(
      [payments.planId, payments.number],
      [payments.reversedAt, payments.reversedBy, payments.reversedReason, payments.reversedOn],
    )}`,
  }),
);

/** A row that is there already keeps its id and its creation. */
export const elseUpdateInstalment = elseUpdate(
  [instalments.planId, instalments.ordinal],
  [
    instalments.due,
    instalments.amountMinor,
    instalments.overrideMinor,
    instalments.receivedMinor,
    instalments.inBatch,
    instalments.updatedAt,
    instalments.updatedBy,
    instalments.amountSince,
    instalments.freedIn,
  ],
);

/** All rows of a plan in one statement, from one JSON text. */
const upsertInstalments = (id: SQL) =>
  prepare(() =>
    insertSelect({
      into: instalments,
      values: {
        planId: id,
        ordinal: at(0),
        due: at(1),
        amountMinor: at(2),
        overrideMinor: at(3),
        receivedMinor: at(4),
        inBatch: at(5),
        createdAt: placeholder("at"),
        createdBy: placeholder("by"),
        updatedAt: placeholder("at"),
        updatedBy: placeholder("by"),
        amountSince: at(6),
        freedIn: at(7),
      },
      rest: sql`from json_each(${placeholder("rows")}) where true ${elseUpdateInstalment}`,
    }),
  );

/** The kind, the hashes and the canonical text of a plan's event; its version is unique for the plan. */
const insertEvent = (id: SQL) =>
  prepare(() =>
    insertSelect({
      into: events,
      values: {
        subject: sql`'plan'`,
        subjectId: id,
        version: placeholder("version"),
        kind: placeholder("kind"),
        at: placeholder("at"),
        actor: placeholder("actor"),
        body: placeholder("body"),
        previousHash: placeholder("previousHash"),
        hash: placeholder("hash"),
      },
    }),
  );

const ofPlan = (id: SQL) => ({ insertEvent: insertEvent(id), upsertInstalments: upsertInstalments(id) });

export const ofKnownPlan = ofPlan(placeholder("id"));

/** Ids only grow and nobody else writes inside our transaction, so the newest plan is the one just inserted. */
export const ofNewestPlan = ofPlan(sql`(select max(id) from plans)`);
