// Payment references in libSQL. Saving is one trip: write first, then read what stands, in the same write batch.
import { and, eq, isNull, sql } from "drizzle-orm";
import type { NormalisedCrn } from "../../domain/references/crn.ts";
import { ACTIVE_STATUS } from "../../domain/references/payment-reference.ts";
import type { PaymentReferences } from "../../domain/references/references-port.ts";
import type { Database } from "./database.ts";
import { toReference } from "./reference-rows.ts";
import { events, paymentReferences as table } from "./schema.ts";
import { build, placeholder, prepare } from "./statement.ts";

/** More active references of one contact than anybody has; a bound for the near-duplicate check, not for saving. */
const MOST_OTHERS = 1_000;

const inUse = sql`${table.identityKey} in (${placeholder("firstKey")}, ${placeholder("secondKey")})
  and ${table.inactivatedAt} is null`;

// "If not exists" twice over: `where not exists` for the keys that stop this save, and the unique index for its own.
const insertIfAbsent = prepare(
  build
    .insert(table)
    .select(
      sql`select null, ${placeholder("accountId")}, ${placeholder("contactId")}, ${placeholder("crn")},
        ${placeholder("normalised")}, ${placeholder("key")}, ${placeholder("benefitGroupId")},
        ${placeholder("statusId")}, ${placeholder("createId")}, ${placeholder("createSessionId")}, 1,
        ${placeholder("at")}, ${placeholder("by")}, null, null
        where not exists (select 1 from ${table} where ${inUse})`,
    )
    .onConflictDoNothing()
    .returning({ id: table.id }),
);

// `changes()` is what the insert before it changed: no event for a reference that was there already.
const insertEvent = prepare(
  build.insert(events).select(
    sql`select null, 'reference', id, 1, 'created', created_at, created_by, json_object(
        'accountId', account_id, 'contactId', contact_id, 'benefitGroupId', benefit_group_id,
        'statusId', status_id, 'createId', create_id, 'createSessionId', create_session_id), null, null
        from ${table} where id = last_insert_rowid() and changes() = 1`,
  ),
);

const selectInUse = prepare(
  build
    .select()
    .from(table)
    .where(inUse)
    .orderBy(sql`${table.identityKey} = ${placeholder("firstKey")} desc`)
    .limit(1),
);

const selectOthers = prepare(
  build
    .select({ id: table.id, crnNormalised: table.crnNormalised })
    .from(table)
    .where(
      and(
        eq(table.contactId, placeholder("contactId")),
        eq(table.statusId, ACTIVE_STATUS),
        isNull(table.inactivatedAt),
      ),
    )
    .limit(MOST_OTHERS),
);

export function libsqlReferences(database: Database): Pick<PaymentReferences, "save"> {
  return {
    save: async (draft, stamp) => {
      const [firstKey, secondKey] = [draft.takenBy[0], draft.takenBy[1] ?? draft.takenBy[0]];
      const [inserted = [], , standing = [], others = []] = await database.write([
        insertIfAbsent({
          ...draft,
          crn: draft.crn.raw,
          normalised: draft.crn.normalised,
          ...stamp,
          firstKey,
          secondKey,
        }),
        insertEvent(),
        selectInUse({ firstKey, secondKey }),
        selectOthers({ contactId: draft.contactId }),
      ]);
      const row = standing[0];
      if (row === undefined) throw new Error("a reference was neither written nor found in one transaction");
      const reference = toReference(row);
      return {
        reference,
        inserted: inserted.length === 1,
        others: others
          .map((other) => ({
            id: Number(other.id),
            normalisedCrn: other.crn_normalised as NormalisedCrn,
          }))
          .filter((other) => other.id !== reference.id),
      };
    },
  };
}
