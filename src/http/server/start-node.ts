// The service as a process under Node: over an embedded file, or a server, migrated before it listens.
import type { Database } from "../../adapters/libsql/connection/database.ts";
import type { FileDatabase } from "../../adapters/libsql/connection/embedded-file.ts";
import { filePool } from "../../adapters/libsql/connection/file-pool.ts";
import { migrateDatabase } from "../../adapters/libsql/connection/migrate.ts";
import { namespaceTokens } from "../../adapters/libsql/connection/namespace-token.ts";
import { inOneFile } from "../../adapters/libsql/connection/one-file.ts";
import { openFile, openOneOfMany } from "../../adapters/libsql/connection/open-file.ts";
import { remoteOpener } from "../../adapters/libsql/connection/open-replicated.ts";
import { writerQueues } from "../../adapters/libsql/connection/writer-queue.ts";
import { libsqlStores } from "../../adapters/libsql/stores.ts";
import type { Freshness } from "../../domain/ports/freshness.ts";
import { anyTenantReady } from "../health/tenant-readiness.ts";
import { hasKeys } from "../request/key/key-check.ts";
import { addressFrom } from "../request/limits/caller-address.ts";
import { memoryLimiter } from "../request/limits/memory-limiter.ts";
import { logWriter } from "../request/log/log-writer.ts";
import type { DatabasePlace } from "../settings/database-place.ts";
import { isFileUrl, shownDatabase } from "../settings/database-url.ts";
import { DEFAULT_TENANT } from "../settings/tenant-name.ts";
import { serviceOf } from "../tenant-apps.ts";
import { type AllSettings, NO_KEYS } from "./all-settings.ts";
import { listen } from "./node-server.ts";
import { nodePeer } from "./peer.ts";
import { orExit } from "./start-failure.ts";
import { NO_PAGES, staticFiles } from "./static-files.ts";
import { onStopSignal } from "./stop-signals.ts";

export async function startNode({ service, process: own }: AllSettings): Promise<void> {
  const { DATABASE_TIMEOUT_MS: timeoutMs, DATABASE_SIGNING_KEY: signingKey, TENANTS } = service;
  const tokenFor = signingKey === undefined ? undefined : namespaceTokens(signingKey, Date.now);
  // Other tenants' databases are brought up to date by a command, before the version that needs it runs.
  const main = TENANTS.find(DEFAULT_TENANT)?.database;
  const isMain = (url: string): boolean => url === main?.url;
  const shown = main === undefined ? "of each tenant" : shownDatabase(main.url);
  const file = await orExit(`The database ${shown} cannot be used`, async () => {
    if (main === undefined || (TENANTS.many && !TENANTS.names.includes(DEFAULT_TENANT))) return null;
    await migrateDatabase({ ...main, tokenFor });
    return isFileUrl(main.url) ? openFile(main.url) : null;
  });
  const pool = filePool(own.maxOpenFiles, openOneOfMany);
  const remote = remoteOpener({ timeoutMs, tokenFor, queueOf: writerQueues() }, Date.now);
  const open = (place: DatabasePlace, traceparent?: string, freshness: Freshness = "newest"): Database => {
    if (!isFileUrl(place.url)) return remote(place, traceparent, freshness);
    return file !== null && isMain(place.url) ? inOneFile(file) : pool.open(place.url);
  };
  const { log, flush } = logWriter((lines) => process.stdout.write(lines));
  process.once("exit", flush);

  const files = staticFiles();
  const app = serviceOf({
    settings: service,
    openStores: ({ database }, claim, trace, freshness) =>
      libsqlStores(open(database, trace?.traceparent, freshness), claim),
    ready: anyTenantReady(service, (place) => libsqlStores(open(place)).ready()),
    limiter: service.RATE_LIMITS === "on" ? memoryLimiter(own.quotas, () => performance.now()) : undefined,
    addressOf: addressFrom(own.addressHeader, nodePeer),
    builtPage: files.page,
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log,
  });
  const server = await orExit(`Cannot listen on ${own.hostname}:${own.port}`, () =>
    listen((request, env) => files.answer(request) ?? app.fetch(request, env), own),
  );
  if (!hasKeys(service)) console.error(NO_KEYS);
  if (files.size === 0) console.error(NO_PAGES);
  console.log(`Listening on http://${own.hostname}:${server.address.port}, database ${shown}.`);
  onStopSignal(async () => {
    await server.stop();
    const left = pool.close();
    return Math.max(closeFile(file), left.length === 0 ? 0 : notWhole());
  });
}

/** The exit code: 0 where the file alone holds everything now. */
function closeFile(file: FileDatabase | null): number {
  if (file === null) return 0;
  try {
    const whole = file.checkpoint();
    file.close();
    if (whole) return 0;
  } catch {
    // The same as a log that another process holds on to.
  }
  return notWhole();
}

function notWhole(): number {
  console.error(
    "The log could not be brought into the database file: a copy needs the file ending in -wal too.",
  );
  return 1;
}
