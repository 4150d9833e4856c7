// `npm start`, stopped cleanly under load: everything that was acknowledged is in the one file, whoever copies only that.
import { copyFileSync, existsSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run } from "../support/processes.ts";
import { PLAN_JSON, PLAN_PATH, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";

let server: Running | undefined;
const folder = temporaryFolder();
afterEach(async () => {
  await server?.kill("SIGKILL");
});

async function start(path: string): Promise<{ readonly url: string; readonly port: number }> {
  const port = await freePort();
  server = run("src/http/node.ts", {
    DATABASE_URL: `file:${path}`,
    PORT: String(port),
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    RATE_LIMITS: "off",
  });
  await server.prints("Listening on");
  return { url: `http://127.0.0.1:${port}`, port };
}

it.each(["SIGTERM", "SIGINT"] as const)(
  "S7: a copy of the file alone has everything after %s",
  async (signal) => {
    const path = join(folder.path, signal, "receivables.db");
    const { url } = await start(path);
    const post = (address: string, body: string) =>
      fetch(`${url}${address}`, {
        method: "POST",
        body,
        headers: { key: DEVELOPMENT_KEY, "Content-Type": "application/json" },
      });
    expect((await post("/Billings/PaymentPlan", PLAN_JSON)).status).toBe(201);
    let running = true;
    const references: string[] = [];
    const versions: number[] = [];
    const statuses = new Set<number | string>();
    const save = async (worker: number) => {
      for (let index = 0; running; index += 1) {
        const crn = `STOP ${worker} ${index}`;
        const answer = await post(REFERENCE_PATH, REFERENCE_JSON.replace("sample string 1", crn)).catch(
          () => null,
        );
        statuses.add(answer?.status ?? "refused");
        if (answer?.status === 200) references.push(crn);
        if (answer === null) return;
      }
    };
    const update = async (worker: number) => {
      for (let index = 0; running; index += 1) {
        const change = {
          paymentPlanID: 1,
          installments: 3 + ((index + worker) % 50),
          paymentAmount: 1 + index,
        };
        const body = JSON.stringify({ ...JSON.parse(PLAN_JSON), ...change });
        const answer = await post(PLAN_PATH, body).catch(() => null);
        if (answer?.status === 200) versions.push(Number(answer.headers.get("etag")?.replaceAll('"', "")));
        if (answer === null) return;
      }
    };
    const work = [save(1), save(2), save(3), update(1), update(2)];
    await expect.poll(() => references.length > 60 && versions.length > 15, { timeout: 20_000 }).toBe(true);
    server?.process.kill(signal);
    // A terminal's Ctrl-C comes twice: to the process itself and through npm.
    await new Promise((resolve) => setTimeout(resolve, 5));
    server?.process.kill("SIGINT");
    expect(await server?.ended).toBe(0);
    running = false;
    await Promise.all(work);
    for (const status of statuses) expect([200, 503, "refused"]).toContain(status);
    expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0);

    const copy = join(folder.path, `${signal}.db`);
    copyFileSync(path, copy);
    await migrateDatabase(`file:${copy}`);
    const database = await openFile(`file:${copy}`);
    const [rows = []] = await database.read([{ sql: "select crn from payment_references", args: [] }]);
    const stored = new Set(rows.map(({ crn }) => crn));
    expect(references.filter((crn) => !stored.has(crn))).toEqual([]);
    const { plans } = libsqlStores(database);
    expect((await plans.byId(1))?.version).toBeGreaterThanOrEqual(Math.max(...versions));
    const kept = await keptHistory(() => plans, 1);
    expect(kept !== null && (await verifyKept(kept, sha256)).ok).toBe(true);
    database.close();
  },
);

it("exits at once when nothing runs, though a connection is open", async () => {
  const { port } = await start(join(folder.path, "idle", "receivables.db"));
  const idle = connect(port, "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  const startedAt = Date.now();
  expect(await server?.kill("SIGTERM")).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  idle.destroy();
});

it("logs a body that its caller cut off as 499, with nothing written", async () => {
  const { port, url } = await start(join(folder.path, "cut", "receivables.db"));
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: h\r\nkey: ${DEVELOPMENT_KEY}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"a`;
  for (const [path, more] of [
    ["/Billings/PaymentPlan", ""],
    ["/v1/payment-plans", ""],
    ["/v1/payment-plans", "Idempotency-Key: abc\r\n"],
    ["/v1/payment-plans/rehearsals", ""],
  ] as const) {
    const socket = connect(port, "127.0.0.1");
    socket.write(head(path).replace("Content-Length", `${more}Content-Length`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
  }
  await expect.poll(() => server?.output().match(/"status":499/g)?.length).toBe(4);
  expect(server?.output()).not.toMatch(/"status":500/);
  const events = await fetch(`${url}/v1/events`, { headers: { key: DEVELOPMENT_KEY } });
  expect(await events.json()).toMatchObject({ items: [] });
  expect(await server?.kill("SIGTERM")).toBe(0);
  folder.remove();
});
