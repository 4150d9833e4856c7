// The small form of `npm run fuzz`: generated requests to every described route, over a real file. SEED repeats one.
import { afterAll, describe, expect, it } from "vitest";
import { type FuzzSummary, fuzz } from "../../tools/fuzz/fuzz-run.ts";
import { openTarget } from "../../tools/fuzz/fuzz-target.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { SEED } from "../support/seed.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 1_000);

const folder = temporaryFolder();
afterAll(() => folder.remove());

describe(`fuzz, ${RUNS} requests, SEED=${SEED}`, () => {
  it(
    "answers each without a 5xx, in time, and writes nothing for a refused one",
    async () => {
      const target = await openTarget(folder.path);
      let summary: FuzzSummary;
      try {
        summary = await fuzz(target, { runs: RUNS, seed: SEED });
      } finally {
        target.close();
      }
      expect(summary.failure).toBeNull();
      expect(summary.runs).toBe(RUNS);
      // If nothing were accepted, nothing would be shown.
      expect(summary.wrote).toBeGreaterThan(RUNS / 100);
      for (const status of [200, 201, 400, 401, 404, 405, 412, 422])
        expect(summary.statuses[status]).toBeGreaterThan(0);
    },
    Math.max(60_000, RUNS * 40),
  );
});
