// How often the fuzzer does what is usual, and how often something else.
import fc from "fast-check";

/** The usual, and once in a while the rare. */
export const often = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 15): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });

/** Null where the dice say that it is left out. Weights, because the numbers of a generator lean to its ends. */
export const optional = <T>(arbitrary: fc.Arbitrary<T>, chance = 0.2): fc.Arbitrary<T | null> =>
  fc.oneof(
    { weight: Math.round(chance * 100), arbitrary },
    { weight: 100 - Math.round(chance * 100), arbitrary: fc.constant(null) },
  );
