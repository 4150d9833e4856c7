// The SQL of reading and changing many plans in one trip, compiled once: a chunk travels as one JSON text.
import { insertSelect } from "../schema/by-name.ts";
import { amongNumbers } from "../schema/numbers.ts";
import { inPage, pageColumns, pageWalk, sizeOfTexts } from "../schema/page-walk.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare, rowLimit } from "../schema/statement.ts";
import { events, instalments, payments, plans } from "../schema/tables.ts";
import { amongIds, byFilter } from "./plan-filter.ts";
import { elseUpdateInstalment } from "./plan-statements.ts";
import { wholePlan } from "./whole-plan-statements.ts";

/**
 * What the texts of a whole plan come to: so much for a payment beside its own texts, and for a row more than its text
 * has, since reading it is the greater part. Some 2,300 rows are a page, 44 plans of a year by weeks or 3 of 600 rows:
 * some 12 ms of an embedded database, which keeps everybody waiting (S5).
 */
const rowBytes = sql`450 * ${plans.count} + coalesce((select sum(150 + octet_length(note) + octet_length(recorded_by)
  + coalesce(octet_length(reversed_by), 0)) from ${payments} where plan_id = plans.id), 0)`;
export const wholeSize = sql`${sizeOfTexts(plans.anchors, plans.startWritten, plans.amountWritten)} + ${rowBytes}`;

/** A page of whole plans; the walk measures a plan by its ledger's index, and no further than the page goes. */
const selectWhole = (where: SQL | undefined) =>
  prepare(
    () =>
      sql`${pageWalk({ table: plans, key: plans.id, where, size: wholeSize })}
        select ${pageColumns}, ${wholePlan} from page left join ${plans} on ${inPage} and ${plans.id} = page.key`,
  );

export const selectByIds = selectWhole(amongIds);
export const selectMatching = byFilter(selectWhole);

export const countMatching = byFilter((condition) =>
  prepare(
    () =>
      // Every id is above 0: said so that an index serves each filter.
      sql`select count(*) as count from (select ${plans.id} from ${plans}
      where ${condition ?? sql`true`} and ${plans.id} > 0 limit ${rowLimit})`,
  ),
);

const eventOfAsked = sql`from ${events} where subject = 'plan' and subject_id = asked.value ->> 0
  and seq <= ${placeholder("seq")} and (${placeholder("within")} is null or exists (select 1 from ${plans}
    where ${plans.id} = asked.value ->> 0 and ${amongNumbers(plans.businessUnitId, "within")}))`;

export const selectStanding = prepare(
  () =>
    sql`select asked.value ->> 0 as id,
      (select version ${eventOfAsked} order by version desc limit 1) as version,
      exists (select 1 ${eventOfAsked} and version = (asked.value ->> 1) + 1
        and body ->> 'requestHash' = ${placeholder("requestHash")}) as applied
      from json_each(${placeholder("asked")}) as asked order by asked.key`,
);

/**
 * The plans of the chunk that still have the version they were read at. Each statement asks again, inside one
 * transaction, and the plan's own row takes its new version last: so a plan is written whole or left alone.
 */
const unmoved = sql`json_each(${placeholder("saves")}) as save
  cross join plans on plans.id = save.value ->> 'id' and plans.version = save.value ->> 'version'`;

const of = (member: string): SQL => sql.raw(`save.value ->> '${member}'`);

export const insertEvents = prepare(() =>
  insertSelect({
    into: events,
    values: {
      subject: sql`'plan'`,
      subjectId: sql`plans.id`,
      version: sql`plans.version + 1`,
      kind: of("kind"),
      at: of("at"),
      actor: of("by"),
      body: of("body"),
      previousHash: of("previousHash"),
      hash: of("eventHash"),
    },
    rest: sql`from ${unmoved} where true`,
  }),
);

export const deleteRowsBeyond = prepare(
  () =>
    sql`delete from ${instalments} where id in (select row.id from ${unmoved}
      cross join instalments as row on row.plan_id = plans.id and row.ordinal > ${of("count")})`,
);

/** The members of a line, by their places in the store's text: `plan_id, version`, a row's own, `at, by`. */
const at = (place: number): SQL => sql.raw(`line.value ->> ${place}`);

/** Rows as flat arrays, for a look into a whole plan's JSON at each of them would take most of the time. */
export const upsertRows = prepare(() =>
  insertSelect({
    into: instalments,
    values: {
      planId: sql`plans.id`,
      ordinal: at(2),
      due: at(3),
      amountMinor: at(4),
      overrideMinor: at(5),
      receivedMinor: at(6),
      inBatch: at(7),
      amountSince: at(8),
      freedIn: at(9),
      createdAt: at(10),
      createdBy: at(11),
      updatedAt: at(10),
      updatedBy: at(11),
    },
    rest: sql`from json_each(${placeholder("rows")}) as line
      cross join plans on plans.id = line.value ->> 0 and plans.version = line.value ->> 1
      where true ${elseUpdateInstalment}`,
  }),
);

export const updatePlans = prepare(
  () =>
    sql`update ${plans} set version = plans.version + 1, start = ${of("start")},
      start_written = ${of("startWritten")}, amount_minor = ${of("amountMinor")},
      amount_written = ${of("amountWritten")}, count = ${of("count")}, recurrence = ${of("recurrence")},
      record_state = ${of("recordState")}, payment_method = ${of("paymentMethod")}, anchors = ${of("anchors")},
      oldest_unpaid = ${of("oldestUnpaid")}, event_hash = ${of("eventHash")}, updated_at = ${of("at")}, updated_by = ${of("by")}
      from json_each(${placeholder("saves")}) as save
      where plans.id = save.value ->> 'id' and plans.version = save.value ->> 'version'
      returning plans.id`,
);
