// E3 and E4: each contract call against a bare Hono route with the same SQL, client and runtime. E3 on Node over an
// embedded file, in requests a second; E4 in workerd over sqld, in processor time, which is what an edge bills.
import { atLeast, atMost, type Bar, medianOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { fill, filledFile } from "./filled.ts";
import { CALL_NAMES, type CallName, contest, contestOf, type Entrant, ratiosOf, startLoad } from "./load.ts";
import { tetheredPid } from "./processor-time.ts";
import { type Server, startBare, startDatabase, startOurs, untilReady, VARIABLES } from "./servers.ts";
import { type Bundle, type Bundles, startWorkerd, workerdBinary } from "./workerd.ts";

const LEAST_RATE = 0.75;
const MOST_PROCESSOR = 1.35;

const entrantOf = ({ url, process: { pid } }: Server, command: string): Entrant => ({
  url,
  pid: pid === undefined ? null : tetheredPid(pid, command),
});

async function startWorker(bench: Bench, name: string, made: Bundle): Promise<Entrant> {
  const database = await startDatabase(bench, `${name}-sqld`);
  await fill(database);
  const folder = bench.folder(`${name}-workerd`);
  const worker = bench.keep(await startWorkerd(folder, made, { ...VARIABLES, DATABASE_URL: database }));
  await untilReady(worker.url);
  return entrantOf(worker, workerdBinary());
}

/** A bar for each call; what cannot be measured of one does not hold, and the others are measured all the same. */
async function eachCall(
  id: string,
  bar: string,
  work: (call: CallName) => Promise<Bar>,
): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const call of CALL_NAMES) {
    try {
      bars.push(await work(call));
    } catch (error) {
      const measured = error instanceof Error ? error.message : String(error);
      bars.push({ id, what: call, measured, bar, holds: false });
    }
  }
  return bars;
}

/** "ours 240 µs of processor a call, the bare route 180"; what the platform does not tell is unknown. */
function processorText(ours: readonly (number | null)[], bare: readonly (number | null)[]): string {
  const [mine, its] = [ours, bare].map((values) => medianOf(values.filter((value) => value !== null)));
  const shown = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? "unknown" : value.toFixed(0);
  return `ours ${shown(mine)} µs of processor a call, the bare route ${shown(its)}`;
}

export async function e3(bench: Bench): Promise<readonly Bar[]> {
  bench.progress("E3 starting the servers");
  const entrants = [
    entrantOf(await startOurs(bench, await filledFile(bench, "e3-ours")), process.execPath),
    entrantOf(await startBare(bench, await filledFile(bench, "e3-bare")), process.execPath),
  ];
  return eachCall("E3", `at least ${LEAST_RATE}`, async (call) => {
    bench.progress(`E3 ${call}`);
    const [ours, bare] = await contest(startLoad(bench), entrants, call, contestOf(bench));
    if (ours === undefined || bare === undefined) throw new Error("a server took no part");
    const what = `${call}, Node, embedded file: part of a bare route's rate (${processorText(ours.processor, bare.processor)})`;
    return atLeast("E3", what, ratiosOf(ours.rates, bare.rates), LEAST_RATE);
  });
}

export async function e4(bench: Bench, { ours: made, bare: bareMade }: Bundles): Promise<readonly Bar[]> {
  bench.progress("E4 starting the Workers");
  const entrants = [await startWorker(bench, "e4-ours", made), await startWorker(bench, "e4-bare", bareMade)];
  return eachCall("E4", `at most ${MOST_PROCESSOR}`, async (call) => {
    bench.progress(`E4 ${call}`);
    const [ours, bare] = await contest(startLoad(bench), entrants, call, contestOf(bench));
    if (ours === undefined || bare === undefined) throw new Error("a server took no part");
    if (ours.processor.includes(null)) throw new Error("this platform does not tell processor time");
    const what = `${call}, workerd, sqld: processor time, times a bare route's (${processorText(ours.processor, bare.processor)})`;
    return atMost("E4", what, ratiosOf(ours.processor, bare.processor), MOST_PROCESSOR);
  });
}
