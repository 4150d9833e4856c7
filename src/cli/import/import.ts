// `npm run import -- --contacts contacts.csv --references refs.csv --plans plans.csv --payments payments.csv`: loads
// CSV or NDJSON into the database of DATABASE_URL (and DATABASE_TOKEN), under the settings of the service.
import { createWriteStream, statSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Database } from "../../adapters/libsql/connection/database.ts";
import { openFile } from "../../adapters/libsql/connection/open-file.ts";
import { isWithin, MAX_ACTOR_LENGTH } from "../../domain/values/text-length.ts";
import { isFileUrl } from "../../http/settings/database-url.ts";
import { helpIfAsked } from "../command-line.ts";
import { tenantSettings } from "../tenant-option.ts";
import { FileUnusable } from "./import-lines.ts";
import { loadersFor } from "./import-loaders.ts";
import { progressOf } from "./import-progress.ts";
import { newReport, type Report, summaryOf } from "./import-report.ts";
import { loadFile } from "./import-run.ts";
import { scratchCopy } from "./import-scratch.ts";
import type { Loader } from "./loader.ts";

const USAGE = `npm run import -- [--contacts file] [--references file] [--plans file] [--payments file]
  [--dry-run] [--report file] [--actor name] [--tenant name]
Files are CSV with a header, or NDJSON (.ndjson, .jsonl). Loading a file again changes nothing.`;
const TRIP_TIMEOUT_MS = 30_000;
/** Lines told on the terminal when they go into no file. */
const MAX_TOLD = 20;
/** In the order in which they are loaded, each with the tables that it looks at. */
const TABLES = {
  contacts: ["contacts"],
  references: ["payment_references"],
  plans: ["plans"],
  payments: ["plans", "instalments", "payments", "payment_imports"],
} as const;

helpIfAsked(USAGE);

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  try {
    const file = { type: "string" } as const;
    return parseArgs({
      options: {
        contacts: file,
        references: file,
        plans: file,
        payments: file,
        "dry-run": { type: "boolean" },
        report: file,
        tenant: file,
        actor: { type: "string", default: "import" },
      },
    }).values;
  } catch (error) {
    return usage(error instanceof Error ? error.message : "");
  }
}

const options = readArguments();
const kinds = (["contacts", "references", "plans", "payments"] as const).filter(
  (kind) => options[kind] !== undefined,
);
if (kinds.length === 0) usage("Name at least one file.");
if (!isWithin(options.actor, MAX_ACTOR_LENGTH))
  usage(`The actor has more than ${MAX_ACTOR_LENGTH} characters.`);
const read = tenantSettings(process.env, options.tenant);
if (!("place" in read)) usage(`The environment is wrong:\n  ${read.join("\n  ")}`);
const { url } = read.place;

const file = isFileUrl(url) ? await openFile(url) : null;
const connect = (): Database => file ?? read.openServer(TRIP_TIMEOUT_MS);
let scratch: Awaited<ReturnType<typeof scratchCopy>> | null = null;

let told = 0;
const out = options.report === undefined ? null : createWriteStream(options.report);
const tell = (line: string) => {
  told += 1;
  if (out !== null) out.write(`${line}\n`);
  else if (told <= MAX_TOLD) console.error(line);
};

async function load<T>(loader: Loader<T>, path: string): Promise<Report> {
  const report = newReport(path, tell);
  const progress = progressOf(process.stderr, path, statSync(path).size);
  try {
    await loadFile(loader, path, {
      connect: () => scratch?.database ?? connect(),
      stamp: () => ({ at: new Date().toISOString(), by: options.actor }),
      report,
      onProgress: progress.show,
    });
  } finally {
    progress.end();
    console.error(summaryOf(report));
  }
  return report;
}

const loaders = loadersFor(read.settings);
const loads = {
  contacts: (path: string) => load(loaders.contacts, path),
  references: (path: string) => load(loaders.references, path),
  plans: (path: string) => load(loaders.plans, path),
  payments: (path: string) => load(loaders.payments, path),
};
let refused = 0;
try {
  if (options["dry-run"]) {
    scratch = await scratchCopy(connect, [...new Set(kinds.flatMap((kind) => TABLES[kind]))]);
  }
  for (const kind of kinds) refused += (await loads[kind](options[kind] ?? "")).counts.refused;
  if (out === null && told > MAX_TOLD) {
    console.error(`… and ${told - MAX_TOLD} lines more; --report file keeps them all.`);
  }
  if (scratch !== null) console.error("This was a dry run: nothing was changed.");
  process.exitCode = refused === 0 ? 0 : 1;
} catch (error) {
  const isUnusable = error instanceof FileUnusable || (error as { code?: string }).code === "ENOENT";
  console.error(
    isUnusable ? (error as Error).message : "The database failed; what was loaded so far is kept:",
  );
  if (!isUnusable) console.error(error instanceof Error ? `  ${error.message}` : error);
  process.exitCode = 2;
} finally {
  out?.end();
  scratch?.remove();
  file?.close();
}
