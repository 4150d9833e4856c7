// `npm run dev`: the service in the real Workers runtime over a real libSQL server, migrated and with demo data.
// `npm run dev:deno` and `npm run dev:bun`: the same there.
import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { namespaceTokens } from "../src/adapters/libsql/connection/namespace-token.ts";
import { openRemote } from "../src/adapters/libsql/connection/open-remote.ts";
import { helpIfAsked } from "../src/cli/command-line.ts";
import { sqldAdmin } from "../src/cli/tenant/sqld-admin.ts";
import { todayIn } from "../src/http/request/clock.ts";
import { freePort } from "../tools/shared/free-port.ts";
import { RUNTIMES, type Runtime, runtimeCommand } from "../tools/shared/runtimes.ts";
import { sqldBinary } from "../tools/shared/sqld.ts";
import { startNamespacedSqld } from "../tools/shared/sqld-namespaces.ts";
import { startTethered, type Tethered } from "../tools/shared/tethered.ts";
import { answers, waitUntilReady } from "../tools/shared/wait-until-ready.ts";
import { ensureAssets } from "./build-assets.ts";
import { demoCalls } from "./demo-calls.ts";
import { addDemoData } from "./demo-data.ts";
import { addDemoWorld } from "./demo-world.ts";
import { DEVELOPMENT_KEY, SECOND_KEY, TWO_TENANTS_API_KEYS } from "./development-key.ts";
import { DEVELOPMENT_ZONE, developmentSettings } from "./development-settings.ts";

helpIfAsked(`Usage: npm run dev | npm run dev:deno | npm run dev:bun
Serves demo data on this machine alone, over a libSQL server. PORT wishes for a port, DATA_FOLDER and TIME_ZONE are heeded.`);
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DATA = process.env.DATA_FOLDER ?? join(ROOT, ".data");
const runtime = (process.argv[2] ?? "workerd") as Runtime;
if (!RUNTIMES.includes(runtime)) throw new Error(`one of ${RUNTIMES.join(", ")} is expected`);
const { variables, port: WANTED_PORT } = developmentSettings(process.env);
const WANTED_DATABASE_PORT = 8880;
const READY_TIMEOUT_MS = 60_000;

if (sqldBinary() === null) {
  console.error(
    `npm has no libSQL server for ${process.platform}-${process.arch}. \`npm start\` runs the service over a file.`,
  );
  process.exit(1);
}

const running: Tethered[] = [];
let stopping: Promise<void> | undefined;
/** Ends what was started, last first, and then us. */
function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    for (const tethered of running.reverse()) await tethered.stop();
    process.exit(exitCode);
  })();
  return stopping;
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function run(): Promise<void> {
  mkdirSync(DATA, { recursive: true });
  await ensureAssets();
  console.log("Starting the libSQL server and applying migrations …");
  const sqld = await startNamespacedSqld(join(DATA, "tenants"), { port: WANTED_DATABASE_PORT });
  running.push(sqld.tethered);
  const { SQLD_ADMIN_URL, SQLD_ADMIN_KEY, ...served } = sqld.variables;
  const admin = sqldAdmin(SQLD_ADMIN_URL, SQLD_ADMIN_KEY);
  const tokenFor = namespaceTokens(served.DATABASE_SIGNING_KEY, Date.now);
  // Two businesses, so that what is developed is always what many have.
  for (const namespace of ["default", "second"]) {
    const place = { url: sqld.url, token: undefined, namespace, tokenFor };
    await admin.create(namespace);
    await migrateDatabase(place);
    if (namespace !== "default") continue;
    const connect = () => openRemote({ ...place, timeoutMs: 10_000 });
    await addDemoData(connect());
    await addDemoWorld({
      connect,
      today: todayIn(variables.TIME_ZONE ?? DEVELOPMENT_ZONE, Date.now()),
      newSalt: randomUUID,
    });
  }

  const port = await freePort(WANTED_PORT);
  if (port !== WANTED_PORT) console.log(`Port ${WANTED_PORT} is taken; using ${port}.`);
  console.log(`Starting the service on ${runtime} …`);
  const service = await startRuntime(port, {
    ...served,
    RATE_LIMITS: "off",
    ...variables,
    API_KEYS: JSON.stringify(TWO_TENANTS_API_KEYS),
    TENANTS: '{"*":{"DATABASE_NAMESPACE":"{tenant}"},"default":{}}',
  });
  running.push(service);
  console.log(demoCalls(`http://127.0.0.1:${port}`, DEVELOPMENT_KEY, SECOND_KEY));

  const first = await Promise.race([
    service.ended.then(() => runtime),
    sqld.tethered.ended.then(() => "the libSQL server"),
  ]);
  if (stopping === undefined) throw new Error(`${first} ended; so do we.`);
}

async function startRuntime(port: number, variables: Record<string, string>): Promise<Tethered> {
  const file = join(DATA, "dev.env");
  writeFileSync(
    file,
    Object.entries(variables)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(""),
  );
  const { command, args, env } = runtimeCommand(runtime, port, await freePort(), variables, file);
  let early = "";
  let ready = false;
  const tethered = startTethered(command, args, {
    env,
    onOutput: (text) => {
      if (ready) process.stdout.write(text);
      else early += text;
    },
  });
  const isReady = () => answers(`http://127.0.0.1:${port}/ready`);
  const { ended } = tethered;
  ready = await waitUntilReady(isReady, { timeoutMs: READY_TIMEOUT_MS, pauseMs: 100, ended });
  if (!ready) {
    await tethered.stop();
    throw new Error(`${runtime} did not start:\n${early}`);
  }
  return tethered;
}
