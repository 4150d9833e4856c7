// Made-up but valid data in bulk, the same for the same seed: contacts, payment references, plans with their first event.
import { createHash } from "node:crypto";
import type { Database, Statement } from "../../src/adapters/libsql/connection/database.ts";
import { createStatements } from "../../src/adapters/libsql/plans/plan-store.ts";
import { saveReferences } from "../../src/adapters/libsql/references/bulk-references.ts";
import { insertSelect } from "../../src/adapters/libsql/schema/by-name.ts";
import { placeholder, sql } from "../../src/adapters/libsql/schema/sql.ts";
import { prepare } from "../../src/adapters/libsql/schema/statement.ts";
import { contacts } from "../../src/adapters/libsql/schema/tables.ts";
import { createPlan } from "../../src/domain/plans/commands/create-plan.ts";
import type { CreatePlan, Policy } from "../../src/domain/plans/commands/plan-command.ts";
import { encodeCommand } from "../../src/domain/plans/history/command-text.ts";
import { planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference, type ReferenceDraft } from "../../src/domain/references/save-reference.ts";
import { parseCurrency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { formatMinor } from "../../src/domain/values/money.ts";

/** Every plan begins here and has 52 weekly instalments. */
export const PLAN_START = "2025-01-06" as LocalDate;
export const PLAN_COUNT = 52;

const STAMP = { at: "2025-01-01T00:00:00.000Z", by: "grow" };
const POLICY: Policy = { arrears: "roll", today: "2025-01-01" as LocalDate };

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

const insertContacts = prepare(() =>
  insertSelect({
    into: contacts,
    values: {
      id: sql`value`,
      reference: sql`'GROW-' || value`,
      name: sql`'Contact ' || value`,
      createdAt: placeholder("at"),
      createdBy: placeholder("by"),
      updatedAt: placeholder("at"),
      updatedBy: placeholder("by"),
    },
    rest: sql`from json_each(${placeholder("ids")}) where true on conflict do nothing`,
  }),
);

/** Contacts `from` to `to` (not included), whose numbers are their ids; those that are there stay. */
export async function growContacts(database: Database, from: number, to: number): Promise<void> {
  await database.write([insertContacts({ ...STAMP, ids: JSON.stringify(range(from, to)) })]);
}

/** References `from` to `to` (not included), spread over the contacts; those that are there stay. */
export async function growReferences(
  database: Database,
  from: number,
  to: number,
  contactCount: number,
): Promise<void> {
  const drafts = range(from, to).map((number): ReferenceDraft => {
    const draft = draftReference(
      {
        accountId: 1 + (number % 7),
        contactId: 1 + (number % contactCount),
        crn: `${String(number).padStart(9, "0")}G`,
        benefitGroupId: null,
        statusId: null,
        createId: null,
        createSessionId: null,
      },
      { scheme: "any", identity: DEFAULT_IDENTITY },
    );
    if (!draft.ok) throw new Error("a reference of ours is refused");
    return draft.value;
  });
  await saveReferences(database, drafts, STAMP);
}

const AUD = parseCurrency("AUD");
const digest = async (text: string): Promise<string> => createHash("sha256").update(text).digest("hex");

async function planStatements(random: (limit: number) => number): Promise<Statement[]> {
  if (AUD === null) throw new Error("AUD is a currency");
  const amount = BigInt(1_000 + random(19_000));
  const command: CreatePlan = {
    kind: "create",
    clientId: 1 + random(10_000),
    businessUnitId: 1 + random(20),
    currency: AUD,
    terms: { start: PLAN_START, amount, count: PLAN_COUNT, recurrence: "Weekly", state: "Active" },
    asWritten: { start: `${PLAN_START}T00:00:00`, amount: formatMinor(amount, AUD) },
    method: "Cash",
  };
  const created = createPlan(command, POLICY, STAMP);
  if (!created.ok) throw new Error(`a plan of ours is refused: ${created.error.tag}`);
  const record = { command, policy: POLICY, stamp: STAMP };
  const nonce = `grown ${random(2 ** 31)} ${random(2 ** 31)}`;
  const requestHash = await digest(encodeCommand(command));
  const event = await sealEvent(planEvent(1, record, created.value, requestHash, nonce), digest);
  return createStatements(created.value.after, event);
}

/** That many more plans, each with its rows and a first event that passes the check of its history. */
export async function growPlans(
  database: Database,
  count: number,
  random: (limit: number) => number,
): Promise<void> {
  const statements = await Promise.all(Array.from({ length: count }, () => planStatements(random)));
  await database.write(statements.flat());
}
