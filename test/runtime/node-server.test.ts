// `npm start`: the same app on Node over an embedded file; what it acknowledged is there after kill -9.
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { decodeEvent } from "../../src/domain/plans/history/event-text.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run } from "../support/processes.ts";
import { PLAN_JSON, PLAN_PATH, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";

const folder = temporaryFolder();
const url = `file:${join(folder.path, "data", "receivables.db")}`;
let server: Running | undefined;
afterEach(async () => {
  await server?.kill("SIGKILL");
});

async function start(): Promise<string> {
  const port = await freePort();
  server = run("src/http/node.ts", {
    DATABASE_URL: url,
    PORT: String(port),
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    RATE_LIMITS: "off",
  });
  await server.prints("Listening on");
  return `http://127.0.0.1:${port}`;
}

const post = (address: string, body: string): Promise<Response> =>
  fetch(address, {
    method: "POST",
    body,
    headers: { key: DEVELOPMENT_KEY, "Content-Type": "application/json" },
    signal: AbortSignal.timeout(10_000),
  });

const planWith = (id: number, installments: number, amount: number) =>
  JSON.stringify({ ...JSON.parse(PLAN_JSON), paymentPlanID: id, installments, paymentAmount: amount });

it("migrates by itself, keeps what it wrote over a restart, and stops when told to", async () => {
  const first = await start();
  expect((await post(`${first}/Billings/PaymentPlan`, PLAN_JSON)).status).toBe(201);
  expect(await server?.kill("SIGTERM")).toBe(0);
  const second = await start();
  const plan = await fetch(`${second}/Billings/PaymentPlan/1`, { headers: { key: DEVELOPMENT_KEY } });
  expect(await plan.text()).toContain('"paymentAmount":5.0,"installments":6');
});

it("loses no acknowledged write and leaves nothing half-written when killed mid-request", async () => {
  let address = await start();
  const acknowledged = new Map<string, number>();
  const versions: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    let running = true;
    const save = async (worker: number) => {
      for (let index = 0; running; index += 1) {
        const crn = `KILL ${round} ${worker} ${index}`;
        const response = await post(
          `${address}${REFERENCE_PATH}`,
          REFERENCE_JSON.replace("sample string 1", crn),
        ).catch(() => null);
        if (response?.status === 200) {
          acknowledged.set(crn, Number(response.headers.get("location")?.split("/").at(-1)));
        }
      }
    };
    const update = async (worker: number) => {
      for (let index = 0; running; index += 1) {
        const body = planWith(1, 3 + ((index + worker) % 50), 1 + index);
        const response = await post(`${address}${PLAN_PATH}`, body).catch(() => null);
        if (response?.status === 200)
          versions.push(Number(response.headers.get("etag")?.replaceAll('"', "")));
      }
    };
    const work = [save(1), save(2), update(1), update(2)];
    // Killed in the middle of work, however fast the machine is.
    const [saved, updated] = [acknowledged.size, versions.length];
    await vi.waitFor(
      () => expect(Math.min(acknowledged.size - saved, versions.length - updated)).toBeGreaterThan(6),
      {
        timeout: 20_000,
        interval: 5,
      },
    );
    await new Promise((resolve) => setTimeout(resolve, round * 37));
    await server?.kill("SIGKILL");
    running = false;
    await Promise.all(work);
    address = await start();
  }
  await server?.kill("SIGKILL");

  const database = await openFile(url);
  const read = async (sql: string) => (await database.read([{ sql, args: [] }]))[0] ?? [];
  expect(acknowledged.size).toBeGreaterThan(20);
  expect(versions.length).toBeGreaterThan(20);
  const stored = new Map(
    (await read("select id, crn from payment_references")).map((row) => [String(row.crn), Number(row.id)]),
  );
  for (const [crn, id] of acknowledged) expect(stored.get(crn)).toBe(id);
  const created = await read("select count(*) as n from events where subject = 'reference'");
  expect(created[0]?.n).toBe(stored.size);

  const plan = await libsqlStores(database).plans.byId(1);
  if (plan === null) throw new Error("the plan is gone");
  const events = await read(
    "select version, body, hash, previous_hash from events where subject = 'plan' order by seq",
  );
  expect(events.map((event) => event.version)).toEqual(Array.from({ length: plan.version }, (_, i) => i + 1));
  expect(plan.version).toBeGreaterThanOrEqual(Math.max(...versions));
  for (const [index, event] of events.entries()) {
    expect(event.hash).toBe(await sha256(String(event.body)));
    if (index > 0) expect(event.previous_hash).toBe(events[index - 1]?.hash);
  }
  const last = decodeEvent(String(events.at(-1)?.body));
  if (!last.ok) throw new Error("the last event is not readable");
  expect(last.value.difference.terms.after).toEqual(plan.terms);
  expect(plan.rows).toHaveLength(plan.terms.count);
  expect(plan.rows.every((row) => row.amount === plan.terms.amount)).toBe(true);
  database.close();
  folder.remove();
});
