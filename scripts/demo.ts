// `npm run demo`: the service on Node over a file of its own, with the known key and demo data; for this machine only.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../src/adapters/libsql/connection/open-file.ts";
import { helpIfAsked } from "../src/cli/command-line.ts";
import { todayIn } from "../src/http/request/clock.ts";
import { freePort } from "../tools/shared/free-port.ts";
import { ensureAssets } from "./build-assets.ts";
import { demoCalls } from "./demo-calls.ts";
import { addDemoData } from "./demo-data.ts";
import { addDemoWorld } from "./demo-world.ts";
import { DEVELOPMENT_KEY } from "./development-key.ts";
import { DEVELOPMENT_ZONE, developmentSettings } from "./development-settings.ts";

helpIfAsked(`Usage: npm run demo
Serves demo data on this machine alone, on Node over a file. PORT wishes for a port, DATA_FOLDER and TIME_ZONE are heeded.`);
await ensureAssets();
const { variables, port: wanted } = developmentSettings(process.env);
const folder = process.env.DATA_FOLDER ?? fileURLToPath(new URL("../.data", import.meta.url));
const url = `file:${join(folder, "demo.db")}`;
await migrateDatabase(url);
const database = await openFile(url);
await addDemoData(database);
const today = todayIn(variables.TIME_ZONE ?? DEVELOPMENT_ZONE, Date.now());
await addDemoWorld({ connect: () => database, today, newSalt: randomUUID });
database.close();

const port = await freePort(wanted);
if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
Object.assign(process.env, {
  DATABASE_URL: url,
  ...variables,
  HOST: "127.0.0.1",
  PORT: String(port),
});
await import("../src/http/node.ts");
console.log(demoCalls(`http://127.0.0.1:${port}`, DEVELOPMENT_KEY));
