// `npm run fuzz -- --runs 100000 [--sockets N] [--seed N]`, or `--replay FILE`: generated requests to every route and
// dialect (R3), in memory and, with bodies up to the caps and callers that hang up, over sockets.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { helpIfAsked } from "../../src/cli/command-line.ts";
import { fuzzLinear, reportLinear } from "./fuzz-linear.ts";
import { curlLine, type FuzzFailure, fuzz } from "./fuzz-run.ts";
import { fuzzOverSockets } from "./fuzz-sockets.ts";
import { openTarget } from "./fuzz-target.ts";

const MAX_GROWTH_MIB = 64;

helpIfAsked("Usage: npm run fuzz -- [--runs N] [--seed N] | --replay FILE");
const { values } = parseArgs({
  options: {
    runs: { type: "string" },
    sockets: { type: "string" },
    seed: { type: "string" },
    replay: { type: "string" },
  },
});
const runs = Number(values.runs ?? 100_000);
const sockets = Number(values.sockets ?? 5_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
if (![runs, sockets, seed].every(Number.isSafeInteger)) {
  console.error("Usage: npm run fuzz -- [--runs N] [--sockets N] [--seed N] | --replay FILE");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "receivables-fuzz-"));
const target = await openTarget(folder);
try {
  if (values.replay !== undefined) process.exitCode = await replay(values.replay);
  else process.exitCode = (await run()) || (await runOverSockets());
} finally {
  target.close();
  rmSync(folder, { recursive: true, force: true });
}

/** What the heap holds when all that can go is gone. */
function heldMiB(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

async function run(): Promise<number> {
  console.log(`fuzz, seed ${seed}: ${runs} requests`);
  const startedAt = Date.now();
  let [first, most] = [0, 0];
  mkdirSync(".data", { recursive: true });
  const last = join(".data", `fuzz-last-${process.pid}.json`);
  console.log(`should the process itself die, its last request is in ${last}`);
  const summary = await fuzz(target, {
    runs,
    seed,
    onRequest: (request, batchSeed) => {
      const failure = { seed: batchSeed, wrong: "the process died", request, before: [] };
      writeFileSync(last, JSON.stringify(failure));
    },
    onBatch: (done) => {
      const held = heldMiB();
      if (first === 0) first = held;
      most = Math.max(most, held);
      console.log(`  ${done} done, heap ${held} MiB, ${Math.round((Date.now() - startedAt) / 1000)} s`);
    },
  });
  rmSync(last, { force: true });
  const { statuses, wrote, slowestMs, failure } = summary;
  console.log(
    `${summary.runs} requests, ${wrote} wrote; slowest ${Math.round(slowestMs)} ms; heap ${first} to at most ${most} MiB`,
  );
  console.log(
    `answers: ${Object.entries(statuses)
      .map(([status, count]) => `${status} ${count} times`)
      .join(", ")}`,
  );
  if (failure !== null) return report(failure);
  if (most - first > MAX_GROWTH_MIB) {
    console.error(`the heap grew by ${most - first} MiB`);
    return 1;
  }
  console.log("no 5xx, no hang, nothing written by a refused request, every plan's history verifies");
  return reportLinear(await fuzzLinear());
}

async function runOverSockets(): Promise<number> {
  if (sockets === 0) return 0;
  console.log(`over sockets, seed ${seed}: ${sockets} requests`);
  const onBatch = (done: number) => console.log(`  ${done} done`);
  const summary = await fuzzOverSockets({ runs: sockets, seed, onBatch });
  const { statuses, slowestMs, largestBytes, longestWaitMs, grownKiB, repeats, wrong } = summary;
  const [slowest, waited] = [Math.round(slowestMs), Math.round(longestWaitMs)];
  console.log(
    `${summary.runs} requests, slowest ${slowest} ms, largest response ${largestBytes} bytes; /health waited at most ${waited} ms; process grew by ${grownKiB} KiB; ${repeats} repeats after a lost answer`,
  );
  const counts = Object.entries(statuses).map(([status, count]) => `${status} ${count} times`);
  console.log(`answers: ${counts.join(", ")}`);
  for (const line of wrong) console.error(`FAILED: ${line}`);
  if (wrong.length > 0) return 1;
  console.log("no 5xx, nothing slow, no refusal over 64 KiB, one effect and one answer for each key");
  return 0;
}

function report(failure: FuzzFailure): number {
  const file = join(".data", `fuzz-${failure.seed}-${Date.now()}.json`);
  writeFileSync(file, JSON.stringify(failure, null, 2));
  console.error(`FAILED: ${failure.wrong}`);
  if (failure.request !== null) console.error(curlLine(failure.request));
  console.error(
    `again, after the ${failure.before.length} writes before it: npm run fuzz -- --replay ${file}`,
  );
  return 1;
}

async function replay(file: string): Promise<number> {
  const { before, request, wrong } = JSON.parse(readFileSync(file, "utf8")) as FuzzFailure;
  console.log(`was: ${wrong}`);
  for (const one of before) await target.check(one);
  const checked = request === null ? null : await target.check(request);
  const now = checked?.wrong ?? (await target.brokenPlan());
  console.log(now === null ? `now: well (${checked?.status ?? "no request"})` : `now: ${now}`);
  return now === null ? 0 : 1;
}
