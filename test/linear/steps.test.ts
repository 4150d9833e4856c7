// S1, counted: every reader at its cap takes a bounded number of steps for each character of any hostile shape, and twice
// the text takes at most 2.3 times as many. `npm run fuzz` takes the time of the same.
import { describe, expect, it } from "vitest";
import { HOSTILE_SHAPES } from "../../tools/shared/hostile-shapes.ts";
import type { LinearTarget } from "../../tools/shared/linear-target.ts";
import { LINEAR_TARGETS } from "../../tools/shared/linear-targets.ts";
import { stepsOf } from "./charged.ts";
import { NOT_LINEAR } from "./examples/not-linear.ts";

const MOST_GROWTH = 2.3;
/** For each character: readers look at one several times, as bytes, as text, as a name, as a value. */
const MOST_STEPS = 100;
/** What a reading takes whatever the text: the rest of a request. */
const FIXED_STEPS = 40_000;
/** As much text as shows how steps grow, and as little as lets the run end soon. */
const LENGTH = 12_000;

/** What is wrong with how a target reads a shape; null when nothing is. */
async function breach(target: LinearTarget, make: (length: number) => string): Promise<string | null> {
  const length = Math.min(target.cap, LENGTH);
  // What is made once, when it is first wanted, is nobody's cost.
  await target.reading(make(16))();
  const steps = await stepsOf(target.reading(make(length)));
  const half = await stepsOf(target.reading(make(length / 2)));
  if (steps > MOST_STEPS * length + FIXED_STEPS) return `${steps} steps for ${length} characters`;
  const growth = steps / half;
  return growth > MOST_GROWTH && steps > FIXED_STEPS ? `${growth.toFixed(2)} times the steps of half` : null;
}

describe("the shapes", () => {
  it("are at least 40, and as long as they are asked to be", () => {
    expect(HOSTILE_SHAPES.length).toBeGreaterThanOrEqual(40);
    for (const { name, make } of HOSTILE_SHAPES) {
      for (const length of [100, 1_001]) expect(make(length), name).toHaveLength(length);
    }
  });
});

describe("a reader", () => {
  it.each(LINEAR_TARGETS.map((target) => [target.name, target] as const))(
    "takes linear time: %s",
    async (_, target) => {
      const breaches: string[] = [];
      for (const { name, make } of HOSTILE_SHAPES) {
        const found = await breach(target, make);
        if (found !== null) breaches.push(`${name}: ${found}`);
      }
      expect(breaches).toEqual([]);
    },
  );
});

describe("the count", () => {
  it.each(Object.entries(NOT_LINEAR))("finds what is not linear: %s", async (name, read) => {
    const target: LinearTarget = { name, cap: LENGTH, reading: (text) => () => read(text) };
    expect(await breach(target, (length) => `${" ".repeat(length - 1)}x`)).not.toBeNull();
  });

  it("counts the source's own steps, and nothing twice for nothing", async () => {
    const { parseCrn } = await import("../../src/domain/references/crn.ts");
    const read = (text: string) => stepsOf(() => parseCrn(text));
    const [short, long] = [await read("123456789A"), await read("1".repeat(400))];
    expect(short).toBeGreaterThan(5);
    expect(long).toBeGreaterThan(short);
    expect(await read("123456789A")).toBe(short);
  });
});
