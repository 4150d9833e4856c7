// Payment references in libSQL. Saving is one trip: write first, then read what stands, in the same write batch.
import type { NormalisedCrn } from "../../../domain/references/crn.ts";
import type { PaymentReference } from "../../../domain/references/payment-reference.ts";
import type { PaymentReferences } from "../../../domain/references/references-port.ts";
import type { SavedReference } from "../../../domain/references/save-reference.ts";
import type { Database, Row } from "../connection/database.ts";
import { numbersOf } from "../schema/numbers.ts";
import { lookedPage, walkedPage } from "../schema/page-walk.ts";
import { toReference } from "./reference-rows.ts";
import {
  countUnmasking,
  deactivate,
  deactivatedReference,
  insertCreatedEvent,
  insertDeactivatedEvent,
  insertIfAbsent,
  insertUnmaskedEvent,
  MOST_LOOKED,
  savedReference,
  selectInUse,
  selectLast,
  selectOthers,
  selectOthersAsOf,
  selectPages,
  selectPagesWithin,
  selectReference,
  selectVersionAsOf,
} from "./reference-statements.ts";

const othersThan = (reference: PaymentReference, rows: readonly Row[]): SavedReference["others"] =>
  rows
    .map((row) => ({
      id: Number(row.id),
      accountId: Number(row.account_id),
      normalisedCrn: row.crn_normalised as NormalisedCrn,
    }))
    .filter((other) => other.id !== reference.id);

export function libsqlReferences(database: Database): PaymentReferences {
  return {
    save: async function save(draft, stamp, isRetry = false): Promise<SavedReference> {
      const [firstKey, secondKey] = [draft.takenBy[0], draft.takenBy[1] ?? draft.takenBy[0]];
      const [inserted = [], , standing = [], others = []] = await database.write(
        [
          insertIfAbsent({
            ...draft,
            crn: draft.crn.raw,
            normalised: draft.crn.normalised,
            ...stamp,
            firstKey,
            secondKey,
          }),
          insertCreatedEvent(),
          selectInUse({ firstKey, secondKey }),
          selectOthers({ contactId: draft.contactId }),
        ],
        { select: savedReference({ firstKey, secondKey }) },
      );
      const row = standing[0];
      if (row === undefined) {
        // The one in use was inactivated between the write and the read: the batch was no single transaction.
        if (isRetry) throw new Error("a reference was neither written nor found, twice");
        return save(draft, stamp, true);
      }
      const reference = toReference(row);
      return { reference, inserted: inserted.length === 1, others: othersThan(reference, others) };
    },

    saveAsOf: async (id, seq) => {
      const [found = [], others = [], [then] = []] = await database.read([
        selectReference({ id }),
        selectOthersAsOf({ id, seq }),
        selectVersionAsOf({ id, seq }),
      ]);
      if (found[0] === undefined) return null;
      // A save finds or makes a reference that is in use; what became of it later is no part of what was said.
      const reference = { ...toReference(found[0]), inactivated: null, version: Number(then?.version ?? 1) };
      return { reference, others: othersThan(reference, others) };
    },

    byId: async (id) => {
      const [found = []] = await database.read([selectReference({ id })]);
      return found[0] === undefined ? null : toReference(found[0]);
    },

    list: async ({ contactId, activeOnly, after, limit, within }) => {
      const pages = within === undefined ? selectPages : selectPagesWithin;
      const of = contactId === null ? pages.all : pages.ofContact;
      const select = activeOnly ? of.active : of.any;
      const wanted = select({ contactId, after, limit, within: numbersOf(within) });
      if (within === undefined || contactId !== null) {
        const [rows = []] = await database.read([wanted]);
        return walkedPage(rows, toReference);
      }
      const [rows = [], [last] = []] = await database.read([wanted, selectLast()]);
      return lookedPage(walkedPage(rows, toReference), after + MOST_LOOKED, Number(last?.last ?? 0));
    },

    deactivate: async (id, stamp) => {
      const values = { id, ...stamp };
      const [, deactivated = [], found = []] = await database.write(
        [insertDeactivatedEvent(values), deactivate(values), selectReference({ id })],
        { select: deactivatedReference({ id }) },
      );
      const row = found[0];
      if (row === undefined) return { tag: "not-found" };
      const tag = deactivated.length === 1 ? "deactivated" : "already-inactive";
      return { tag, reference: toReference(row) };
    },

    unmask: async (id, reason, stamp) => {
      const [, counted = [], [row] = []] = await database.write([
        insertUnmaskedEvent({ id, reason, ...stamp }),
        countUnmasking({ id }),
        selectReference({ id }),
      ]);
      if (row === undefined) return { tag: "not-found" };
      return counted.length === 0 ? { tag: "erased" } : { tag: "unmasked", reference: toReference(row) };
    },
  };
}
