// A save that neither writes nor finds its reference, because it was inactivated in between, tries once more.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlReferences } from "../../src/adapters/libsql/references/reference-store.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { STAMP } from "../support/plan-work.ts";

const draft = () => {
  const absent = { benefitGroupId: null, statusId: null, createId: null, createSessionId: null };
  const read = draftReference(
    { accountId: 1, contactId: 2, crn: "123 456 789A", ...absent },
    { scheme: "any", identity: DEFAULT_IDENTITY },
  );
  if (!read.ok) throw new Error("refused");
  return read.value;
};

let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
beforeEach(() => test.empty());
afterAll(() => test.stop());

/** The database, but `times` batches are no transaction: another caller registers and inactivates in their midst. */
function torn(times: number): Database & { readonly trips: () => number } {
  const others = libsqlReferences(test.database);
  let trips = 0;
  return {
    ...test.database,
    trips: () => trips,
    write: async (statements) => {
      trips += 1;
      if (trips > times) return test.database.write(statements);
      const { reference } = await others.save(draft(), STAMP);
      const wrote = await test.database.write(statements.slice(0, 2));
      await others.deactivate(reference.id, STAMP);
      return [...wrote, ...(await test.database.write(statements.slice(2)))];
    },
  };
}

it("registers it when the one in use was inactivated between the write and the read", async () => {
  const database = torn(1);
  const saved = await libsqlReferences(database).save(draft(), STAMP);
  expect(saved).toMatchObject({ inserted: true, reference: { id: 2, inactivated: null } });
  expect(database.trips()).toBe(2);
});

it("tries no third time", async () => {
  const database = torn(9);
  await expect(libsqlReferences(database).save(draft(), STAMP)).rejects.toThrow("neither written nor found");
  expect(database.trips()).toBe(2);
});
