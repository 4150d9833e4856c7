// `npm run tenant -- add acme`: makes, lists, brings up to date, blocks, backs up and removes the databases of tenants,
// with the settings of the service: DATABASE_URL, TENANTS, DATABASE_SIGNING_KEY.
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { SCOPES, sha256 } from "../../http/request/key/api-key.ts";
import { withTenantsFile } from "../../http/server/all-settings.ts";
import { DEFAULT_DATABASE_URL } from "../../http/settings/database-url.ts";
import { readSettings, type Settings } from "../../http/settings/settings.ts";
import { helpIfAsked, refuse } from "../command-line.ts";
import { newKey } from "../new-key.ts";
import { signedKey, signingKeyOf } from "../sign-key.ts";
import { allTenants, lineOf, migrateAll } from "./all-tenants.ts";
import { add, backup, block, remove, restore, unblock } from "./tenant-verbs.ts";
import { placeOf, Refused, type Tools, toolsOf } from "./tools.ts";

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

/** A first key: signed where the key for that is at hand, else one with an entry for API_KEYS. */
async function firstKey(tools: Tools, text: string | undefined): Promise<string> {
  const { name } = placeOf(tools, text);
  const members = { name: `${name}-first`, scopes: SCOPES, tenant: name };
  const signing = signingKeyOf(process.env.API_KEY_SIGNING_KEY ?? "");
  if (signing !== null) {
    const { key, id } = signedKey(signing, members);
    return `Its first key, shown once; the id ${id} revokes it:\n  ${key}`;
  }
  const key = newKey();
  const entry = JSON.stringify({ ...members, hash: await sha256(key) });
  return `Its first key, shown once:\n  ${key}\nIts entry for the secret API_KEYS:\n  ${entry}`;
}

async function isConfirmed(name: string | undefined, typed: string | undefined): Promise<boolean> {
  if (typed !== undefined) return typed === name;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (
      (await lines.question(`Everything of ${name} will be gone. Type its name to remove it: `)) === name
    );
  } finally {
    lines.close();
  }
}

const { positionals, values } = wordsOf();
const [verb, name, file] = positionals;
const tools = toolsOf(settingsOf(), process.env);

async function run(): Promise<void> {
  switch (verb) {
    case "add":
      console.log(await add(tools, name));
      if (placeOf(tools, name).kind !== "turso") console.log(await firstKey(tools, name));
      return;
    case "list":
      for (const tenant of await allTenants(tools)) console.log(lineOf(tools, tenant));
      return;
    case "migrate": {
      const named = positionals.slice(1);
      const tenants = named.length > 0 ? named.map((one) => placeOf(tools, one)) : await allTenants(tools);
      const failed = await migrateAll(tools, tenants, (line) => console.log(line));
      console.log(`${tenants.length - failed} of ${tenants.length} are up to date.`);
      if (failed > 0) process.exitCode = 1;
      return;
    }
    case "remove":
      placeOf(tools, name);
      if (!(await isConfirmed(name, values["yes-remove"]))) throw new Refused("Nothing was removed.");
      console.log(await remove(tools, name));
      return;
    case "block":
    case "unblock":
    case "backup":
    case "restore":
      console.log(await { block, unblock, backup, restore }[verb](tools, name, file));
      return;
    default:
      refuse(verb === undefined ? "Say what to do." : `There is no verb ${verb}.`, USAGE);
  }
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Refused ? 1 : 2;
}
