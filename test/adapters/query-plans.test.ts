// How the database goes about each query of contacts, references and events: by an index, never through a table.
import { createClient } from "@libsql/client/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Statement } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { WHOLE } from "../../src/domain/ports/reach.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { NormalisedCrn } from "../../src/domain/references/crn.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { STAMP } from "../support/plan-work.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());

/** The trips that a call makes, each with its statements. */
async function tripsOf(call: (stores: Stores) => Promise<unknown>): Promise<(readonly Statement[])[]> {
  const trips: (readonly Statement[])[] = [];
  const recording: Database = {
    ...test.database,
    read: (statements) => {
      trips.push(statements);
      return test.database.read(statements);
    },
    write: (statements) => {
      trips.push(statements);
      return test.database.write(statements);
    },
  };
  await call(libsqlStores(recording));
  return trips;
}

async function planOf({ sql, args }: Statement): Promise<string[]> {
  const client = createClient({ url: test.url });
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args });
  client.close();
  return rows.map((row) => String(row.detail));
}

const page = { after: 5, limit: 10 };
const draft = draftReference(
  {
    accountId: 1,
    contactId: 2,
    crn: "A",
    benefitGroupId: null,
    statusId: null,
    createId: null,
    createSessionId: null,
  },
  { scheme: "any", identity: DEFAULT_IDENTITY },
);
if (!draft.ok) throw new Error("refused");

const LOOKED_FOR = {
  contacts: { beginnings: ["joe", "JOE"], id: 7 },
  references: { ending: "789A" as NormalisedCrn, whole: false, limit: 20 },
  planId: 1,
  within: WHOLE,
};

const CALLS: readonly (readonly [string, (stores: Stores) => Promise<unknown>])[] = [
  ["a list of contacts", ({ contacts }) => contacts.list(page)],
  ["a contact", ({ contacts }) => contacts.byId(1)],
  ["a chain of contacts", ({ contacts }) => contacts.chain(1)],
  ["a put", ({ contacts }) => contacts.put({ id: 1, reference: "R", name: "N", parentId: 2 }, "any", STAMP)],
  ["an extra by id", ({ contacts }) => contacts.saveExtra({ by: "id", id: 1 }, {}, STAMP)],
  [
    "an extra by reference",
    ({ contacts }) => contacts.saveExtra({ by: "reference", reference: "R" }, {}, STAMP),
  ],
  ["a contact as of then", ({ contacts }) => contacts.asOf(1, 5)],
  ["credit facts", ({ contacts }) => contacts.saveCredit(1, {}, STAMP, "any")],
  ["a save as of then", ({ references }) => references.saveAsOf(1, 5)],
  ["a reference", ({ references }) => references.byId(1)],
  ["a save of a reference", ({ references }) => references.save(draft.value, STAMP)],
  ["a deactivation", ({ references }) => references.deactivate(1, STAMP)],
  ...[null, 2].flatMap((contactId) =>
    [true, false].map(
      (activeOnly) =>
        [
          `a list of references (contact ${contactId}, active ${activeOnly})`,
          ({ references }: Stores) => references.list({ ...page, contactId, activeOnly }),
        ] as const,
    ),
  ),
  ["the feed", ({ events }) => events.feed(page)],
  ["a search", ({ search }) => search(LOOKED_FOR)],
  [
    "a search within a reach",
    ({ search }) => search({ ...LOOKED_FOR, within: { businessUnits: [3], accounts: [1] } }),
  ],
  ["a history", ({ events }) => events.history("contact", 1, page)],
];

describe("one trip, by an index", () => {
  it.each(CALLS)("for %s", async (name, call) => {
    const trips = await tripsOf(call);
    expect(trips).toHaveLength(1);
    const plans = await Promise.all((trips[0] ?? []).map(planOf));
    const steps = plans.flat();
    expect(steps.filter((step) => /^SEARCH/.test(step))).not.toEqual([]);
    expect(
      steps.filter((step) => /^SCAN (contacts|contact_words|payment_references|events|plans)\b/.test(step)),
    ).toEqual([]);
    if (/list|feed|history/.test(name)) expect(steps.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
  });

  it("would show a walk through a table", async () => {
    expect(await planOf({ sql: "select * from contacts where name = 'a'", args: [] })).toEqual([
      "SCAN contacts",
    ]);
  });
});
