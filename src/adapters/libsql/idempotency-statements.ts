// The SQL of idempotency keys, compiled once.
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { EarlierUse } from "../../domain/values/idempotency.ts";
import type { Row } from "./database.ts";
import { events, idempotencyKeys as keys } from "./schema.ts";
import { build, placeholder, prepare } from "./statement.ts";

export const selectUse = prepare(() =>
  build
    .select({
      requestHash: keys.requestHash,
      at: keys.at,
      status: keys.status,
      headers: keys.headers,
      body: keys.body,
      subject: events.subject,
      subjectId: events.subjectId,
    })
    .from(keys)
    .leftJoin(events, eq(events.seq, keys.seq))
    .where(eq(keys.key, placeholder("key"))),
);

export const deleteOlder = prepare(() => build.delete(keys).where(lt(keys.at, placeholder("before"))));

/** First in the batch: a key that is there already breaks the primary key and undoes the batch. */
export const insertClaim = prepare(() =>
  build.insert(keys).values({
    key: placeholder("key"),
    requestHash: placeholder("requestHash"),
    at: placeholder("at"),
    seqBefore: sql`(select coalesce(max(seq), 0) from events)`,
  }),
);

/** After the batch: which event it made, if any. */
export const noteEvent = prepare(() =>
  build
    .update(keys)
    .set({ seq: sql`(select max(seq) from events where seq > ${keys.seqBefore})` })
    .where(eq(keys.key, placeholder("key"))),
);

/** Last of all: what had no effect (it was refused, or had nothing to do) has not used its key. */
export const dropIdleClaim = prepare(() =>
  build.delete(keys).where(and(eq(keys.key, placeholder("key")), isNull(keys.seq))),
);

/** An answer is given once, by the request that has the key. */
export const keepAnswer = prepare(() =>
  build
    .update(keys)
    .set({ status: placeholder("status"), headers: placeholder("headers"), body: placeholder("body") })
    .where(
      and(
        eq(keys.key, placeholder("key")),
        eq(keys.requestHash, placeholder("requestHash")),
        isNull(keys.status),
      ),
    ),
);

export function toEarlierUse(row: Row): EarlierUse {
  const { status, headers, body, subject, subject_id: id } = row;
  return {
    requestHash: String(row.request_hash),
    at: String(row.at),
    answer:
      status === null
        ? null
        : { status: Number(status), headers: JSON.parse(String(headers)), body: String(body) },
    wrote: subject === null ? null : { subject: String(subject), id: Number(id) },
  };
}
