// R4: a proxy before the database cuts, delays, truncates and garbles; callers hear 503 in time, and nothing is half done.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDemoData } from "../../scripts/demo-data.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { freePort } from "../shared/free-port.ts";
import type { Random } from "../shared/seeded.ts";
import { callOf, KINDS } from "./chaos-calls.ts";
import { newJournal, send, sendAgain } from "./chaos-journal.ts";
import { FIRST_TOKEN, makePlans } from "./chaos-load.ts";
import { databaseProcess, patientDatabase, serverProcess } from "./chaos-service.ts";
import { type Verdict, verify } from "./chaos-verify.ts";
import { FAULTS, type Fault, startFaultProxy } from "./fault-proxy.ts";

export type FaultOptions = {
  readonly rounds: number;
  readonly random: Random;
  /** Whether, after a while, writes of unknown outcome are sent again; yes when left out. */
  readonly again?: boolean;
  /** All of them when left out. */
  readonly faults?: readonly Fault[];
  readonly onShot?: (done: number) => void;
};

export type FaultResult = Verdict & {
  readonly shots: number;
  readonly unavailable: number;
  readonly recovered: number;
  readonly slowestMs: number;
  readonly sentAgain: number;
};

/** The most trips that a write makes: it reads, and writes. What is kept for its repeat goes with the write. */
const TRIPS = 2;
/** A database this slow is slow, but answers each of two trips in time. */
const SLOW_MS = 300;

/** Every fault at every trip of every write; after each, the very next call must be served again. */
export async function spoilAnswers(options: FaultOptions): Promise<FaultResult> {
  const { rounds, random, faults = FAULTS, again = true, onShot } = options;
  const folder = mkdtempSync(join(tmpdir(), "receivables-chaos-"));
  const database = databaseProcess(join(folder, "sqld"), await freePort());
  await database.start();
  const proxy = await startFaultProxy(database.url, random);
  const server = serverProcess(await freePort(), proxy.url);
  const journal = newJournal();
  const waits: number[] = [];
  let [shots, unavailable, recovered] = [0, 0, 0];
  try {
    await migrateDatabase(database.url);
    const direct = await patientDatabase(database.url);
    await addDemoData(direct);
    await server.start();
    const plans = await makePlans(journal, server.url, 2);
    const fresh = () => callOf(random.pick(KINDS), FIRST_TOKEN + journal.entries.length, random.pick(plans));
    for (let round = 0; round < rounds; round += 1) {
      for (const fault of faults) {
        for (const kind of KINDS) {
          for (let trip = 0; trip < TRIPS; trip += 1) {
            const call = callOf(kind, FIRST_TOKEN + journal.entries.length, random.pick(plans));
            proxy.set(fault, trip);
            const { outcome } = await send(journal, server.url, call);
            const struck = proxy.calls() > trip;
            proxy.set(null);
            if (!struck) break;
            shots += 1;
            if (outcome.tag === "unavailable") {
              unavailable += 1;
              waits.push(outcome.ms);
            } else if (outcome.tag === "no answer") journal.wrong.push(`${fault}: ${kind} got no answer`);
            const after = await send(journal, server.url, fresh());
            if (after.outcome.tag === "acknowledged") recovered += 1;
            else journal.wrong.push(`after ${fault}: ${after.call.kind} was ${after.outcome.tag}`);
            onShot?.(shots);
          }
        }
      }
      proxy.delay(SLOW_MS);
      for (const kind of KINDS) {
        const token = FIRST_TOKEN + journal.entries.length;
        const slow = await send(journal, server.url, callOf(kind, token, random.pick(plans)));
        if (slow.outcome.tag !== "acknowledged") journal.wrong.push(`slow: ${kind} was ${slow.outcome.tag}`);
      }
      proxy.delay(0);
    }
    const sentAgain = again ? await sendAgain(journal, server.url) : 0;
    const verdict = await verify(direct, journal);
    const slowestMs = Math.round(Math.max(0, ...waits));
    return { ...verdict, shots, unavailable, recovered, slowestMs, sentAgain };
  } finally {
    await server.kill();
    await proxy.stop();
    await database.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
