// `node tools/fuzz/fuzz-linear.ts [NAME]`, and a part of `npm run fuzz`: every reader at its cap with every hostile shape is
// quick, and half the text takes no less than its share of the time (S1). Best of five, since a machine has other work.
import { HOSTILE_SHAPES } from "../shared/hostile-shapes.ts";
import type { LinearTarget } from "../shared/linear-target.ts";
import { LINEAR_TARGETS } from "../shared/linear-targets.ts";

const SLOWEST_MS = 50;
const MAX_GROWTH = 2.3;
/** Below this a ratio tells more of the clock than of the reader. */
const TELLING_MS = 4;
const ROUNDS = 5;
/** A breach on the clock of the wall counts when the work of this thread alone shows it too, each of so many times. */
const ATTEMPTS = 10;
/** So much work at once that the grain of that measure, some milliseconds, is little of it. */
const ENOUGH_WORK_MS = 120;
const MAX_AT_ONCE = 60;

const MAX_SHOWN = 40;

export type LinearSummary = {
  readonly readings: number;
  readonly slowestMs: number;
  readonly slowest: string;
  readonly growth: number;
  readonly breaches: readonly string[];
};

async function timed(reading: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await reading();
  return performance.now() - startedAt;
}

/** The best of five; of fewer where the first is so quick that no bar is near. */
async function best(target: LinearTarget, text: string): Promise<number> {
  let least = await timed(target.reading(text));
  for (let round = 1; round < ROUNDS && least >= TELLING_MS / 4; round++) {
    least = Math.min(least, await timed(target.reading(text)));
  }
  return least;
}

type Measure = { readonly ms: number; readonly growth: number };

/** What this thread works for one reading, in milliseconds: other work of the machine is not in it. */
async function worked(target: LinearTarget, text: string, roughlyMs: number): Promise<number> {
  const count = Math.min(MAX_AT_ONCE, Math.ceil(ENOUGH_WORK_MS / roughlyMs));
  const readings = Array.from({ length: count }, () => target.reading(text));
  const before = process.threadCpuUsage();
  for (const reading of readings) await reading();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000 / count;
}

async function measure(target: LinearTarget, make: (length: number) => string): Promise<Measure> {
  const [whole, part] = [make(target.cap), make(target.cap / 2)];
  const ms = await best(target, whole);
  if (ms < TELLING_MS) return { ms, growth: 0 };
  const half = await best(target, part);
  let measured: Measure = { ms, growth: ms / half };
  let [wholeWork, halfWork] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS && isBreach(measured); attempt++) {
    wholeWork = Math.min(wholeWork, await worked(target, whole, ms));
    halfWork = Math.min(halfWork, await worked(target, part, half));
    // Very little work, and a ratio of it tells nothing.
    measured = { ms: wholeWork, growth: wholeWork < TELLING_MS ? 0 : wholeWork / halfWork };
  }
  return measured;
}

const isBreach = ({ ms, growth }: Measure): boolean => ms >= SLOWEST_MS || growth > MAX_GROWTH;

/** Times everything; `only` limits it to targets whose name holds that text. */
export async function fuzzLinear(only = ""): Promise<LinearSummary> {
  const targets = LINEAR_TARGETS.filter(({ name }) => name.includes(only));
  const breaches: string[] = [];
  let [slowestMs, slowest, growth] = [0, "none", 0];
  for (const target of targets) {
    for (const { name, make } of HOSTILE_SHAPES) {
      const measured = await measure(target, make);
      const what = `${target.name}, ${name}`;
      if (measured.ms > slowestMs) [slowestMs, slowest] = [measured.ms, what];
      growth = Math.max(growth, measured.growth);
      if (isBreach(measured)) {
        breaches.push(
          `${what}: ${measured.ms.toFixed(1)} ms, ${measured.growth.toFixed(2)} times that of half`,
        );
      }
    }
  }
  return { readings: targets.length * HOSTILE_SHAPES.length, slowestMs, slowest, growth, breaches };
}

/** Prints what came of it as a row of a table, and each breach; 0 when there is none. */
export function reportLinear({ readings, slowestMs, slowest, growth, breaches }: LinearSummary): number {
  console.log(
    `| S1 | ${readings} readings of hostile text at its cap | slowest ${slowestMs.toFixed(1)} ms (${slowest}), bar ${SLOWEST_MS} | twice the text at most ${growth.toFixed(2)} times the time, bar ${MAX_GROWTH} |`,
  );
  for (const breach of breaches.slice(0, MAX_SHOWN)) console.error(`NOT LINEAR: ${breach}`);
  if (breaches.length > MAX_SHOWN) console.error(`and ${breaches.length - MAX_SHOWN} more`);
  return breaches.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = reportLinear(await fuzzLinear(process.argv[2]));
