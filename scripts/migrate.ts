// `npm run migrate`: brings the database of DATABASE_URL (and DATABASE_TOKEN) up to date, before a deployment.
import { migrateDatabase } from "../src/adapters/libsql/migrate.ts";

const { DATABASE_URL: url, DATABASE_TOKEN: token } = process.env;
if (url === undefined || url === "") {
  console.error("Set DATABASE_URL (and DATABASE_TOKEN) to the database that is to be migrated.");
  process.exit(2);
}
await migrateDatabase(url, token);
console.log(`The database at ${new URL(url).host || url} is up to date.`);
