// `node tools/record-calls.ts record FILE [--calls 2300]` keeps generated calls with their answers, clock and ids fixed;
// `… compare FILE` makes the same calls again and shows which answers are others now: for changes that may change none.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { addDemoData } from "../scripts/demo-data.ts";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../src/adapters/libsql/stores.ts";
import { createApp } from "../src/http/app.ts";
import { DESCRIBED_DIALECTS } from "../src/http/contracts/described-dialects.ts";
import { openApiDocument } from "../src/http/openapi/document.ts";
import { describeV1 } from "../src/http/openapi/v1-description.ts";
import { SCOPES, sha256 } from "../src/http/request/key/api-key.ts";
import { readSettings } from "../src/http/settings/settings.ts";
import { type ApiDocument, type FuzzRequest, requestsOf } from "./fuzz/fuzz-requests.ts";

const ORIGIN = "http://service.test";
const NOW = Date.parse("2026-01-15T08:38:50.083Z");

type Recorded = {
  readonly request: FuzzRequest;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { calls: { type: "string", default: "2300" }, seed: { type: "string", default: "20250131" } },
});
const [verb, file] = positionals;
if ((verb !== "record" && verb !== "compare") || file === undefined) {
  console.error("Usage: node tools/record-calls.ts record|compare FILE [--calls N] [--seed N]");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "receivables-record-"));
const url = `file:${join(folder, "recorded.db")}`;
await migrateDatabase(url);
const database = await openFile(url);
await addDemoData(database, { at: new Date(NOW).toISOString(), nonce: "recorded" });
const readerScopes = SCOPES.filter((scope) => scope.endsWith(":read"));
const keys = [
  { name: "tester", hash: await sha256("test-key"), scopes: [...SCOPES] },
  { name: "reader", hash: await sha256("reader-key"), scopes: readerScopes },
];
const read = readSettings({ DATABASE_URL: url, API_KEYS: JSON.stringify(keys), RATE_LIMITS: "off" });
if ("wrong" in read) throw new Error(read.wrong.join("; "));
let ids = 0;
const app = createApp({
  settings: read.settings,
  openStores: (_tenant, claim) => libsqlStores(database, claim),
  ready: () => libsqlStores(database).ready(),
  clock: () => NOW,
  randomId: () => {
    ids += 1;
    return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
  },
  log: () => {},
});

async function answerTo(request: FuzzRequest, number: number): Promise<Recorded> {
  const { method, path, headers, body } = request;
  ids = number * 1_000;
  const sent = new Headers();
  for (const [name, value] of headers) {
    try {
      sent.append(name, value);
    } catch {
      // What no request can carry is left out.
    }
  }
  sent.set("X-Request-Id", `call-${number}`);
  const init = {
    method,
    headers: sent,
    ...(body === null ? {} : { body: new Uint8Array(Buffer.from(body, "base64")) }),
  };
  const response = await app.request(new Request(ORIGIN + path, init));
  const text = Buffer.from(await response.arrayBuffer()).toString("base64");
  return { request, status: response.status, headers: Object.fromEntries(response.headers), body: text };
}

async function record(): Promise<void> {
  const document = JSON.parse(
    JSON.stringify(openApiDocument(DESCRIBED_DIALECTS, describeV1())),
  ) as ApiDocument;
  const calls = fc.sample(requestsOf(document), { seed: Number(values.seed), numRuns: Number(values.calls) });
  const lines: string[] = [];
  for (const [number, request] of calls.entries()) {
    if (!/openapi\.json|docs|help/.test(request.path))
      lines.push(JSON.stringify(await answerTo(request, number)));
  }
  writeFileSync(file ?? "", `${lines.join("\n")}\n`);
  console.log(`${lines.length} calls recorded`);
}

const shown = ({ status, headers, body }: Recorded): string => {
  const text = Buffer.from(body, "base64").toString();
  return `${status} ${JSON.stringify(headers)}\n    ${text.slice(0, 600)}`;
};

async function compare(): Promise<number> {
  let [equal, others] = [0, 0];
  const lines = readFileSync(file ?? "", "utf8")
    .trimEnd()
    .split("\n");
  for (const line of lines) {
    const before = JSON.parse(line) as Recorded;
    const number = Number(before.headers["x-request-id"]?.slice("call-".length));
    const after = await answerTo(before.request, number);
    const same = JSON.stringify({ ...after, request: null }) === JSON.stringify({ ...before, request: null });
    if (same) equal += 1;
    else {
      others += 1;
      console.log(
        `${before.request.method} ${before.request.path}\n  - ${shown(before)}\n  + ${shown(after)}`,
      );
    }
  }
  console.log(`${equal} answers equal, ${others} others`);
  return others === 0 ? 0 : 1;
}

try {
  if (verb === "record") await record();
  else process.exitCode = await compare();
} finally {
  database.close();
  rmSync(folder, { recursive: true, force: true });
}
