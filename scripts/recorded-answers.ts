// Makes the document's own example calls on the demo data and keeps what succeeds: one answer for each status.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../src/adapters/libsql/stores.ts";
import { createApp } from "../src/http/app.ts";
import { DESCRIBED_DIALECTS } from "../src/http/contracts/described-dialects.ts";
import type { AnswerExamples, Examples } from "../src/http/openapi/answer-examples.ts";
import { openApiDocument } from "../src/http/openapi/document.ts";
import { describeV1 } from "../src/http/openapi/v1-description.ts";
import { readSettings } from "../src/http/settings/settings.ts";
import { addDemoData } from "./demo-data.ts";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "./development-key.ts";
import { type ExampleCall, type ExampleDocument, exampleCallsOf } from "./example-calls.ts";

const NOW = Date.parse("2026-01-15T08:38:50.083Z");
/** The document that the examples stand in. */
const DOCUMENT = "openapi";
/** What has to have happened before: the payment that is taken back. */
const BEFORE: Readonly<Record<string, string>> = { reversePayment: "recordPayment" };

const uuids = () => {
  let made = 0;
  return () => {
    made += 1;
    return `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
  };
};

type Send = (
  call: ExampleCall,
  more?: { readonly accept?: string; readonly ifMatch?: string },
) => Promise<Response>;

/** Runs `work` against a service of its own, whose data nobody has changed yet. */
async function onFreshData<T>(folder: string, work: (send: Send) => Promise<T>): Promise<T> {
  const file = join(folder, "one.db");
  copyFileSync(join(folder, "demo.db"), file);
  const url = `file:${file}`;
  const database = await openFile(url);
  const read = readSettings({
    DATABASE_URL: url,
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    TIME_ZONE: "Australia/Sydney",
    RATE_LIMITS: "off",
  });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const app = createApp({
    settings: read.settings,
    openStores: (_tenant, claim) => libsqlStores(database, claim),
    ready: () => libsqlStores(database).ready(),
    clock: () => NOW,
    randomId: uuids(),
    log: () => {},
  });
  try {
    return await work(async ({ method, url: path, type, body, versioned }, { accept, ifMatch } = {}) =>
      app.request(`http://service.test${path}`, {
        method,
        headers: {
          key: DEVELOPMENT_KEY,
          ...(type === null ? {} : { "Content-Type": type }),
          ...(accept === undefined ? {} : { Accept: accept }),
          ...(ifMatch !== undefined ? { "If-Match": ifMatch } : versioned ? { "If-Match": "*" } : {}),
        },
        body,
      }),
    );
  } finally {
    database.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  const text = await response.text();
  return /[/+]json\b/.test(type) ? (JSON.parse(text) as unknown) : text;
}

/** Adds an answer, unless one of its status and type is there. */
async function keep(
  answers: Record<string, Record<string, unknown>>,
  call: ExampleCall,
  type: string,
  response: Response,
): Promise<void> {
  if (!response.ok) throw new Error(`${call.id}: ${response.status} ${await response.text()}`);
  const byType = answers[response.status] ?? {};
  answers[response.status] = byType;
  byType[type] ??= await bodyOf(response);
}

/** The call by itself, as a preview where it has one, and a second time: what each of its success statuses looks like. */
async function answersOf(folder: string, calls: ReadonlyMap<string, ExampleCall>, call: ExampleCall) {
  const answers: Record<string, Record<string, unknown>> = {};
  const before = calls.get(BEFORE[call.id] ?? "");
  for (const type of call.answerTypes) {
    await onFreshData(folder, async (send) => {
      if (before !== undefined) await send(before);
      const first = await send(call, { accept: type });
      const tag = first.headers.get("etag");
      await keep(answers, call, type, first);
      if (call.statuses.every((status) => answers[status]?.[type] !== undefined)) return;
      const again = call.preview ?? call;
      await keep(
        answers,
        call,
        type,
        await send(again, { accept: type, ...(tag === null ? {} : { ifMatch: tag }) }),
      );
    });
  }
  return answers;
}

/** Rehearses the example, and commits what came of it. */
async function rehearsed(folder: string, rehearse: ExampleCall) {
  return onFreshData(folder, async (send) => {
    const lines = await (await send(rehearse)).text();
    const { hash } = JSON.parse(lines.trimEnd().split("\n").at(-1) ?? "") as { readonly hash: string };
    const commit: ExampleCall = {
      ...rehearse,
      id: "commitRehearsal",
      url: `${rehearse.url}/${hash}/commit`,
      type: "application/x-ndjson",
      body: lines,
    };
    const answers: Record<string, Record<string, unknown>> = {};
    await keep(answers, commit, "application/x-ndjson", await send(commit));
    return { hash, lines, answers };
  });
}

/** Every success of every call that has one to show. */
export async function recordedAnswers(): Promise<Examples> {
  const folder = mkdtempSync(join(tmpdir(), "receivables-examples-"));
  try {
    const url = `file:${join(folder, "demo.db")}`;
    await migrateDatabase(url);
    const demo = await openFile(url);
    await addDemoData(demo, { at: new Date(NOW).toISOString(), nonce: "examples", newSalt: uuids() });
    demo.checkpoint();
    demo.close();

    const document = openApiDocument(DESCRIBED_DIALECTS, describeV1());
    const calls = exampleCallsOf(document as unknown as ExampleDocument);
    const answers: Record<string, AnswerExamples[string]> = {};
    for (const call of calls.values()) {
      if (call.id !== DOCUMENT && call.answerTypes.length > 0)
        answers[call.id] = await answersOf(folder, calls, call);
    }
    const rehearse = calls.get("rehearse");
    if (rehearse === undefined) throw new Error("there is nothing to rehearse");
    const { answers: committed, ...rehearsal } = await rehearsed(folder, rehearse);
    return { answers: { ...answers, commitRehearsal: committed }, rehearsal };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
