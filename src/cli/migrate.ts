// `npm run migrate`: brings the database of DATABASE_URL (and DATABASE_TOKEN) up to date, before a deployment.
import { migrateDatabase } from "../adapters/libsql/connection/migrate.ts";
import { orExit } from "../http/server/start-failure.ts";
import { DEFAULT_DATABASE_URL, databaseUrlProblem, shownDatabase } from "../http/settings/database-url.ts";
import { optionsOf } from "./command-line.ts";

optionsOf(
  `Usage: npm run migrate
Brings the database of DATABASE_URL (default ${DEFAULT_DATABASE_URL}) up to date; DATABASE_TOKEN is its token.`,
  {},
);
const url = process.env.DATABASE_URL || DEFAULT_DATABASE_URL;
const problem = databaseUrlProblem(url);
if (problem !== null) {
  console.error(`The environment is wrong: DATABASE_URL: ${problem}.`);
  process.exit(2);
}
const shown = shownDatabase(url);
await orExit(`The database ${shown} cannot be used`, () =>
  migrateDatabase(url, process.env.DATABASE_TOKEN || undefined),
);
console.log(`The database ${shown} is up to date.`);
