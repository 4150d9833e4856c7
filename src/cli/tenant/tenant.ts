// `npm run tenant -- add acme`: makes, lists, brings up to date, blocks, backs up and removes the databases of tenants,
// with the settings of the service: DATABASE_URL, TENANTS, DATABASE_SIGNING_KEY.
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { withTenantsFile } from "../../http/server/all-settings.ts";
import { DEFAULT_DATABASE_URL } from "../../http/settings/database-url.ts";
import { readSettings, type Settings } from "../../http/settings/settings.ts";
import { helpIfAsked, refuse } from "../command-line.ts";
import { isVerb, runVerb } from "./run-verb.ts";
import { toolsOf } from "./tools.ts";

const USAGE = `Usage: npm run tenant -- VERB
  add NAME             makes the database, and prints a first key with every scope
  list                 all tenants that are known
  migrate [NAME…]      brings all of them, or these, up to date; run again it goes on
  block NAME           its keys get 403 from now on; unblock NAME opens it again
  remove NAME          deletes the database, once the name was typed again (--yes-remove NAME types it)
  backup NAME FILE     writes everything into a file of its own, while the service runs
  restore NAME FILE    makes the database of such a file; there must be none
The settings are the service's: DATABASE_URL, TENANTS or TENANTS_FILE, DATABASE_SIGNING_KEY. Namespaces of a libSQL server
are made at SQLD_ADMIN_URL with SQLD_ADMIN_KEY. For Turso the platform's own commands are printed.`;

helpIfAsked(USAGE);

function wordsOf() {
  try {
    const options = { "yes-remove": { type: "string" } } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : "The words cannot be read.", USAGE);
  }
}

function settingsOf(): Settings {
  const url = process.env.DATABASE_URL || DEFAULT_DATABASE_URL;
  const variables = withTenantsFile({ ...process.env, DATABASE_URL: url });
  if (typeof variables === "string") return refuse(`The environment is wrong: ${variables}.`, USAGE);
  const read = readSettings(variables);
  return "settings" in read
    ? read.settings
    : refuse(`The environment is wrong:\n  ${read.wrong.join("\n  ")}`, USAGE);
}

/** What is typed after the question. */
async function typedTo(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

const { positionals, values } = wordsOf();
const [verb, ...names] = positionals;
const settings = settingsOf();
if (!isVerb(verb)) refuse(verb === undefined ? "Say what to do." : `There is no verb ${verb}.`, USAGE);
process.exitCode = await runVerb(verb, names, toolsOf(settings, process.env), {
  confirmed: values["yes-remove"],
  ask: typedTo,
  say: console.log,
  complain: console.error,
  signer: process.env.API_KEY_SIGNING_KEY ?? "",
});
