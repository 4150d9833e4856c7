// R2: everybody at once. 200 identical saves make one reference; of 50 updates of a plan none is lost and none is silent.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDemoData } from "../../scripts/demo-data.ts";
import { DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { freePort } from "../shared/free-port.ts";
import { amountOf, callOf } from "./chaos-calls.ts";
import { type Journal, newJournal, send } from "./chaos-journal.ts";
import { FIRST_TOKEN, makePlans } from "./chaos-load.ts";
import { databaseProcess, patientDatabase, serverProcess } from "./chaos-service.ts";
import { type Verdict, verify } from "./chaos-verify.ts";

const SAVES = 200;
const UPDATES = 50;

export type RaceResult = Verdict & {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly updates: { readonly accepted: number; readonly refused: number };
  readonly sameVersion: { readonly accepted: number; readonly refused: number };
};

export async function race(over: "file" | "server"): Promise<RaceResult> {
  const folder = mkdtempSync(join(tmpdir(), "receivables-chaos-"));
  const database = over === "server" ? databaseProcess(join(folder, "sqld"), await freePort()) : null;
  const databaseUrl = database?.url ?? `file:${join(folder, "receivables.db")}`;
  // Time is another bar: here nobody is turned away for want of it.
  const server = serverProcess(await freePort(), databaseUrl, { DATABASE_TIMEOUT_MS: "30000" });
  const journal = newJournal();
  try {
    await database?.start();
    await migrateDatabase(databaseUrl);
    const seeding = await patientDatabase(databaseUrl);
    await addDemoData(seeding);
    seeding.close();
    await server.start();
    const outcomes = await identicalSaves(journal, server.url);
    const plans = await makePlans(journal, server.url, 2);
    const updates = await conflictingUpdates(journal, server.url, plans[0] ?? 0);
    const sameVersion = await updatesOfOneVersion(journal, server.url, plans[1] ?? 0);
    await server.stop();
    const opened = await patientDatabase(databaseUrl);
    const verdict = await verify(opened, journal);
    opened.close();
    return { ...verdict, outcomes, updates, sameVersion };
  } finally {
    await server.kill();
    await database?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function identicalSaves(journal: Journal, url: string): Promise<Record<string, number>> {
  const { path, headers, body } = callOf("reference", FIRST_TOKEN - 1, 0);
  const answers = await Promise.all(
    Array.from({ length: SAVES }, () => fetch(url + path, { method: "POST", headers, body })),
  );
  const outcomes: Record<string, number> = {};
  for (const answer of answers) {
    const outcome = answer.ok ? (answer.headers.get("reference-outcome") ?? "none") : String(answer.status);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  if (outcomes.created !== 1 || outcomes.existing !== SAVES - 1) {
    journal.wrong.push(`identical saves: ${JSON.stringify(outcomes)}`);
  }
  return outcomes;
}

/** Without a version: each is decided on the newest plan, a few times over, and then refused. */
async function conflictingUpdates(journal: Journal, url: string, plan: number) {
  const first = FIRST_TOKEN + journal.entries.length;
  const calls = Array.from({ length: UPDATES }, (_, index) => callOf("update", first + index, plan));
  const entries = await Promise.all(calls.map((call) => send(journal, url, call)));
  const versions = entries.flatMap(({ outcome }) =>
    outcome.tag === "acknowledged" && outcome.version !== null ? [outcome.version] : [],
  );
  const expected = Array.from({ length: versions.length }, (_, index) => index + 2);
  if (String(versions.sort((one, other) => one - other)) !== String(expected)) {
    journal.wrong.push(`accepted updates are versions ${versions}`);
  }
  const refused = entries.filter(({ outcome }) => outcome.tag === "refused").length;
  if (versions.length + refused !== UPDATES) journal.wrong.push("an update was neither accepted nor refused");
  return { accepted: versions.length, refused };
}

/** All name the version that they saw: one may have it. */
async function updatesOfOneVersion(journal: Journal, url: string, plan: number) {
  const answers = await Promise.all(
    Array.from({ length: UPDATES }, (_, index) =>
      fetch(`${url}/v1/payment-plans/${plan}`, {
        method: "PUT",
        headers: { key: DEVELOPMENT_KEY, "Content-Type": "application/json", "If-Match": '"1"' },
        body: JSON.stringify({
          start: "2030-01-04",
          amount: { amount: (amountOf(index) / 100).toFixed(2), currency: "AUD" },
          count: 12,
          recurrence: "Weekly",
          paymentMethod: "Cash",
          recordState: "Active",
        }),
      }),
    ),
  );
  const accepted = answers.filter(({ status }) => status === 200).length;
  const refused = answers.filter(({ status }) => status === 412 || status === 409).length;
  if (accepted !== 1 || refused !== UPDATES - 1) {
    journal.wrong.push(`updates of one version: ${answers.map(({ status }) => status)}`);
  }
  return { accepted, refused };
}
