// Data at its bounds: plans of 600 rows by the thousand, a history of many versions, contacts with the longest texts.
import { type AnyColumn, getTableColumns } from "drizzle-orm";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { instalments, plans } from "../../src/adapters/libsql/schema/schema.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { EXTRA_TEXTS } from "../../src/domain/contacts/contact-texts.ts";
import { changePlan, makePlan, type PlanWork } from "../../src/domain/plans/commands/change-plan.ts";
import type { Terms } from "../../src/domain/plans/plan.ts";
import { type Currency, parseCurrency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { formatMinor } from "../../src/domain/values/money.ts";
import { ok } from "../../src/domain/values/result.ts";
import { MAX_NAME_LENGTH, MAX_REFERENCE_LENGTH } from "../../src/domain/values/text-length.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";

export const CLIENT = 2;
export const ROWS = 600;
const STAMP = { at: "2026-01-02T03:04:05.678Z", by: "bounds" };
const TODAY = "2026-01-01" as LocalDate;
const COPIES_A_TRIP = 100;

const AUD = parseCurrency("AUD") as Currency;
const TERMS: Terms = {
  start: "2026-01-31" as LocalDate,
  amount: 10_000n,
  count: ROWS,
  recurrence: "Fortnightly",
  state: "Active",
};

const written = (terms: Terms) => ({
  start: `${terms.start}T00:00:00`,
  amount: formatMinor(terms.amount, AUD),
});
const workOn = (database: Database): PlanWork => ({
  plans: libsqlStores(database).plans,
  digest: sha256,
  newSalt: () => crypto.randomUUID(),
  policy: { arrears: "roll", today: TODAY },
  stamp: STAMP,
});

/** A plan of 600 rows; its id. */
export async function longPlan(database: Database): Promise<number> {
  const owner = { clientId: CLIENT, businessUnitId: 3, currency: AUD, method: "Cash" };
  const command = { kind: "create", ...owner, terms: TERMS, asWritten: written(TERMS) } as const;
  const made = await makePlan(workOn(database), command, "bounds");
  if (!made.ok) throw new Error(`a plan of ours is refused: ${made.error.tag}`);
  return made.value.plan.id;
}

/** Changes every row of the plan, again and again, until it has so many versions. */
export async function changeOften(open: () => Database, id: number, versions: number): Promise<void> {
  for (let version = 2; version <= versions; version += 1) {
    const changed = await changePlan(workOn(open()), id, (plan) => {
      const recurrence = version % 2 === 0 ? "Weekly" : "Fortnightly";
      const terms: Terms = { ...plan.terms, amount: BigInt(10_000 + version), recurrence };
      const owner = { clientId: null, businessUnitId: null, method: plan.method };
      return ok({ kind: "update", ...owner, terms, asWritten: written(terms) });
    });
    if (!changed.ok) throw new Error(`a change of ours is refused: ${changed.error.tag}`);
  }
}

const names = (columns: Readonly<Record<string, AnyColumn>>, left: readonly string[]): string =>
  Object.values(columns)
    .map(({ name }) => name)
    .filter((name) => !left.includes(name))
    .join(", ");

/** So many more plans just like the one of the id, rows and event included: a plan's id is in none of its hashes. */
export async function copyPlan(database: Database, id: number, count: number): Promise<void> {
  const plan = names(getTableColumns(plans), ["id", "import_key"]);
  const row = names(getTableColumns(instalments), ["id", "plan_id"]);
  const event = "version, kind, at, actor, body, previous_hash, hash";
  for (let done = 0; done < count; ) {
    const copies = Math.min(COPIES_A_TRIP, count - done);
    const args = [BigInt(id)];
    const fresh = `(select max(id) - ${copies} from plans)`;
    await database.write([
      {
        sql: `insert into plans (${plan}) select ${plan} from plans cross join json_each(?) where plans.id = ?`,
        args: [JSON.stringify(new Array(copies).fill(0)), ...args],
      },
      {
        sql: `insert into instalments (plan_id, ${row}) select made.id, ${row
          .split(", ")
          .map((name) => `line.${name}`)
          .join(", ")}
          from plans as made cross join instalments as line on line.plan_id = ? where made.id > ${fresh}`,
        args,
      },
      {
        sql: `insert into events (subject, subject_id, ${event}) select 'plan', made.id, ${event
          .split(", ")
          .map((name) => `first.${name}`)
          .join(", ")}
          from plans as made cross join events as first on subject = 'plan' and subject_id = ? where made.id > ${fresh}`,
        args,
      },
    ]);
    done += copies;
  }
}

export type LongContacts = {
  readonly contacts: number;
  readonly updates: number;
  /** Of how many of them the texts are from before the limits, so many characters each. */
  readonly old: number;
  readonly oldLength: number;
};

/** Contacts with the longest texts, each changed often: every event holds the texts before and those that are new. */
export async function longContacts(
  open: () => Database,
  { contacts, updates, old, oldLength }: LongContacts,
): Promise<void> {
  for (let id = 1; id <= contacts; id += 1) {
    const store = libsqlStores(open()).contacts;
    const character = id % 3 === 0 ? "👍" : id % 3 === 1 ? "x" : "é";
    const draft = {
      id,
      name: character.repeat(MAX_NAME_LENGTH),
      reference: character.repeat(MAX_REFERENCE_LENGTH),
      parentId: null,
    };
    await store.put(draft, "any", STAMP);
    if (id <= old) {
      const text = "o".repeat(oldLength);
      await open().write([
        { sql: "update contacts set on_stop_reason = ? where id = ?", args: [text, BigInt(id)] },
      ]);
    }
    for (let update = 0; update < updates; update += 1) {
      const of = (length: number) =>
        String.fromCodePoint(0x100 + update).padEnd(length - 1, character === "👍" ? "é" : character);
      const reason = id <= old ? {} : { onStopReason: of(EXTRA_TEXTS.onStopReason) };
      const patch = {
        accountReference: of(EXTRA_TEXTS.accountReference),
        flaggedReason: of(EXTRA_TEXTS.flaggedReason),
        ...reason,
      };
      const saved = await libsqlStores(open()).contacts.saveExtra({ by: "id", id }, patch, STAMP);
      if (saved.tag !== "saved") throw new Error(`a save of ours is refused: ${saved.tag}`);
    }
  }
}
