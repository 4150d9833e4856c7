// `npm run tenants -- [--tenants 1000] [--runtime node] [--seconds 5] [--only N3,N4]`: measures N2 to N5 on this
// machine, over one libSQL server with a namespace for each tenant, and prints each against its bar.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { namespaceTokens } from "../../src/adapters/libsql/connection/namespace-token.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { optionsOf } from "../../src/cli/command-line.ts";
import { registryOn } from "../../src/cli/tenant/registry.ts";
import { sqldAdmin } from "../../src/cli/tenant/sqld-admin.ts";
import { toolsOf } from "../../src/cli/tenant/tools.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { RUNTIMES, type Runtime } from "../shared/runtimes.ts";
import { during, percentile, read, write } from "./tenants-load.ts";
import { memoryMiB, startWorld, tenantAt, type World } from "./tenants-world.ts";

const USAGE = `Usage: npm run tenants -- [--tenants N] [--runtime node|${RUNTIMES.join("|")}] [--seconds S] [--only N2,N3]
N5: migrating many tenants, killed in the middle. N2: writes over all of them. N3: a noisy one beside a quiet one.
N4: writes to 8 tenants against one. Without --only all of them, in this order.`;
const text = { type: "string" } as const;
const options = optionsOf(USAGE, { tenants: text, runtime: text, seconds: text, only: text });
const tenants = Number(options.tenants ?? 1_000);
const seconds = Number(options.seconds ?? 5);
const runtime = (options.runtime ?? "node") as Runtime | "node";
const only = options.only?.split(",");
const wanted = (id: string): boolean => only === undefined || only.includes(id);

let failed = 0;
function tell(id: string, isMet: boolean, what: string): void {
  if (!isMet) failed += 1;
  console.log(`${id} ${isMet ? "met    " : "NOT MET"} ${what}`);
}
const all = Array.from({ length: tenants }, (_, at) => tenantAt(at));

/** Empty namespaces of all tenants, and their names in the server's list, as `tenant add` leaves them but not migrated. */
async function makeNamespaces(world: World): Promise<void> {
  const { variables } = world.sqld;
  const admin = sqldAdmin(variables.SQLD_ADMIN_URL, variables.SQLD_ADMIN_KEY);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) await admin.create(all[at] ?? "");
  };
  await Promise.all(Array.from({ length: 8 }, work));
  const read = readSettings({ ...variables, TENANTS: '{"*":{"DATABASE_NAMESPACE":"{tenant}"}}' });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const place = { url: variables.DATABASE_URL, namespace: "any", token: undefined, replicaUrl: undefined };
  const registry = registryOn(place, admin, toolsOf(read.settings, variables));
  for (const name of all) await registry.note(name);
}

async function n5(world: World): Promise<void> {
  const first = await world.tenant(["migrate"], Math.floor(tenants / 3));
  const done = (first.text.match(/: up to date/g) ?? []).length;
  const second = await world.tenant(["migrate"]);
  const { DATABASE_URL: url, DATABASE_SIGNING_KEY: key } = world.sqld.variables;
  const tokenFor = namespaceTokens(key, Date.now);
  const versions = new Map<string, number>();
  const statement = {
    sql: "select group_concat(created_at) as all_of_them from __drizzle_migrations",
    args: [],
  };
  for (const namespace of all) {
    const database = openRemote({ url, token: undefined, namespace, tokenFor, timeoutMs: 10_000 });
    const [rows = []] = await database.read([statement]);
    const at = String(rows[0]?.all_of_them);
    versions.set(at, (versions.get(at) ?? 0) + 1);
  }
  const [applied = ""] = versions.keys();
  const isOnce = new Set(applied.split(",")).size === applied.split(",").length;
  const isMet = versions.size === 1 && isOnce && second.code === 0 && done > 0 && done < tenants;
  tell(
    "N5",
    isMet,
    `${tenants} tenants: ${done} done when killed; after the second run ${versions.size} version(s), each migration ${isOnce ? "once" : "NOT once"}`,
  );
}

async function n2(world: World): Promise<void> {
  // Whatever the server had open is closed: the first call of each opens its database.
  await world.restartSqld();
  const { url, process: service } = await world.startService();
  const keys = all.map(world.keyOf);
  const times: [number[], number[]] = [[], []];
  const statuses = new Map<number, number>();
  let next = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let at = next++; at < all.length; at = next++) {
        for (const turn of [0, 1] as const) {
          const [status, ms] = await write(url, keys[at] ?? "", turn + 1);
          times[turn].push(ms);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }
    }),
  );
  const [first, second] = times.map((ms) => percentile(ms, 50));
  const ratio = (first ?? Number.NaN) / (second ?? Number.NaN);
  const spread = await during(seconds, 16, (turn) =>
    write(url, keys[turn % keys.length] ?? "", 1_000 + turn),
  );
  const errors = [...statuses, ...spread.statuses].filter(([status]) => status !== 201);
  tell(
    "N2",
    errors.length === 0 && ratio <= 5,
    `${tenants} tenants: first call ${ratio.toFixed(2)} times the second (${first?.toFixed(1)} ms, ${second?.toFixed(1)} ms; p99 ${percentile(times[0], 99).toFixed(0)}, ${percentile(times[1], 99).toFixed(0)}); ` +
      `${spread.perSecond.toFixed(0)} writes a second over all; not 201: ${JSON.stringify(errors)}; ` +
      `memory of the server ${memoryMiB(world.sqld.tethered.process.pid)} MiB, of the service ${memoryMiB(service.pid)} MiB`,
  );
}

async function n3(world: World): Promise<void> {
  const { url } = await world.startService();
  const [quiet = "", noisy = "", ...others] = all.slice(0, 34).map(world.keyOf);
  await write(url, quiet, 1);
  for (const key of [noisy, ...others]) await write(url, key, 1);
  let id = 10_000;
  const beside = async (keyAt: (turn: number) => string) => {
    let over = false;
    const load = during(
      60,
      32,
      (turn) => write(url, keyAt(turn), id++),
      () => over,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const timed = await during(seconds, 1, async (turn) =>
      turn % 2 === 0 ? read(url, quiet, 1) : write(url, quiet, id++),
    );
    over = true;
    const { perSecond } = await load;
    return { p99: percentile(timed.ms, 99), p50: percentile(timed.ms, 50), perSecond };
  };
  const rounds: { readonly noise: number; readonly spread: number; readonly said: string }[] = [];
  for (let round = 0; round < 3; round += 1) {
    const spread = await beside((turn) => others[turn % others.length] ?? "");
    const noise = await beside(() => noisy);
    rounds.push({
      noise: noise.p99,
      spread: spread.p99,
      said: `${noise.p99.toFixed(0)}/${spread.p99.toFixed(0)} ms (p50 ${noise.p50.toFixed(0)}/${spread.p50.toFixed(0)}, load ${noise.perSecond.toFixed(0)}/${spread.perSecond.toFixed(0)} a second)`,
    });
  }
  const ratio = percentile(
    rounds.map(({ noise, spread }) => noise / spread),
    50,
  );
  tell(
    "N3",
    ratio <= 2,
    `p99 of a quiet tenant beside a noisy one ${ratio.toFixed(2)} times that beside many: ${rounds.map(({ said }) => said).join("; ")}`,
  );
}

async function n4(world: World): Promise<void> {
  const { url } = await world.startService();
  const keys = all.slice(0, 8).map(world.keyOf);
  for (const key of keys) await write(url, key, 1);
  let id = 1_000_000;
  const ratios: number[] = [];
  const said: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const one = await during(seconds, 16, () => write(url, keys[0] ?? "", id++));
    const eight = await during(seconds, 16, (turn) => write(url, keys[turn % 8] ?? "", id++));
    ratios.push(eight.perSecond / one.perSecond);
    said.push(`${eight.perSecond.toFixed(0)}/${one.perSecond.toFixed(0)}`);
    const errors = [...one.statuses, ...eight.statuses].filter(([status]) => status !== 201);
    if (errors.length > 0) said.push(`not 201: ${JSON.stringify(errors)}`);
  }
  const ratio = percentile(ratios, 50);
  tell(
    "N4",
    ratio >= 1 && !said.some((part) => part.startsWith("not")),
    `writes a second over 8 tenants ${ratio.toFixed(2)} times those of one: ${said.join("; ")}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "receivables-edge-tenants-"));
const world = await startWorld(folder, runtime);
try {
  console.log(`${tenants} tenants, the service on ${runtime}. Making the namespaces …`);
  await makeNamespaces(world);
  if (wanted("N5")) await n5(world);
  else await world.tenant(["migrate"]);
  for (const [id, measure] of [
    ["N2", n2],
    ["N3", n3],
    ["N4", n4],
  ] as const)
    if (wanted(id)) await measure(world);
} finally {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
