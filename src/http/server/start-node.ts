// The service as a process under Node: over an embedded file, or a server, migrated before it listens.
import type { FileDatabase } from "../../adapters/libsql/connection/embedded-file.ts";
import { migrateDatabase } from "../../adapters/libsql/connection/migrate.ts";
import { inOneFile } from "../../adapters/libsql/connection/one-file.ts";
import { openFile } from "../../adapters/libsql/connection/open-file.ts";
import { remoteOpener } from "../../adapters/libsql/connection/open-replicated.ts";
import { libsqlStores } from "../../adapters/libsql/stores.ts";
import { createApp } from "../app.ts";
import { describeV1 } from "../openapi/v1-description.ts";
import { addressFrom } from "../request/limits/caller-address.ts";
import { memoryLimiter } from "../request/limits/memory-limiter.ts";
import { logWriter } from "../request/log/log-writer.ts";
import { isFileUrl, shownDatabase } from "../settings/database-url.ts";
import { type AllSettings, NO_KEYS } from "./all-settings.ts";
import { builtFolder } from "./built-folder.ts";
import { listen } from "./node-server.ts";
import { nodePeer } from "./peer.ts";
import { orExit } from "./start-failure.ts";
import { onStopSignal } from "./stop-signals.ts";

export async function startNode({ service, process: own }: AllSettings): Promise<void> {
  const { DATABASE_URL: url, DATABASE_TOKEN: token, DATABASE_TIMEOUT_MS: timeoutMs } = service;
  const shown = shownDatabase(url);
  const file = await orExit(`The database ${shown} cannot be used`, async () => {
    await migrateDatabase(url, token);
    return isFileUrl(url) ? openFile(url) : null;
  });
  const open = remoteOpener({ url, token, timeoutMs, replicaUrl: service.DATABASE_REPLICA_URL }, Date.now);
  const { log, flush } = logWriter((lines) => process.stdout.write(lines));
  process.once("exit", flush);

  const app = createApp({
    settings: service,
    openStores: (claim, trace, freshness = "newest") =>
      libsqlStores(file === null ? open(trace?.traceparent, freshness) : inOneFile(file), claim),
    limiter: service.RATE_LIMITS === "on" ? memoryLimiter(own.quotas, () => performance.now()) : undefined,
    addressOf: addressFrom(own.addressHeader, nodePeer),
    v1Description: describeV1,
    builtFile: builtFolder,
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log,
  });
  const server = await orExit(`Cannot listen on ${own.hostname}:${own.port}`, () =>
    listen((request, env) => app.fetch(request, env as object), own),
  );
  if ((service.API_KEYS ?? []).length === 0) console.error(NO_KEYS);
  console.log(`Listening on http://${own.hostname}:${server.address.port}, database ${shown}.`);
  onStopSignal(async () => {
    await server.stop();
    return closeFile(file);
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
  console.error(
    "The log could not be brought into the database file: a copy needs the file ending in -wal too.",
  );
  return 1;
}
