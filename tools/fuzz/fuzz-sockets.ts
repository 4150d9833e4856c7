// The fuzzer over real sockets: bodies up to the caps, callers that hang up, rehearsals committed with right hashes.
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { addDemoData } from "../../scripts/demo-data.ts";
import { DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { pause, serverProcess } from "../chaos/chaos-service.ts";
import { freePort } from "../shared/free-port.ts";
import { persistentFetch } from "../shared/persistent-fetch.ts";
import { type Random, seeded } from "../shared/seeded.ts";
import { bentRehearsal } from "./fuzz-commit.ts";
import { largeBody } from "./fuzz-large.ts";
import { lostAnswers } from "./fuzz-repeats.ts";
import { type ApiDocument, type FuzzRequest, requestsOf } from "./fuzz-requests.ts";

/** A refusal needs no more than this. */
const MAX_REFUSAL_BYTES = 64 * 1024;
/** A caller's own data: a plan of 600 rows with all there is to say of it, or a page of the largest rows. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const SLOWEST_MS = 1_000;
const MAX_WAIT_MS = 1_000;
const MAX_GROWTH_KIB = 256 * 1024;

export type SocketSummary = {
  readonly runs: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly largestBytes: number;
  /** The longest that `/health` waited beside all this. */
  readonly longestWaitMs: number;
  readonly grownKiB: number;
  /** Writes whose answer was lost and that were sent again with their key. */
  readonly repeats: number;
  readonly wrong: readonly string[];
};

type Answered = {
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly text: string;
};

export async function fuzzOverSockets(options: {
  readonly runs: number;
  readonly seed: number;
  /** Whether slowness is a failure: not where other work runs beside it. Yes when left out. */
  readonly timed?: boolean;
  readonly onBatch?: (done: number) => void;
}): Promise<SocketSummary> {
  const { timed = true } = options;
  const random = seeded(options.seed);
  const folder = mkdtempSync(join(tmpdir(), "receivables-fuzz-"));
  const databaseUrl = `file:${join(folder, "receivables.db")}`;
  await migrateDatabase(databaseUrl);
  const database = await openFile(databaseUrl);
  await addDemoData(database);
  database.close();
  const port = await freePort();
  const server = serverProcess(port, databaseUrl, { RATE_LIMITS: "off" });
  const wrong: string[] = [];
  const statuses: Record<string, number> = {};
  let [slowestMs, largestBytes, repeats, done] = [0, 0, 0, 0];
  let watching = true;
  try {
    await server.start();
    const first = await server.heldKiB();
    const document = (await (await persistentFetch(`${server.url}/openapi.json`)).json()) as ApiDocument;
    const generated = fc.sample(requestsOf(document), { seed: options.seed, numRuns: options.runs });
    // Behind the making of the requests, which keeps this process busy for a while.
    const watched = watch(server.url, () => watching);
    const check = async (what: string, send: () => Promise<Answered>) => {
      let answer = await send();
      // A busy machine is slow once; a bad reader is slow each time.
      for (let again = 0; timed && answer.ms > SLOWEST_MS && again < 2; again += 1) {
        const repeat = await send();
        if (repeat.ms < answer.ms) answer = repeat;
      }
      const { status, ms, bytes, text } = answer;
      statuses[status] = (statuses[status] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, ms);
      largestBytes = Math.max(largestBytes, bytes);
      const most = status >= 400 ? MAX_REFUSAL_BYTES : MAX_ANSWER_BYTES;
      if (status >= 500 || status === 0) wrong.push(`${what}: status ${status} ${text.slice(0, 200)}`);
      if (timed && ms > SLOWEST_MS) wrong.push(`${what}: ${Math.round(ms)} ms`);
      if (bytes > most) wrong.push(`${what}: ${bytes} bytes with ${status}`);
    };
    for (const request of generated) {
      const kind = random.below(20);
      if (kind < 6) {
        const { path, type, bytes } = largeBody(random);
        await check(`${type} to ${path}: ${Buffer.from(bytes.subarray(0, 60))}`, () =>
          sent(server.url, { method: "POST", path, type, bytes }),
        );
      } else if (kind < 8) {
        await hangUp(port, largeBody(random), random);
      } else if (kind < 9) {
        const commit = await bentRehearsal(server.url, random);
        await check(`commit of ${Buffer.from(commit.bytes.subarray(0, 200))}`, () =>
          sent(server.url, commit),
        );
      } else if (kind < 10) {
        const lost = await lostAnswers(server.url, port, random, done);
        repeats += lost.repeats;
        wrong.push(...lost.wrong);
      } else await check(`${request.method} ${request.path}`, () => sent(server.url, asSent(request)));
      done += 1;
      if (done % 500 === 0) options.onBatch?.(done);
      if (wrong.length > 20) break;
    }
    watching = false;
    const longestWaitMs = await watched;
    if (timed && longestWaitMs > MAX_WAIT_MS) wrong.push(`/health waited ${Math.round(longestWaitMs)} ms`);
    const grownKiB = (await server.heldKiB()) - first;
    if (grownKiB > MAX_GROWTH_KIB) wrong.push(`the process grew by ${grownKiB} KiB`);
    return { runs: done, statuses, slowestMs, largestBytes, longestWaitMs, grownKiB, repeats, wrong };
  } finally {
    watching = false;
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Sent = {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: readonly (readonly [string, string])[];
};

const asSent = ({ method, path, headers, body }: FuzzRequest): Sent => ({
  method,
  path,
  // The generator knows a key of its own.
  headers: headers.map(([name, value]) => [name, value === "test-key" ? DEVELOPMENT_KEY : value] as const),
  ...(body === null ? {} : { bytes: Buffer.from(body, "base64") }),
});

async function sent(url: string, { method, path, type, bytes, headers }: Sent): Promise<Answered> {
  const all = new Headers(headers === undefined ? [["key", DEVELOPMENT_KEY]] : undefined);
  for (const [name, value] of headers ?? []) {
    try {
      all.append(name, value);
    } catch {
      // What no client of ours can send is not sent.
    }
  }
  if (type !== undefined) all.set("content-type", type);
  const startedAt = performance.now();
  let request: Request;
  try {
    request = new Request(url + path, {
      method,
      headers: all,
      ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
    });
  } catch {
    return { status: 400, ms: 0, bytes: 0, text: "" };
  }
  const response = await persistentFetch(request, { signal: AbortSignal.timeout(20_000) }).catch(
    (error: unknown) => error,
  );
  const ms = performance.now() - startedAt;
  if (!(response instanceof Response)) return { status: 0, ms, bytes: 0, text: String(response) };
  const body = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    ms: performance.now() - startedAt,
    bytes: body.length,
    text: body.subarray(0, 300).toString(),
  };
}

/** Sends a part of a request and is gone: nothing may come of it but that the service goes on. */
async function hangUp(
  port: number,
  { path, type, bytes }: ReturnType<typeof largeBody>,
  random: Random,
): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const head = `POST ${path} HTTP/1.1\r\nHost: h\r\nkey: ${DEVELOPMENT_KEY}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  socket.write(head);
  socket.write(bytes.subarray(0, random.below(bytes.length)));
  await pause(random.below(6));
  socket.destroy();
}

/** Asks for `/health` all the time; the longest wait for it. */
async function watch(url: string, going: () => boolean): Promise<number> {
  let longest = 0;
  while (going()) {
    const startedAt = performance.now();
    await persistentFetch(`${url}/health`).then((response) => response.arrayBuffer());
    longest = Math.max(longest, performance.now() - startedAt);
    await pause(10);
  }
  return longest;
}
