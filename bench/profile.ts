// `node bench/profile.ts [-- --quick]`: what each contract call costs on Node over an embedded file, in microseconds of
// processor by part, beside a bare route with the same SQL. The time is of a run without a profile, its parts of one with.
import { parseArgs } from "node:util";
import { openBench } from "./context.ts";
import { filledFile } from "./filled.ts";
import { CALL_NAMES, type CallName, startLoad } from "./load.ts";
import { installPeers } from "./peer-packages.ts";
import { processorMs, tetheredPid } from "./processor-time.ts";
import { PART_NAMES, sharesOf } from "./profile-parts.ts";
import { startBare, startOurs } from "./servers.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});
const bench = openBench(values.quick);
installPeers(bench.progress);
const load = startLoad(bench);
const REQUESTS = bench.pick(10_000, 400);

const microseconds = (): number => Number(process.hrtime.bigint() / 1_000n);

type Start = typeof startOurs;

/** Microseconds of processor a call, in all. */
async function costOf(start: Start, call: CallName, name: string): Promise<number> {
  const server = await start(bench, await filledFile(bench, name));
  await load(server.url, call, REQUESTS);
  const pid = tetheredPid(server.process.pid ?? 0, process.execPath) ?? 0;
  const before = processorMs(pid);
  await load(server.url, call, REQUESTS);
  const after = processorMs(pid);
  await server.stop();
  if (before === null || after === null) throw new Error("this platform does not tell processor time");
  return ((after - before) * 1_000) / REQUESTS;
}

async function partsOf(start: Start, call: CallName, name: string): Promise<ReadonlyMap<string, number>> {
  const folder = bench.folder(`${name}-profile`);
  const flags = ["--cpu-prof", "--cpu-prof-interval=250", `--cpu-prof-dir=${folder}`];
  const server = await start(bench, await filledFile(bench, name), flags);
  await load(server.url, call, REQUESTS);
  const from = microseconds();
  await load(server.url, call, REQUESTS);
  const to = microseconds();
  await server.stop();
  return sharesOf(folder, from, to);
}

const table: Record<string, Record<string, number>> = {};
const put = (row: string, column: string, value: number): void => {
  table[row] = { ...table[row], [column]: Math.round(value) };
};
try {
  for (const call of CALL_NAMES) {
    for (const [who, start] of [
      ["ours", startOurs],
      ["bare", startBare],
    ] as const) {
      bench.progress(`${call}, ${who}`);
      const cost = await costOf(start, call, `${who}-${call}`);
      const shares = await partsOf(start, call, `${who}-${call}-profiled`);
      for (const part of PART_NAMES) put(part, `${call}, ${who}`, cost * (shares.get(part) ?? 0));
      put("in all", `${call}, ${who}`, cost);
    }
  }
} finally {
  await bench.close();
}
console.table(table);
