// S6: every call that writes, over sockets: its answer lost before a database server, its process killed, two at once.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { freePort } from "../shared/free-port.ts";
import { KEYED_WRITES, type KeyedWrite } from "../shared/keyed-writes.ts";
import { SEED, type Sent, SINCE } from "../shared/keyed-writes-seed.ts";
import type { Random } from "../shared/seeded.ts";
import { TABLES } from "../shared/tables.ts";
import { databaseProcess, type Killable, patientDatabase, pause, serverProcess } from "./chaos-service.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";

export type RepeatOptions = {
  readonly random: Random;
  /** All of them when left out. */
  readonly writes?: readonly KeyedWrite[];
  readonly onWrite?: (done: number) => void;
};

export type RepeatResult = {
  readonly writes: number;
  readonly lost: number;
  readonly killed: number;
  readonly atOnce: number;
  /** Repeats that were answered as an undisturbed request is. */
  readonly told: number;
  readonly wrong: readonly string[];
};

type Stack = { readonly server: Killable; readonly proxy: FaultProxy; readonly database: Database };
type Told = { readonly status: number; readonly text: string; readonly replayed: boolean };

/** In ISO 8601, and as the contract's audit summary writes them. */
const INSTANT =
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:Z|\+00:00)|\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d:\d\d [AP]M/g;

/** Tries each write in all three ways. The stack's database holds nothing else. */
export async function repeatEverything(options: RepeatOptions): Promise<RepeatResult> {
  const { random, writes = KEYED_WRITES, onWrite } = options;
  const folder = mkdtempSync(join(tmpdir(), "receivables-chaos-"));
  const sqld = databaseProcess(join(folder, "sqld"), await freePort());
  await sqld.start();
  const proxy = await startFaultProxy(sqld.url, random);
  const server = serverProcess(await freePort(), proxy.url);
  const wrong: string[] = [];
  let [lost, killed, atOnce, told] = [0, 0, 0, 0];
  try {
    await migrateDatabase(sqld.url);
    const stack = { server, proxy, database: await patientDatabase(sqld.url) };
    await server.start();
    for (const [index, write] of writes.entries()) {
      const plain = await undisturbed(stack, write);
      const check = async (how: string, act: (sent: Sent) => Promise<boolean>, others: boolean) => {
        const sent = await prepared(stack, write);
        const acted = await act(sent);
        if (!acted) wrong.push(`${write.name}, ${how}: it did not come to that`);
        const events = await eventsOf(stack);
        if (events !== plain.events)
          wrong.push(`${write.name}, ${how}: ${events} events, not ${plain.events}`);
        if (others) await sendAll(server.url, SINCE);
        const before = await eventsOf(stack);
        for (let time = 0; time < 2; time += 1) {
          const again = await send(server.url, sent);
          const same = again.status === plain.told.status && again.text === plain.told.text && again.replayed;
          if (same) told += 1;
          else wrong.push(`${write.name}, ${how}: ${again.status} ${again.text.slice(0, 300)}`);
        }
        if ((await eventsOf(stack)) !== before) wrong.push(`${write.name}, ${how}: a repeat wrote`);
        return acted ? 1 : 0;
      };
      lost += await check("its answer cut", (sent) => cutAfterWrite(stack, sent, plain.trips), true);
      killed += await check("its process killed", (sent) => killAfterWrite(stack, sent, plain.trips), true);
      atOnce += await check("twice at once", (sent) => twiceAtOnce(stack, sent, plain.told), false);
      onWrite?.(index + 1);
    }
    return { writes: writes.length, lost, killed, atOnce, told, wrong };
  } finally {
    await server.kill();
    await proxy.stop();
    await sqld.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(url: string, sent: Sent, own: Record<string, string> = {}): Promise<Response> {
  const { method, path, headers, body } = sent;
  const init = { method, headers: { ...headers, ...own, key: DEVELOPMENT_KEY } };
  return fetch(url + path, body === undefined ? init : { ...init, body });
}

async function send(url: string, sent: Sent, key = true): Promise<Told> {
  const response = await ask(url, sent, key ? { "Idempotency-Key": "the-key" } : {});
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString().replace(INSTANT, "an instant");
  const replayed = response.headers.get("idempotency-replayed") === "true";
  return { status: response.status, text, replayed };
}

async function sendAll(url: string, all: readonly Sent[]): Promise<void> {
  for (const sent of all) {
    const { status, text } = await send(url, sent, false);
    if (status >= 300) throw new Error(`${sent.method} ${sent.path}: ${status} ${text}`);
  }
}

const eventsOf = async ({ database }: Stack): Promise<number> => {
  const [rows = []] = await database.read([{ sql: "select count(*) as n from events", args: [] }]);
  return Number(rows[0]?.n);
};

/** The seed anew, and the write as it is to be sent. */
async function prepared({ server, proxy, database }: Stack, write: KeyedWrite): Promise<Sent> {
  proxy.set(null);
  const tables = [...TABLES, "idempotency_keys", "sqlite_sequence"];
  await database.write(tables.map((table) => ({ sql: `delete from ${table}`, args: [] })));
  await sendAll(server.url, SEED);
  return write.make((sent) => ask(server.url, sent));
}

/** What the write is answered when all goes well, how many trips it makes, and how many events there are then. */
async function undisturbed(stack: Stack, write: KeyedWrite) {
  const sent = await prepared(stack, write);
  stack.proxy.set(null);
  const told = await send(stack.server.url, sent);
  const trips = stack.proxy.calls();
  if (told.status >= 300) throw new Error(`${write.name}: ${told.status} ${told.text}`);
  return { told, trips, events: await eventsOf(stack) };
}

/** The last trip of a request is its write. */
async function cutAfterWrite({ server, proxy }: Stack, sent: Sent, trips: number): Promise<boolean> {
  proxy.set("cut after", trips - 1);
  const { status } = await send(server.url, sent);
  proxy.set(null);
  return status === 503;
}

async function killAfterWrite(
  { server, proxy, database }: Stack,
  sent: Sent,
  trips: number,
): Promise<boolean> {
  proxy.set("silent after", trips - 1);
  const cut = send(server.url, sent).then(
    () => false,
    () => true,
  );
  let written = false;
  for (const giveUpAt = Date.now() + 1_000; !written && Date.now() < giveUpAt; await pause(5)) {
    const [rows = []] = await database.read([{ sql: "select key from idempotency_keys", args: [] }]);
    written = rows.length > 0;
  }
  await server.kill();
  proxy.set(null);
  const gone = await cut;
  await server.start();
  return written && gone;
}

async function twiceAtOnce({ server }: Stack, sent: Sent, plain: Told): Promise<boolean> {
  const both = await Promise.all([send(server.url, sent), send(server.url, sent)]);
  return both.every(({ status, text }) => status === plain.status && text === plain.text);
}
