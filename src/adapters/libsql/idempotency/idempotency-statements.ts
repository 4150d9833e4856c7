// The SQL of idempotency keys, compiled once.
import type { Claim, EarlierUse } from "../../../domain/values/idempotency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Effect, Row, Statement } from "../connection/database.ts";
import { insertSelect } from "../schema/by-name.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events, idempotencyKeys as keys } from "../schema/tables.ts";

/** Longer than a day, so that a key is good for at least 24 hours. */
const KEPT_FOR_HOURS = 48;
/** What one request clears away at most, so that none pays for all that came before it. */
const MOST_EXPIRED = 100;

/** Rows from before the subject was kept tell it by their event. */
export const selectUse = prepare(
  () => sql`select ${keys.requestHash}, ${keys.at}, ${keys.today}, ${keys.seqBefore}, ${keys.seq},
      coalesce(${keys.subject}, ${events.subject}) as wrote_subject,
      coalesce(${keys.subjectId}, ${events.subjectId}) as wrote_id,
      coalesce(${keys.version}, ${events.version}) as wrote_version,
      ${keys.dto}, ${keys.status}, ${keys.headers}, ${keys.body}
    from ${keys} left join ${events} on ${events.seq} = ${keys.seq} where ${keys.key} = ${placeholder("key")}`,
);

/**
 * Expired by this request's clock and by that of the write before it: one clock that is wrong for once expires
 * nothing. `rowid` is the order in which keys were claimed.
 */
const deleteOld = prepare(
  () =>
    sql`delete from ${keys} where rowid in (select rowid from ${keys}
      where at < min(${placeholder("before")}, strftime('%Y-%m-%dT%H:%M:%fZ',
        (select at from ${keys} order by rowid desc limit 1), ${sql.raw(`'-${KEPT_FOR_HOURS} hours'`)}))
      order by at limit ${sql.raw(String(MOST_EXPIRED))})`,
);

export function deleteExpired({ at }: Claim): Statement {
  return deleteOld({ before: new Date(Date.parse(at) - KEPT_FOR_HOURS * 3_600_000).toISOString() });
}

/** First in the batch: a key that is there already breaks the primary key and undoes the batch. */
export const insertClaim = prepare(() =>
  insertSelect({
    into: keys,
    values: {
      key: placeholder("key"),
      requestHash: placeholder("requestHash"),
      at: placeholder("at"),
      today: placeholder("today"),
      seqBefore: sql`(select coalesce(max(seq), 0) from events)`,
    },
  }),
);

/** The newest event of the batch: what most writes come to. */
const NEWEST_EVENT: Statement = {
  sql: `select subject, subject_id, version from events where seq > idempotency_keys.seq_before
    order by seq desc limit 1`,
  args: [],
};

/** After the batch: what it came to. Gives the subject back, null where the write was refused. */
export function keepEffect({ key }: Claim, { select = NEWEST_EVENT, dto = null }: Effect): Statement {
  return {
    sql: `update idempotency_keys set seq = (select max(seq) from events where seq > seq_before),
      (subject, subject_id, version) = (${select.sql}), dto = ? where key = ? returning subject`,
    args: [...select.args, dto, key],
  };
}

/** Last of all: what was refused has not used its key. */
export const dropIdleClaim = prepare(
  () => sql`delete from ${keys} where key = ${placeholder("key")} and subject is null`,
);

export function toEarlierUse(row: Row): EarlierUse {
  const { seq, wrote_subject: subject, wrote_id: id, wrote_version: version, status, headers, body } = row;
  return {
    requestHash: String(row.request_hash),
    at: String(row.at),
    today: row.today as LocalDate | null,
    wrote:
      subject === null
        ? null
        : {
            subject: String(subject),
            id: Number(id),
            version: Number(version),
            changed: seq !== null,
            seq: Number(seq ?? row.seq_before),
          },
    dto: row.dto as string | null,
    answer:
      status === null
        ? null
        : { status: Number(status), headers: JSON.parse(String(headers)), body: String(body) },
  };
}
