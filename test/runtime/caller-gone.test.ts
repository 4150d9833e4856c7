// Over a real socket: a caller that closes the connection ends the long work that it asked for.
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { changeOften, copyPlan, longPlan } from "../../tools/bounds/bounds-data.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run } from "../support/processes.ts";

const PLANS = 240;
const folder = temporaryFolder();
const databaseUrl = `file:${join(folder.path, "receivables.db")}`;
const headers = { key: DEVELOPMENT_KEY, "Content-Type": "application/json" };
let server: Running;
let address: string;
let plan: number;
beforeAll(async () => {
  await migrateDatabase(databaseUrl);
  const database = await openFile(databaseUrl);
  plan = await longPlan(database);
  await copyPlan(database, plan, PLANS - 1);
  await changeOften(() => database, plan, 250);
  database.close();
  const port = await freePort();
  server = run("src/http/node.ts", {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    RATE_LIMITS: "off",
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
  });
  await server.prints("Listening on");
  address = `http://127.0.0.1:${port}`;
}, 120_000);
afterAll(async () => {
  await server.kill("SIGKILL");
  folder.remove();
});

it("a check of a long history", async () => {
  // A machine that has much else to do may not have begun when the caller goes: then it is asked again.
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const gone = AbortSignal.timeout(100);
    const path = `${address}/v1/payment-plans/${plan}/history/verify`;
    await expect(fetch(path, { method: "POST", headers, signal: gone })).rejects.toThrow();
    const said = await server.prints('"status":499', 2_000).then(
      () => true,
      () => false,
    );
    if (said) return;
  }
  expect.fail("no request was logged as left by its caller");
});

it("a commit of a rehearsal: it stops at the trip under way, and is gone on with when it is sent again", async () => {
  const body = JSON.stringify({
    select: { clientId: 2 },
    change: { amount: { amount: "80.00", currency: "AUD" } },
  });
  const rehearsed = await fetch(`${address}/v1/payment-plans/rehearsals`, { method: "POST", headers, body });
  const text = await rehearsed.text();
  const { hash } = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "");
  const path = `${address}/v1/payment-plans/rehearsals/${hash}/commit`;
  const commit = {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/x-ndjson" },
    body: text,
  };
  const cut = await fetch(path, commit);
  const reader = cut.body?.getReader();
  await reader?.read();
  await reader?.cancel();

  const database = await openFile(databaseUrl);
  const changed = async () => {
    const [rows = []] = await database.read([
      { sql: "select count(*) as n from events where version > 1 and subject_id <> ?", args: [BigInt(plan)] },
    ]);
    return Number(rows[0]?.n);
  };
  // Until it stands still: what was under way is written, and no more.
  let [before, now] = [-1, await changed()];
  while (before !== now) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    [before, now] = [now, await changed()];
  }
  expect(now).toBeGreaterThan(0);
  expect(now).toBeLessThan(PLANS - 1);
  const again = await (await fetch(path, commit)).text();
  expect(again.trimEnd().split("\n").at(-1)).toContain(`"applied":${PLANS}`);
  expect(await changed()).toBe(PLANS - 1);
  expect((await libsqlStores(database).plans.byId(2))?.terms.amount).toBe(8_000n);
  database.close();
});
