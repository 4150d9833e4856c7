// Many payment references in one trip, for the bulk load: the rules of a single save, a chunk at a time.
import type { ManyReferences } from "../../../domain/references/many-references-port.ts";
import type { ReferenceDraft } from "../../../domain/references/save-reference.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import type { Database } from "../connection/database.ts";
import { columnsOf, insertSelect } from "../schema/by-name.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events, paymentReferences as table } from "../schema/tables.ts";
import { toReference } from "./reference-rows.ts";
import { createdEvent } from "./reference-statements.ts";

const lines = sql`json_each(${placeholder("rows")}) as lines`;
const field = (index: number) => sql.raw(`lines.value ->> ${index}`);
const inUse = sql`${table.identityKey} in (${field(0)}, ${field(1)}) and ${table.inactivatedAt} is null`;

const insertMany = prepare(() =>
  insertSelect({
    into: table,
    values: {
      identityKey: field(2),
      accountId: field(3),
      contactId: field(4),
      crn: field(5),
      crnNormalised: field(6),
      benefitGroupId: field(7),
      statusId: field(8),
      createId: field(9),
      createSessionId: field(10),
      version: sql`1`,
      createdAt: placeholder("at"),
      createdBy: placeholder("by"),
    },
    rest: sql`from ${lines} where not exists (select 1 from ${table} where ${inUse}) order by lines.key
      on conflict do nothing returning identity_key`,
  }),
);

/** Each reference of the chunk that has no event yet was made just now, in this transaction. */
const insertEvents = prepare(() =>
  insertSelect({
    into: events,
    values: createdEvent,
    rest: sql`from ${table} where id in (select ${table.id} from ${lines} cross join ${table}
        on ${table.identityKey} = ${field(2)} and ${table.inactivatedAt} is null)
      and not exists (select 1 from ${events} where subject = 'reference' and subject_id = ${table.id})
      order by id`,
  }),
);

const selectStanding = prepare(
  () =>
    sql`select lines.key as line, ${columnsOf(table)} from ${lines} cross join ${table} on ${inUse}
      order by lines.key, ${table.identityKey} <> ${field(0)}`,
);

/** As the statements read it: the keys that stop it, its own key, and the columns. */
const rowOf = ({ takenBy, key, crn, ...draft }: ReferenceDraft) => [
  takenBy[0],
  takenBy[1] ?? takenBy[0],
  key,
  draft.accountId,
  draft.contactId,
  crn.raw,
  crn.normalised,
  draft.benefitGroupId,
  draft.statusId,
  draft.createId,
  draft.createSessionId,
];

/** `ManyReferences.saveMany` of this database. */
export async function saveReferences(
  database: Database,
  drafts: readonly ReferenceDraft[],
  stamp: Stamp,
): ReturnType<ManyReferences["saveMany"]> {
  const rows = JSON.stringify(drafts.map(rowOf));
  const [inserted = [], , standing = []] = await database.write([
    insertMany({ rows, ...stamp }),
    insertEvents({ rows }),
    selectStanding({ rows }),
  ]);
  const fresh = new Set(inserted.map((row) => row.identity_key));
  const byLine = new Map(standing.toReversed().map((row) => [Number(row.line), row]));
  return drafts.map(({ key }, line) => {
    const row = byLine.get(line);
    if (row === undefined) throw new Error("a reference was neither written nor found in one transaction");
    return { reference: toReference(row), inserted: fresh.delete(key) };
  });
}
