// Drives the load generator, which runs beside us as a process of its own.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Spread, spreadOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { peerFile } from "./peer-packages.ts";

export const CALL_NAMES = ["reference", "plan", "extra"] as const;
export type CallName = (typeof CALL_NAMES)[number];

/** How many contacts and plans there are, and how many requests are under way at once. */
export const SIZE = 1_000;
export const CONNECTIONS = 8;
/** Longer than any round; a server that hangs must not hold up the run. */
const MAX_MS = 30_000;

type Outcome = {
  readonly rate: number;
  readonly refused: number;
  readonly cutOff: number;
  readonly statuses: unknown;
  readonly next: number;
};
export type Load = (url: string, call: CallName, amount: number) => Promise<number>;

/** Starts the generator; a call sends that many requests and tells how many a second were answered. */
export function startLoad(bench: Bench): Load {
  const child = spawn(process.execPath, [peerFile("load.js")], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  bench.keep({
    stop: async () => {
      child.stdin.end();
      child.kill();
      await ended;
    },
  });
  // No server may get a request twice: each goes on where it stopped.
  const sent = new Map<string, number>();
  return async (url, call, amount) => {
    const from = sent.get(url + call) ?? 0;
    child.stdin.write(
      `${JSON.stringify({ url, call, from, amount, size: SIZE, connections: CONNECTIONS })}\n`,
    );
    const limit = setTimeout(() => child.kill(), MAX_MS);
    const line = await lines.next();
    clearTimeout(limit);
    if (line.done === true) throw new Error(`${call} at ${url}: no end of ${amount} requests`);
    const { rate, refused, cutOff, statuses, next } = JSON.parse(line.value) as Outcome;
    // A connection that broke says nothing of the service's answers; more than a few would spoil the rate.
    if (refused > 0 || cutOff > 1 + amount / 100)
      throw new Error(`${call} at ${url}: of ${amount} answers ${JSON.stringify(statuses)}`);
    sent.set(url + call, next);
    return rate;
  };
}

/** `warmUp` requests twice before the first round; a round takes each server about `seconds`. */
export type Contest = { readonly rounds: number; readonly seconds: number; readonly warmUp: number };

export const contestOf = (bench: Bench): Contest => ({
  rounds: bench.pick(7, 3),
  seconds: bench.pick(1, 0.2),
  warmUp: bench.pick(2_000, 24),
});

/** Requests a second of each server, in turns; then each one's ratio to the first, round by round. */
export async function contest(
  load: Load,
  urls: readonly string[],
  call: CallName,
  { rounds, seconds, warmUp }: Contest,
): Promise<readonly Spread[]> {
  const amounts = new Map<string, number>();
  for (const url of urls) {
    await load(url, call, warmUp);
    const rate = await load(url, call, warmUp);
    amounts.set(url, Math.max(24, Math.round(rate * seconds)));
  }
  const rates = urls.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < urls.length; turn += 1) {
      const at = (round + turn) % urls.length;
      const url = urls[at] ?? "";
      rates[at]?.push(await load(url, call, amounts.get(url) ?? 0));
    }
  }
  const [first = [], ...others] = rates;
  return others.map((other) => spreadOf(first.map((rate, round) => rate / (other[round] ?? Number.NaN))));
}
