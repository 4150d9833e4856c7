// The order in which a table has its columns means nothing: over one that has them the other way round every store
// keeps its promises, and every write leaves the same behind.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Row } from "../../src/adapters/libsql/connection/database.ts";
import { loadersFor } from "../../src/cli/import/import-loaders.ts";
import { newReport } from "../../src/cli/import/import-report.ts";
import { loadFile } from "../../src/cli/import/import-run.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { KEYED_WRITES, type KeyedWrite } from "../../tools/shared/keyed-writes.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { libsqlHarness, startFileDatabase, type TestDatabase, temporaryFolder } from "../support/libsql.ts";
import { startReorderedDatabase } from "../support/reordered-database.ts";
import { AS_WRITER, prepared, rowsOf, sender, serviceOver, told } from "../support/repeats.ts";
import { storeContract } from "./store-contract.ts";

storeContract(libsqlHarness("libSQL file with its columns in another order", startReorderedDatabase));

const ALL_TABLES = [...TABLES, "idempotency_keys"];
const folder = temporaryFolder();
let usual: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  usual = await startFileDatabase();
  other = await startReorderedDatabase();
});
afterAll(async () => {
  await usual.stop();
  await other.stop();
  folder.remove();
});

/** Every row of every table, by the names of its columns. */
async function everythingIn({ database }: TestDatabase): Promise<Record<string, readonly Row[]>> {
  const tables = await Promise.all(
    ALL_TABLES.map(async (table) => [table, await rowsOf(database, `select * from ${table} order by rowid`)]),
  );
  return Object.fromEntries(tables);
}

/** What a nonce or a salt is in differs from load to load. */
const withoutChance = ({ salt: _salt, hash: _h, previous_hash: _p, event_hash: _e, body, ...row }: Row) => ({
  ...row,
  body: String(body).replace(/"(?:previousHash|requestHash|commitment)":"[^"]*"/g, ""),
});

const columnsIn = async ({ database }: TestDatabase, table: string): Promise<readonly unknown[]> =>
  (await rowsOf(database, `select name, type, "notnull", dflt_value from pragma_table_info('${table}')`)).map(
    ({ name, type, notnull, dflt_value: fallback }) => [name, type, notnull, fallback],
  );

it.each(ALL_TABLES)("the other database has the columns of %s in reverse, and no others", async (table) => {
  const columns = await columnsIn(usual, table);
  expect(columns.length).toBeGreaterThan(1);
  expect(await columnsIn(other, table)).toEqual(columns.toReversed());
});

describe("the same is left behind by", () => {
  it.each(KEYED_WRITES)("$call: $name, sent twice", async (write: KeyedWrite) => {
    const play = async (test: TestDatabase) => {
      const sent = await prepared(test, write);
      const send = sender(serviceOver(test.database), AS_WRITER);
      const answers = [await told(await send(sent)), await told(await send(sent))];
      return { answers, kept: await everythingIn(test) };
    };
    const expected = await play(usual);
    expect(expected.answers[0]?.status).toBeLessThan(300);
    expect(expected.kept.idempotency_keys).toHaveLength(1);
    expect(await play(other)).toEqual(expected);
  });

  const FILES = {
    contacts: [
      "id,name,reference,parentId,creditLimit,creditLimitCurrency,accountBalance,onStopReason",
      '2,"Branch, West",B-2,1,250.00,AUD,12.5,',
      "1,Group,,,,,,talks",
    ],
    references: [
      "accountId,contactId,crn,benefitGroupId,statusId",
      "1,2,204 815 733K,4,",
      "1,2,307 111 942H,,2",
    ],
    plans: [
      "key,clientId,businessUnitId,start,amount,count,recurrence,paymentMethod",
      "P-1,2,3,2025-01-31,80.00,12,Monthly,Cash",
    ],
    payments: [
      "key,planKey,planId,amount,receivedOn,instalment,note",
      "A,P-1,,80.00,2025-01-30,,at the counter",
      "B,,1,40,2025-02-27,3,",
    ],
  };

  it("loading files, once and again", async () => {
    const read = readSettings({ DATABASE_URL: usual.url });
    if ("wrong" in read) throw new Error(read.wrong.join("; "));
    const loaders = loadersFor(read.settings);
    const load = async (test: TestDatabase) => {
      await test.empty();
      const stamp = { at: "2026-01-02T03:04:05.678Z", by: "import" };
      const counts: unknown[] = [];
      for (const kind of [...Object.keys(FILES), ...Object.keys(FILES)] as (keyof typeof FILES)[]) {
        const path = join(folder.path, `${kind}.csv`);
        writeFileSync(path, `${FILES[kind].join("\n")}\n`);
        const report = newReport(kind, () => {});
        const run = { connect: () => test.database, stamp: () => stamp, report, onProgress: () => {} };
        const loader = loaders[kind] as Parameters<typeof loadFile<unknown>>[0];
        await loadFile(loader, path, run);
        counts.push({ ...report.counts });
      }
      return { counts, kept: await everythingIn(test) };
    };
    const expected = await load(usual);
    expect(expected.counts[4]).toMatchObject({ unchanged: 2, created: 0 });
    expect(expected.kept.payment_imports).toHaveLength(2);
    const loaded = await load(other);
    expect(loaded.counts).toEqual(expected.counts);
    for (const table of ALL_TABLES) {
      const [rows, others] = [expected.kept, loaded.kept].map((kept) =>
        (kept[table] ?? []).map(withoutChance),
      );
      expect(others, table).toEqual(rows);
    }
  });
});
