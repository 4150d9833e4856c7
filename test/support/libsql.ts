// Real databases for tests: a migrated file, or a migrated libSQL server of the test's own, ended by its own id.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { libsqlErasures } from "../../src/adapters/libsql/erasure/erasure-store.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { startSqld } from "../../tools/shared/sqld.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { putContacts, type StoreHarness } from "./store-harness.ts";

export type TestDatabase = {
  readonly url: string;
  readonly database: Database;
  /** A further connection, as another request or process would have. */
  readonly connect: () => Promise<Database>;
  readonly empty: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Also the counters, so that ids and `seq` begin with 1 again. */
export const emptyTables = (database: Database) =>
  database.write(
    [...TABLES, "idempotency_keys", "sqlite_sequence"].map((table) => ({
      sql: `delete from ${table}`,
      args: [],
    })),
  );

export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "receivables-edge-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function startFileDatabase(): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const url = `file:${join(folder.path, "test.db")}`;
  await migrateDatabase(url);
  const database = await openFile(url);
  return {
    url,
    database,
    connect: () => openFile(url),
    empty: async () => void (await emptyTables(database)),
    stop: async () => {
      database.close();
      folder.remove();
    },
  };
}

export async function startServerDatabase(): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const sqld = await startSqld(join(folder.path, "data"), await freePort());
  await migrateDatabase(sqld.url);
  const connect = () => openRemote({ url: sqld.url, token: undefined, timeoutMs: 20_000 });
  return {
    url: sqld.url,
    // A client is meant for one request: its trips share one deadline. So each call here has its own.
    database: {
      read: (statements) => connect().read(statements),
      write: (statements) => connect().write(statements),
      close: () => {},
    },
    connect: async () => connect(),
    empty: async () => void (await emptyTables(connect())),
    stop: async () => {
      await sqld.stop();
      folder.remove();
    },
  };
}

/** The contract suite over the databases that `start` gives: one for all of its tests, emptied before each. */
export function libsqlHarness(name: string, start: () => Promise<TestDatabase>): StoreHarness {
  let started: Promise<TestDatabase> | undefined;
  return {
    name,
    open: async (seeds) => {
      started ??= start();
      const test = await started;
      await test.empty();
      const stores = libsqlStores(test.database);
      await putContacts(stores.contacts, seeds);
      return {
        ...stores,
        erasures: libsqlErasures(() => test.database),
        claiming: (claim) => libsqlStores(test.database, claim),
      };
    },
    close: async () => (await started)?.stop(),
  };
}

/** The contract suites over real libSQL: an embedded file, and a server over HTTP. */
export const libsqlHarnesses = (): readonly StoreHarness[] => [
  libsqlHarness("libSQL file", startFileDatabase),
  libsqlHarness("libSQL server", startServerDatabase),
];
