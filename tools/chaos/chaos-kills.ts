// R1: `kill -9` in the middle of load, again and again; then everything acknowledged must be there, and whole.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDemoData } from "../../scripts/demo-data.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { freePort } from "../shared/free-port.ts";
import type { Random } from "../shared/seeded.ts";
import { type Journal, newJournal, sendAgain } from "./chaos-journal.ts";
import { makePlans, startLoad } from "./chaos-load.ts";
import { databaseProcess, type Killable, patientDatabase, pause, serverProcess } from "./chaos-service.ts";
import { type Verdict, verify } from "./chaos-verify.ts";

/** Which process is killed: the server over a file of its own, the server before a database server, or that one. */
export const VICTIMS = ["server over a file", "server", "database"] as const;
export type Victim = (typeof VICTIMS)[number];

export type KillOptions = {
  readonly victim: Victim;
  readonly kills: number;
  readonly random: Random;
  /** Whether, after a while, writes of unknown outcome are sent again; yes when left out. */
  readonly again?: boolean;
  readonly onKill?: (done: number) => void;
};

export type KillResult = Verdict & {
  readonly kills: number;
  readonly sentAgain: number;
  readonly slowestMs: number;
};

const PLANS = 4;

/** Starts the service, kills the victim `kills` times under load, and compares the journal with the database. */
export async function killUnderLoad({
  victim,
  kills,
  random,
  again = true,
  onKill,
}: KillOptions): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), "receivables-chaos-"));
  const embedded = victim === "server over a file";
  const database = embedded ? null : databaseProcess(join(folder, "sqld"), await freePort());
  const databaseUrl = database?.url ?? `file:${join(folder, "receivables.db")}`;
  const server = serverProcess(await freePort(), databaseUrl);
  const journal = newJournal();
  try {
    await database?.start();
    await prepare(databaseUrl);
    await server.start();
    const plans = await makePlans(journal, server.url, PLANS);
    const load = startLoad(journal, server.url, random, plans);
    const prey: Killable = victim === "database" && database !== null ? database : server;
    for (let done = 1; done <= kills; done += 1) {
      await pause(120 + random.below(400));
      await prey.kill();
      // Long enough for callers to hear that the database is gone.
      await pause(random.below(150));
      await prey.start();
      onKill?.(done);
    }
    await pause(200);
    await load.stop();
    const slowestMs = slowest(journal);
    const sentAgain = again ? await sendAgain(journal, server.url) : 0;
    await server.stop();
    const opened = await patientDatabase(databaseUrl);
    const verdict = await verify(opened, journal);
    opened.close();
    return { ...verdict, kills, sentAgain, slowestMs };
  } finally {
    await server.kill();
    await database?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(databaseUrl: string): Promise<void> {
  await migrateDatabase(databaseUrl);
  const database = await patientDatabase(databaseUrl);
  await addDemoData(database);
  database.close();
}

/** The longest that a caller waited for a 503. */
function slowest({ entries }: Journal): number {
  const waits = entries.map(({ outcome }) => (outcome.tag === "unavailable" ? outcome.ms : 0));
  return Math.round(Math.max(0, ...waits));
}
