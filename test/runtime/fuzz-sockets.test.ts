// The small form of the fuzzer's part over sockets, against the server in a process of its own. SEED repeats one.
import { expect, it } from "vitest";
import { fuzzOverSockets } from "../../tools/fuzz/fuzz-sockets.ts";
import { SEED } from "../support/seed.ts";

const RUNS = 400;

it(`answers bodies up to the caps, and callers that hang up, in bounds; SEED=${SEED}`, async () => {
  const summary = await fuzzOverSockets({ runs: RUNS, seed: SEED, timed: false });
  expect(summary.wrong).toEqual([]);
  expect(summary.runs).toBe(RUNS);
  expect(summary.repeats).toBeGreaterThan(RUNS / 20);
  for (const status of [200, 201, 400, 404, 413, 422]) expect(summary.statuses[status]).toBeGreaterThan(0);
});
