// `npm run erase -- --contact 7 --yes`: takes what is known of a person out of the database of DATABASE_URL; see
// docs/erasure.md for what goes, what stays, and what else there is to do.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Database } from "../adapters/libsql/connection/database.ts";
import { filePathOf } from "../adapters/libsql/connection/file-folder.ts";
import { openFile } from "../adapters/libsql/connection/open-file.ts";
import { scrubFile } from "../adapters/libsql/connection/scrub-file.ts";
import { libsqlErasures } from "../adapters/libsql/erasure/erasure-store.ts";
import { isId } from "../domain/values/ids.ts";
import { isWithin, MAX_ACTOR_LENGTH } from "../domain/values/text-length.ts";
import { isFileUrl } from "../http/settings/database-url.ts";
import { type Erased, eraseContact, erasePlans } from "./erase-run.ts";
import { tenantSettings } from "./tenant-option.ts";

const USAGE = `npm run erase -- [--contact ID] [--plan ID] [--client ID] --dry-run | --yes [--actor NAME] [--tenant NAME]
--contact: its texts, and the CRNs of the payment references in its name. --plan, --client: what was written about the
payments of one plan, or of all plans of a client. --dry-run says what there is and changes nothing.`;
const TRIP_TIMEOUT_MS = 30_000;
const SCRUB_WAIT_MS = 5_000;

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const actor = { type: "string", default: "erase" } as const;
    const options = {
      contact: text,
      plan: text,
      client: text,
      tenant: text,
      "dry-run": flag,
      yes: flag,
      actor,
    };
    return parseArgs({ options }).values;
  } catch (error) {
    return usage(error instanceof Error ? error.message : "");
  }
}

function idOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return isId(id) ? id : usage(`--${name} takes the number of one.`);
}

const options = readArguments();
const [contact, plan, client] = [
  idOf("contact", options.contact),
  idOf("plan", options.plan),
  idOf("client", options.client),
];
if (contact === null && plan === null && client === null) usage("Say what to erase.");
if (options.yes === options["dry-run"])
  usage("Say --dry-run to see what would be erased, or --yes to erase it.");
if (options.actor.trim() === "" || !isWithin(options.actor, MAX_ACTOR_LENGTH))
  usage(`The actor must have a name, of at most ${MAX_ACTOR_LENGTH} characters.`);
const read = tenantSettings(process.env, options.tenant);
if (!("place" in read)) usage(`The environment is wrong:\n  ${read.join("\n  ")}`);
const { settings, place, openServer } = read;
const { url } = place;
const isFile = isFileUrl(url);
if (isFile && !existsSync(filePathOf(url))) usage("There is no database at DATABASE_URL.");

const file = isFile ? await openFile(url) : null;
const connect = (): Database => file ?? openServer(TRIP_TIMEOUT_MS);
const preview = options["dry-run"];
const run = {
  connect,
  erasures: libsqlErasures(connect),
  settings,
  stamp: { at: new Date().toISOString(), by: options.actor },
  preview,
};
const done: Erased[] = [];
try {
  if (contact !== null) done.push(await eraseContact(run, contact));
  if (plan !== null) done.push(await erasePlans(run, { planId: plan }));
  if (client !== null) done.push(await erasePlans(run, { clientId: client }));
  for (const { said } of done) console.log(said);
  process.exitCode = done.every(({ found }) => found) ? 0 : 1;
  if (preview) console.log("This was a dry run: nothing was changed.");
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`It broke off; run it again to finish: ${reason}`);
  if (reason.includes("no such table")) console.error("Bring the database up to date first: npm run migrate");
  process.exitCode = 2;
} finally {
  file?.close();
}
if (!preview && done.some(({ found }) => found)) {
  if (!isFile) console.log("The server's own log, its snapshots and its replicas may hold the old bytes.");
  else if (scrubFile(url, SCRUB_WAIT_MS))
    console.log("The database file was written anew, and its log emptied.");
  else {
    console.error(
      "The file is in use, and may hold the old bytes still. Stop the service and run this again.",
    );
    process.exitCode = 1;
  }
  console.log("What remains, backups above all: docs/erasure.md");
}
