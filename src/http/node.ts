// The entry point under Node: the same app over an embedded libSQL file (or a server), migrated before it listens.
import { serve } from "@hono/node-server";
import { migrateDatabase } from "../adapters/libsql/migrate.ts";
import { openFile } from "../adapters/libsql/open-file.ts";
import { remoteOpener } from "../adapters/libsql/open-replicated.ts";
import { createApp } from "./app.ts";
import { logWriter } from "./log-writer.ts";
import { readSettings } from "./settings.ts";
import { libsqlStores } from "./stores.ts";

const read = readSettings({ DATABASE_URL: "file:.data/receivables.db", ...process.env });
if ("wrong" in read) {
  console.error(`The environment is wrong:\n  ${read.wrong.join("\n  ")}`);
  process.exit(2);
}
const { settings } = read;
const { DATABASE_URL: url, DATABASE_TOKEN: token, DATABASE_TIMEOUT_MS: timeoutMs } = settings;
await migrateDatabase(url, token);
const file = url.startsWith("file:") ? await openFile(url) : null;

const open = remoteOpener({ url, token, timeoutMs, replicaUrl: settings.DATABASE_REPLICA_URL }, Date.now);

const { log, flush } = logWriter((lines) => process.stdout.write(lines));
process.once("exit", flush);

const app = createApp({
  settings,
  openStores: (claim, trace, freshness = "newest") =>
    libsqlStores(file ?? open(trace?.traceparent, freshness), claim),
  clock: Date.now,
  randomId: () => crypto.randomUUID(),
  log,
});

const hostname = process.env.HOST ?? "127.0.0.1";
const server = serve({ fetch: app.fetch, hostname, port: Number(process.env.PORT ?? 8787) }, ({ port }) => {
  console.log(
    `Listening on http://${hostname}:${port}, database ${file === null ? new URL(url).host : url}.`,
  );
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => {
      file?.close();
      process.exit(0);
    });
  });
}
