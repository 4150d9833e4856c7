// P5: how big the Worker's bundle is, and what its start costs, against a hello-world Hono Worker.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { atMost, type Bar, medianOf, spreadOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { processorMs } from "./processor-time.ts";
import { untilReady, VARIABLES } from "./servers.ts";
import { type Bundles, configFor, workerdBinary } from "./workerd.ts";

const MAX_BYTES = 160 * 1024;

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

export async function p5(bench: Bench, { ours, hello: smallest }: Bundles): Promise<readonly Bar[]> {
  bench.progress("P5 starting Workers");
  const variables = { ...VARIABLES, DATABASE_URL: "http://127.0.0.1:1" };
  const configs = [ours, smallest].map((made, at) => configFor(bench.folder(`p5-${at}`), made, 0, variables));
  const times = configs.map((): number[] => []);
  for (let round = 0; round < bench.pick(15, 3); round += 1) {
    for (const [at, config] of configs.entries()) times[at]?.push(await startOnce(config));
  }
  const [mine = [], hello = []] = times;
  const ratio = spreadOf(mine.map((time, round) => time / (hello[round] ?? Number.NaN)));
  const each = `${medianOf(mine).toFixed(0)} ms of processor to ${medianOf(hello).toFixed(0)}`;
  return [
    {
      id: "P5",
      what: "the Worker's bundle, gzipped",
      measured: `${(ours.gzipped / 1024).toFixed(1)} KiB`,
      bar: "at most 160 KiB",
      holds: ours.gzipped <= MAX_BYTES,
    },
    atMost("P5", `start to first answer: times a hello-world Hono Worker (${each})`, ratio, 3),
  ];
}
