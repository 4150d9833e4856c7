// Drives the load generator, which runs beside us as a process of its own.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Spread, spreadOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { peerFile } from "./peer-packages.ts";
import { processorMs } from "./processor-time.ts";

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

/** A server that takes part; its process, where its processor time is wanted. */
export type Entrant = { readonly url: string; readonly pid: number | null };

/** Of one server, round by round: requests a second, and microseconds of processor a request where they can be told. */
export type Performance = { readonly rates: number[]; readonly processor: (number | null)[] };

/** Each server's performance, in turns. */
export async function contest(
  load: Load,
  entrants: readonly Entrant[],
  call: CallName,
  { rounds, seconds, warmUp }: Contest,
): Promise<readonly Performance[]> {
  const amounts: number[] = [];
  for (const { url } of entrants) {
    await load(url, call, warmUp);
    const rate = await load(url, call, warmUp);
    amounts.push(Math.max(24, Math.round(rate * seconds)));
  }
  const performances = entrants.map((): Performance => ({ rates: [], processor: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < entrants.length; turn += 1) {
      const at = (round + turn) % entrants.length;
      const { url = "", pid = null } = entrants[at] ?? {};
      const amount = amounts[at] ?? 0;
      const before = pid === null ? null : processorMs(pid);
      performances[at]?.rates.push(await load(url, call, amount));
      const after = pid === null ? null : processorMs(pid);
      performances[at]?.processor.push(
        before === null || after === null ? null : ((after - before) * 1_000) / amount,
      );
    }
  }
  return performances;
}

/** Ours to another's, round by round; a round without a value has no part in it. */
export const ratiosOf = (ours: readonly (number | null)[], other: readonly (number | null)[]): Spread =>
  spreadOf(
    ours.flatMap((value, round) => {
      const its = other[round];
      return value === null || its === null || its === undefined ? [] : [value / its];
    }),
  );
