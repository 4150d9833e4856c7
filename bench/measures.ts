// What `npm run bench` measures, in the order in which it is taken; a further bar is a line here.
import type { Bar } from "./bar.ts";
import type { Bench } from "./context.ts";
import { e3, e4 } from "./e3-e4-calls.ts";
import { e5 } from "./e5-peers.ts";
import { type EdgeCost, edgeCosts } from "./edge-cost.ts";
import { startLoad } from "./load.ts";
import { tenants } from "./n-tenants.ts";
import { p1 } from "./p1-recalculation.ts";
import { p2 } from "./p2-decoding.ts";
import { p4, startProxied } from "./p4-trips.ts";
import { p7 } from "./p7-growth.ts";
import { type StartCost, workerStart } from "./start.ts";
import { w1 } from "./w1-twin.ts";
import type { Bundles } from "./workerd.ts";

export type Run = {
  readonly bench: Bench;
  /** Whether a bar was asked for. */
  readonly wanted: (id: string) => boolean;
  /** Made when first asked for. */
  readonly bundles: () => Promise<Bundles>;
  /** A database that was grown before, where one was given. */
  readonly grown: string | undefined;
  readonly keepCosts: (costs: readonly EdgeCost[]) => void;
  readonly keepStart: (costs: readonly StartCost[]) => void;
};

export type Measure = {
  /** The bars that it gives: it is taken where one of them is wanted. */
  readonly ids: readonly string[];
  readonly take: (run: Run) => Promise<readonly Bar[]>;
  /** It compares with the peers' packages, or makes load with theirs. */
  readonly peers?: true;
};

export const MEASURES: readonly Measure[] = [
  { ids: ["P1"], take: ({ bench }) => p1(bench), peers: true },
  { ids: ["P2"], take: async ({ bench }) => p2(bench) },
  { ids: ["E3"], take: ({ bench }) => e3(bench), peers: true },
  { ids: ["E4"], take: async ({ bench, bundles }) => e4(bench, await bundles()), peers: true },
  { ids: ["P4"], take: trips },
  { ids: ["E1", "E2"], take: start },
  { ids: ["E5"], take: ({ bench }) => e5(bench, startLoad(bench)), peers: true },
  { ids: ["P7"], take: ({ bench, grown }) => p7(bench, grown) },
  { ids: ["W1"], take: ({ bench }) => w1(bench) },
  { ids: ["N2", "N3", "N4"], take: ({ bench, wanted }) => tenants(bench, wanted) },
];

/** P4, and what each of its calls costs, which is told beside the bars. */
async function trips({ bench, bundles, keepCosts }: Run): Promise<readonly Bar[]> {
  const { ours } = await bundles();
  const { url, proxy, pid } = await startProxied(bench, ours);
  const bars = await p4(bench, url, proxy);
  keepCosts(await edgeCosts(bench, url, proxy, pid));
  return bars;
}

/** E1 and E2, and what each part of the start costs. */
async function start({ bench, bundles, keepStart }: Run): Promise<readonly Bar[]> {
  const { bars, costs } = await workerStart(bench, await bundles());
  keepStart(costs);
  return bars;
}
