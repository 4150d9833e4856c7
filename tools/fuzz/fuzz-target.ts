// The app over a real file, with what must hold for every answer: no 5xx, no hang, nothing written by a refused request.
import { join } from "node:path";
import { addDemoData } from "../../scripts/demo-data.ts";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { createApp } from "../../src/http/app.ts";
import { DESCRIBED_DIALECTS } from "../../src/http/contracts/described-dialects.ts";
import { openApiDocument } from "../../src/http/openapi/document.ts";
import { describeV1 } from "../../src/http/openapi/v1-description.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { TABLES } from "../shared/tables.ts";
import type { ApiDocument, FuzzRequest } from "./fuzz-requests.ts";

const ORIGIN = "http://service.test";
const SLOWEST_MS = 5_000;
const MAX_ANSWER_CHARACTERS = 20_000_000;
const KEPT = [...TABLES, "idempotency_keys"];

export type Checked = {
  readonly status: number;
  readonly ms: number;
  readonly wrote: boolean;
  /** What must not be, in words; null when all is well. */
  readonly wrong: string | null;
};

export type FuzzTarget = {
  readonly document: ApiDocument;
  check(request: FuzzRequest): Promise<Checked>;
  /** What is wrong with any plan's history; null when every one of them verifies. */
  brokenPlan(): Promise<string | null>;
  /** Back to the demo data. */
  reset(): Promise<void>;
  close(): void;
};

export async function openTarget(folder: string): Promise<FuzzTarget> {
  const url = `file:${join(folder, "fuzz.db")}`;
  await migrateDatabase(url);
  const database = await openFile(url);
  // Another connection sees by its data version whether the first has committed anything.
  const watching = await openFile(url);
  const keys = [
    { name: "tester", hash: await sha256("test-key"), scopes: [...SCOPES] },
    {
      name: "reader",
      hash: await sha256("reader-key"),
      scopes: SCOPES.filter((scope) => scope.endsWith(":read")),
    },
    {
      name: "clerk",
      hash: await sha256("clerk-key"),
      scopes: SCOPES.filter((scope) => !scope.endsWith(":unmask")),
    },
  ];
  const read = readSettings({ DATABASE_URL: url, API_KEYS: JSON.stringify(keys) });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const app = createApp({
    settings: read.settings,
    openStores: (_tenant, claim) => libsqlStores(database, claim),
    ready: () => libsqlStores(database).ready(),
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log: () => {},
  });
  const document = JSON.parse(
    JSON.stringify(openApiDocument(DESCRIBED_DIALECTS, describeV1())),
  ) as ApiDocument;
  const reset = async () => {
    await database.write(
      [...KEPT, "sqlite_sequence"].map((table) => ({ sql: `delete from ${table}`, args: [] })),
    );
    await addDemoData(database);
  };
  await reset();

  return {
    document,
    reset,
    check: async (request) => {
      const before = await versionOf(watching);
      // A key that is claimed and given back in one batch leaves nothing, though the file was touched.
      const keyed = request.headers.some(([name]) => name.toLowerCase() === "idempotency-key");
      const content = keyed ? await contentOf(database) : null;
      const startedAt = performance.now();
      const answer = await within(SLOWEST_MS, answerOf(app, request));
      const ms = performance.now() - startedAt;
      const touched = (await versionOf(watching)) !== before;
      const wrote = touched && (content === null || (await contentOf(database)) !== content);
      if (answer === null) return { status: 0, ms, wrote, wrong: `no answer within ${SLOWEST_MS} ms` };
      return { status: answer.status, ms, wrote, wrong: wrongWith(request, answer, wrote) };
    },
    brokenPlan: async () => {
      const [plans = []] = await database.read([{ sql: "select id from plans", args: [] }]);
      for (const { id } of plans) {
        const kept = await keptHistory(() => libsqlStores(database).plans, Number(id));
        const verified = kept === null ? null : await verifyKept(kept, sha256);
        if (verified === null || !verified.ok)
          return `plan ${id}: ${JSON.stringify(verified?.error ?? "gone")}`;
      }
      return null;
    },
    close: () => {
      watching.close();
      database.close();
    },
  };
}

type Answered = { readonly status: number; readonly type: string; readonly text: string };

async function answerOf(app: ReturnType<typeof createApp>, request: FuzzRequest): Promise<Answered> {
  const { method, path, headers, body } = request;
  const sent = new Request(ORIGIN + path, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body === null ? {} : { body: new Uint8Array(Buffer.from(body, "base64")) }),
  });
  const response = await app.request(sent);
  const { status } = response;
  const type = response.headers.get("content-type") ?? "";
  const text = new TextDecoder(/utf-16/i.test(type) ? "utf-16le" : "utf-8").decode(
    await response.arrayBuffer(),
  );
  return { status, type, text };
}

function wrongWith(
  { method, path }: FuzzRequest,
  { status, type, text }: Answered,
  wrote: boolean,
): string | null {
  if (status >= 500) return `status ${status}: ${text.slice(0, 300)}`;
  if (status < 200) return `status ${status}`;
  const refused = status >= 400 || (/services\.ashx/i.test(path) && text.startsWith('{"Code":2'));
  if (refused && wrote) return `refused with ${status}, and wrote: ${text.slice(0, 300)}`;
  const reads = (method === "GET" || method === "HEAD") && !/services\.ashx/i.test(path);
  if ((reads || /[?&]validateOnly=true(&|$)/.test(path)) && wrote) return `a read wrote (${status})`;
  if (text.length > MAX_ANSWER_CHARACTERS) return `an answer of ${text.length} characters`;
  if (/^application\/(problem\+)?json/.test(type) && text !== "" && !isJson(text))
    return `the answer is no JSON: ${text.slice(0, 300)}`;
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function contentOf(database: Database): Promise<string> {
  const all = await database.read(
    KEPT.map((table) => ({ sql: `select * from ${table} order by 1, 2`, args: [] })),
  );
  return JSON.stringify(all, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

async function versionOf(database: Database): Promise<number> {
  const [rows = []] = await database.read([{ sql: "pragma data_version", args: [] }]);
  return Number(rows[0]?.data_version);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
