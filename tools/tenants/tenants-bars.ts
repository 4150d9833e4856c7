// N2 to N5, measured over one libSQL server with a namespace for each tenant.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Runtime } from "../shared/runtimes.ts";
import { during, type Load, type Measured, percentile, read, write } from "./tenants-load.ts";
import { makeNamespaces, n5 } from "./tenants-migration.ts";
import { memoryMiB, startWorld, tenantAt, type World } from "./tenants-world.ts";

export const TENANT_BARS = ["N2", "N3", "N4", "N5"] as const;
export type TenantBar = (typeof TENANT_BARS)[number];

export type Finding = {
  readonly id: TenantBar;
  readonly bar: string;
  readonly isMet: boolean;
  readonly said: string;
};

export type TenantsRun = {
  /** How many tenants; N3 and N4 take 34 of them. */
  readonly tenants: number;
  readonly runtime: Runtime | "node";
  /** Of each load. */
  readonly seconds: number;
  readonly wanted: (id: TenantBar) => boolean;
  /** Told as soon as a bar is measured. */
  readonly tell: (finding: Finding) => void;
};

async function n2(world: World, { all, seconds }: Load): Promise<Measured> {
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
  return {
    isMet: errors.length === 0 && ratio <= 5,
    said:
      `${all.length} tenants: first call ${ratio.toFixed(2)} times the second (${first?.toFixed(1)} ms, ${second?.toFixed(1)} ms; p99 ${percentile(times[0], 99).toFixed(0)}, ${percentile(times[1], 99).toFixed(0)}); ` +
      `${spread.perSecond.toFixed(0)} writes a second over all; not 201: ${JSON.stringify(errors)}; ` +
      `memory of the server ${memoryMiB(world.sqld.tethered.process.pid)} MiB, of the service ${memoryMiB(service.pid)} MiB`,
  };
}

async function n3(world: World, { all, seconds }: Load): Promise<Measured> {
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
  return {
    isMet: ratio <= 2,
    said: `p99 of a quiet tenant beside a noisy one ${ratio.toFixed(2)} times that beside many: ${rounds.map(({ said }) => said).join("; ")}`,
  };
}

async function n4(world: World, { all, seconds }: Load): Promise<Measured> {
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
  return {
    isMet: ratio >= 1 && !said.some((part) => part.startsWith("not")),
    said: `writes a second over 8 tenants ${ratio.toFixed(2)} times those of one: ${said.join("; ")}`,
  };
}

type Measure = { readonly bar: string; readonly work: (world: World, load: Load) => Promise<Measured> };

/** In the order in which they are taken: N5 migrates, the others want migrated tenants. */
const MEASURES: readonly (readonly [TenantBar, Measure])[] = [
  ["N5", { bar: "one version, each migration once", work: n5 }],
  ["N2", { bar: "no error; at most 5 times", work: n2 }],
  ["N3", { bar: "at most 2 times", work: n3 }],
  ["N4", { bar: "at least 1 time", work: n4 }],
];

/** Starts a server and measures the wanted ones over it; everything it starts has ended when it is done. */
export async function measureTenants({ tenants, runtime, seconds, wanted, tell }: TenantsRun): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "receivables-edge-tenants-"));
  const world = await startWorld(folder, runtime);
  const load = { all: Array.from({ length: tenants }, (_, at) => tenantAt(at)), seconds };
  try {
    await makeNamespaces(world, load);
    if (!wanted("N5")) await world.tenant(["migrate"]);
    for (const [id, { bar, work }] of MEASURES) {
      if (wanted(id)) tell({ id, bar, ...(await work(world, load)) });
    }
  } finally {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
