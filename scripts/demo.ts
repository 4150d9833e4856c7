// `npm run demo`: the service on Node over a file of its own, with the known key and demo data; for this machine only.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../src/adapters/libsql/migrate.ts";
import { openFile } from "../src/adapters/libsql/open-file.ts";
import { demoCalls } from "./demo-calls.ts";
import { addDemoData } from "./demo-data.ts";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "./development-key.ts";
import { freePort } from "./free-port.ts";

const folder = process.env.DATA_FOLDER ?? fileURLToPath(new URL("../.data", import.meta.url));
const url = `file:${join(folder, "demo.db")}`;
await migrateDatabase(url);
const database = await openFile(url);
await addDemoData(database);
database.close();

const wanted = Number(process.env.PORT ?? 8787);
const port = await freePort(wanted);
if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
Object.assign(process.env, {
  DATABASE_URL: url,
  API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
  HOST: "127.0.0.1",
  PORT: String(port),
});
await import("../src/http/node.ts");
console.log(demoCalls(`http://127.0.0.1:${port}`, DEVELOPMENT_KEY));
