// W1: a new twin and its first answered call, in a process that has imported it.
import assert from "node:assert/strict";
import { makeTwin } from "../src/twin/twin.ts";
import { TWIN_KEY } from "../src/twin/twin-key.ts";
import { atMost, type Bar, spreadOf } from "./bar.ts";
import type { Bench } from "./context.ts";

export async function w1(bench: Bench): Promise<readonly Bar[]> {
  bench.progress("W1 a new twin");
  const times: number[] = [];
  for (let round = 0; round < bench.pick(500, 100); round += 1) {
    const from = performance.now();
    const answer = await makeTwin({}, async () => ({})).fetch("/v1/payment-plans", {
      headers: { key: TWIN_KEY },
    });
    assert.equal(await answer.text(), '{"items":[],"next":null}');
    times.push(performance.now() - from);
  }
  const [first = Number.NaN, ...others] = times;
  const what = `a new twin with its first answered call, ms (the very first of a process: ${first.toFixed(0)})`;
  return [atMost("W1", what, spreadOf(others), 5)];
}
