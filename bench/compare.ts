// Times functions of this process against each other: warmed up, in turns, many rounds, the middle counts.
import { medianOf, type Spread, spreadOf } from "./bar.ts";

export type Timed = {
  /** Nanoseconds a call, by name. */
  readonly nanoseconds: (name: string) => number;
  /** How many times longer `name` takes than `base`, round by round. */
  readonly ratio: (name: string, base: string) => Spread;
};

/** Keeps results alive, so that no work is left out as unused. */
let sink: unknown;

/** Of the clock on the wall: the processor's own goes forward in steps that are longer than a round on some machines. */
function timeOf(work: () => unknown, calls: number): number {
  const before = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) sink = work();
  return Number(process.hrtime.bigint() - before) / calls;
}

/** Each function runs for about `milliseconds` a round. */
export function compare(
  works: Readonly<Record<string, () => unknown>>,
  { rounds, milliseconds }: { readonly rounds: number; readonly milliseconds: number },
): Timed {
  const names = Object.keys(works);
  const calls = new Map<string, number>();
  for (const [name, work] of Object.entries(works)) {
    let count = 1;
    // Until a run is long enough to say how many make a round; this warms up too.
    for (let took = 0; took < milliseconds * 1e6; count *= 2) took = timeOf(work, count) * count;
    calls.set(name, Math.max(1, Math.round(count / 2)));
  }
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // The order turns, so that no one always runs after the same other.
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] ?? "";
      times.get(name)?.push(timeOf(works[name] ?? (() => sink), calls.get(name) ?? 1));
    }
  }
  const of = (name: string): readonly number[] => times.get(name) ?? [];
  return {
    nanoseconds: (name) => medianOf(of(name)),
    ratio: (name, base) => spreadOf(of(name).map((time, round) => time / (of(base)[round] ?? Number.NaN))),
  };
}
