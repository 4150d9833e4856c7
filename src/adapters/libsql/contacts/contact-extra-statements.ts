// The SQL of a partial update of a contact: found, judged and written in the writing statements themselves.
import { EXTRA_TEXTS, type ExtraText } from "../../../domain/contacts/contact-texts.ts";
import { insertSelect, updateSet } from "../schema/by-name.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events, contacts as table } from "../schema/tables.ts";
import { shortOrSame } from "../schema/text-condition.ts";
import { versionExpected } from "../schema/version-condition.ts";

/** The contact of a selector: an id, or a reference that exactly one contact has. */
const selected = sql`coalesce(${placeholder("id")}, (select case when count(*) = 1 then min(id) end
  from (select id from contacts where reference = ${placeholder("reference")} limit 2)))`;

/** The columns that a patch sets by their own name. */
const PATCHED = [
  "creditLimitMinor",
  "creditLimitCurrency",
  "delay2Pay",
  "directDebit",
  "accountReference",
  "accountType",
  "lastUpdated",
  "flaggedReason",
  "financialSyncExclude",
  "useParentRef",
  "accountBalance",
  "accountStatus",
  "onStopReason",
  "onStopDate",
  "creditLimitOnStop",
  "onStopDescendant",
] as const;

/** Whether the contact has the version that the caller expects. */
const expected = versionExpected(sql`contacts.version`);

const column = (name: string): SQL => sql.raw(`contacts."${name}"`);
const inPatch = (key: string): SQL => sql.raw(`json_type(patch.j, '$.${key}') is not null`);
const fromPatch = (key: string): SQL => sql.raw(`patch.j ->> '$.${key}'`);

/** A member's value after the patch: what the patch says of it, else what it was. */
const after = (key: (typeof PATCHED)[number]): SQL =>
  sql`case when ${inPatch(key)} then ${fromPatch(key)} else ${column(table[key].name)} end`;

// The currency and the instant of a balance follow `applyPatch` of the core (contact-extra-patch.ts).
const balanceCurrencyAfter = sql`case when ${inPatch("accountBalance")} then ${after("creditLimitCurrency")}
  when contacts.account_balance is null then null
  else coalesce(contacts.account_balance_currency, ${after("creditLimitCurrency")}) end`;
const balanceAtAfter = sql`case when ${inPatch("accountBalance")} then ${placeholder("at")}
  else contacts.account_balance_at end`;

const patched = Object.fromEntries(PATCHED.map((key) => [key, after(key)]));

/** Whether no text of the patch is too long for the contact. */
const textsFit = sql.join(
  (Object.keys(EXTRA_TEXTS) as ExtraText[]).map((key) =>
    shortOrSame(
      sql`${placeholder("patch")} ->> ${sql.raw(`'$.${key}'`)}`,
      column(table[key].name),
      EXTRA_TEXTS[key],
    ),
  ),
  sql.raw(" and "),
);

/** Columns named in events: every credit fact, by the names of the schema. */
const facts = sql.join(
  [...PATCHED, "accountBalanceCurrency", "accountBalanceAt"].map((key) =>
    sql.raw(`'${key}', contacts."${table[key as keyof typeof table].name}"`),
  ),
  sql.raw(", "),
);

/** Goes first, while the row is still as it was. The facts after are those before with the change applied. */
export const insertExtraEvent = prepare(() =>
  insertSelect({
    into: events,
    values: {
      subject: sql`'contact'`,
      subjectId: sql`id`,
      version: sql`version + 1`,
      kind: sql`'extra-saved'`,
      at: placeholder("at"),
      actor: placeholder("by"),
      body: sql`json_object('before', json_object(${facts}), 'change', json(${placeholder("patch")}))`,
    },
    rest: sql`from contacts where id = ${selected} and ${expected} and ${textsFit}`,
  }),
);

export const updateExtra = prepare(
  () => sql`${updateSet(table, {
    ...patched,
    accountBalanceCurrency: balanceCurrencyAfter,
    accountBalanceAt: balanceAtAfter,
    version: sql`contacts.version + 1`,
    updatedAt: placeholder("at"),
    updatedBy: placeholder("by"),
  })} from (select ${placeholder("patch")} as j) as patch
    where ${table.id} = ${selected} and ${expected} and ${textsFit} returning id, name`,
);

/** The texts of the contact that is meant, to tell why a patch with a text that is too long was not written. */
export const selectTexts = prepare(
  () => sql`select ${table.accountReference}, ${table.flaggedReason}, ${table.onStopReason} from ${table}
    where ${table.id} = ${selected} and ${expected}`,
);
