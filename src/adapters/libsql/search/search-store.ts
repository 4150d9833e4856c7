// Looking for contacts, references and a plan in libSQL: a statement for each kind, by an index, in one trip.
import { MAX_SHOWN } from "../../../domain/references/crn.ts";
import {
  type FoundContact,
  type FoundPlan,
  MAX_CANDIDATES,
  type Search,
} from "../../../domain/search/search-port.ts";
import type { Database, Row, Statement } from "../connection/database.ts";
import { toPlanHead } from "../plans/plan-rows.ts";
import { toReference } from "../references/reference-rows.ts";
import { columnsOf } from "../schema/by-name.ts";
import { amongNumbersIfAny, numbersOf } from "../schema/numbers.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { contactWords, paymentReferences, plans } from "../schema/tables.ts";

/** Whoever has a word in one of the ranges, or the id. */
const selectContacts = prepare(
  () => sql`select id, substr(name, 1, 400) as name, substr(reference, 1, 400) as reference,
      substr(account_reference, 1, 400) as account_reference
    from contacts where id = ${placeholder("id")} or id in (
      select contact_id from (select ${contactWords.contactId} from json_each(${placeholder("ranges")}) as range
        cross join ${contactWords} on word >= range.value ->> 0 and word < range.value ->> 1
        limit ${MAX_CANDIDATES}))
    order by id`,
);
const countWords = prepare(
  () => sql`select count(*) as count from (select 1 from json_each(${placeholder("ranges")}) as range
    cross join ${contactWords} on word >= range.value ->> 0 and word < range.value ->> 1
    limit ${MAX_CANDIDATES + 1})`,
);

/** How a CRN ends, the last character first: in the words of the index payment_references_by_ending. */
const REVERSED = 12;
const reversed = sql.raw(
  Array.from({ length: REVERSED }, (_, at) => `substr(crn_normalised, -${at + 1}, 1)`).join(" || "),
);

/** Beside each how many were looked at; one row without any where there is none. */
const selectReferences = prepare(
  () => sql`with candidates(key) as materialized (
      select id from payment_references
      where ${reversed} >= ${placeholder("from")} and ${reversed} < ${placeholder("to")} limit ${MAX_CANDIDATES + 1})
    select (select count(*) from candidates) as looked, found.* from (select 1) left join (
      select ${columnsOf(paymentReferences)} from candidates
      cross join ${paymentReferences} on ${paymentReferences.id} = candidates.key
      where substr(crn_normalised, -${placeholder("length")}) = ${placeholder("ending")}
        and (${placeholder("whole")} or ${placeholder("length")} <= min(${MAX_SHOWN}, length(crn_normalised) / 2))
        and ${amongNumbersIfAny(paymentReferences.accountId, "accounts")}
      order by ${paymentReferences.id} limit ${placeholder("limit")} + 1) as found on true`,
);

const selectPlan = prepare(
  () => sql`select ${columnsOf(plans)} from ${plans} where ${plans.id} = ${placeholder("id")}
    and ${amongNumbersIfAny(plans.businessUnitId, "units")}`,
);

/** After every text that begins with another. */
const LAST = "\u{10FFFF}";
const rangesOf = (beginnings: readonly string[]): string =>
  JSON.stringify(beginnings.map((beginning) => [beginning, beginning + LAST]));

const toContact = (row: Row): FoundContact => ({
  id: Number(row.id),
  name: String(row.name),
  reference: row.reference as string | null,
  accountReference: row.account_reference as string | null,
});

function toFoundPlan(row: Row): FoundPlan {
  const { id, version, clientId, businessUnitId, currency, terms, method } = toPlanHead(row);
  return { id, version, clientId, businessUnitId, currency, terms, method };
}

export const libsqlSearch =
  (database: Database): Search =>
  async ({ contacts, references, planId, within }) => {
    const statements: Statement[] = [];
    const asked = (statement: Statement): number => statements.push(statement) - 1;
    const ranges = rangesOf(contacts?.beginnings ?? []);
    const contactsAt = contacts === null ? -1 : asked(selectContacts({ ranges, id: contacts.id }));
    const countAt = contacts === null ? -1 : asked(countWords({ ranges }));
    const referencesAt = references === null ? -1 : asked(endingWith(references, within.accounts));
    const planAt =
      planId === null ? -1 : asked(selectPlan({ id: planId, units: numbersOf(within.businessUnits) }));
    const results = statements.length === 0 ? [] : await database.read(statements);
    const rowsAt = (at: number): readonly Row[] => results[at] ?? [];
    const [extent] = rowsAt(referencesAt);
    const rows = rowsAt(referencesAt).filter((row) => row.id !== null);
    const limit = references?.limit ?? 0;
    const [plan] = rowsAt(planAt);
    return {
      contacts: {
        items: rowsAt(contactsAt).map(toContact),
        more: Number(rowsAt(countAt)[0]?.count ?? 0) > MAX_CANDIDATES,
      },
      references: {
        items: rows.slice(0, limit).map(toReference),
        more: rows.length > limit || Number(extent?.looked ?? 0) > MAX_CANDIDATES,
      },
      plan: plan === undefined ? null : toFoundPlan(plan),
    };
  };

type Ending = NonNullable<Parameters<Search>[0]["references"]>;

function endingWith({ ending, whole, limit }: Ending, accounts: readonly number[] | null): Statement {
  const characters = Array.from(ending);
  const from = characters.toReversed().slice(0, REVERSED).join("");
  const length = characters.length;
  return selectReferences({
    ...{ ending, whole, limit, length, from },
    to: from + LAST,
    accounts: numbersOf(accounts),
  });
}
