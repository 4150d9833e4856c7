// E1 and E2: how big the Worker's script is, and what its start costs, against a hello-world Hono Worker.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { atMost, type Bar, medianOf, spreadOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { processorMs } from "./processor-time.ts";
import { untilReady, VARIABLES } from "./servers.ts";
import { startParts } from "./start-parts.ts";
import { type Bundle, type Bundles, configFor, workerdBinary } from "./workerd.ts";

const KIB = 1024;

/** As a deployment has them: those of wrangler.toml, and keys. */
const DEPLOYED = {
  ...VARIABLES,
  DATABASE_URL: "http://127.0.0.1:1",
  DEFAULT_CURRENCY: "AUD",
  TIME_ZONE: "Australia/Sydney",
};

/** Starts workerd once, until its Worker has answered; the processor time it took (where unknown, the time). */
async function startOnce(config: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(workerdBinary(), ["serve", config, "--control-fd=3"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    const control = child.stdio[3] as NodeJS.ReadableStream;
    const [line] = await Promise.race([once(control, "data"), ended.then(() => ["it ended"])]);
    const port = /"port":(\d+)/.exec(String(line))?.[1];
    if (port === undefined) throw new Error(`workerd does not listen: ${line}`);
    await untilReady(`http://127.0.0.1:${port}`);
    return processorMs(child.pid ?? 0) ?? performance.now() - startedAt;
  } finally {
    child.kill();
    await ended;
  }
}

const sizeBar = (id: string, { gzipped }: Bundle, most: number): Bar => ({
  id,
  what: "the Worker's script, gzipped",
  measured: `${(gzipped / KIB).toFixed(1)} KiB`,
  bar: `at most ${most} KiB`,
  holds: gzipped <= most * KIB,
});

export type StartCost = { readonly part: string; readonly "processor ms": number; readonly least: number };

export async function workerStart(
  bench: Bench,
  bundles: Bundles,
): Promise<{ readonly bars: readonly Bar[]; readonly costs: readonly StartCost[] }> {
  bench.progress("starting Workers");
  const parts = startParts(bench, bundles).map(({ name, made }, at) => ({
    name,
    config: configFor(bench.folder(`start-${at}`), made, 0, DEPLOYED),
    times: [] as number[],
  }));
  for (let round = 0; round < bench.pick(31, 5); round += 1) {
    for (const { config, times } of parts) times.push(await startOnce(config));
  }
  const timesOf = (made: number): readonly number[] => parts.at(made)?.times ?? [];
  const [hello, ours] = [timesOf(1), timesOf(-1)];
  const ratio = spreadOf(ours.map((time, round) => time / (hello[round] ?? Number.NaN)));
  const each = `${medianOf(ours).toFixed(0)} ms of processor to ${medianOf(hello).toFixed(0)}`;
  const what = `start to first answer: times a hello-world Hono Worker (${each})`;
  return {
    bars: [sizeBar("E1", bundles.ours, 110), atMost("E2", what, ratio, 2)],
    costs: parts.map(({ name, times }) => ({
      part: name,
      "processor ms": Number(medianOf(times).toFixed(1)),
      least: Number(Math.min(...times).toFixed(1)),
    })),
  };
}
