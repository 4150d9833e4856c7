// What a benchmark hands back: a bar of docs/measured.md, what was measured against it, and whether it holds.

export type Bar = {
  readonly id: string;
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly holds: boolean;
};

export type Spread = { readonly median: number; readonly least: number; readonly most: number };

/** The middle of the values, and their ends. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: medianOf(sorted), least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

const shown = (value: number): string => value.toFixed(value >= 20 ? 0 : 2);

export const spreadText = ({ median, least, most }: Spread): string =>
  `${shown(median)} (${shown(least)} to ${shown(most)})`;

/** A bar that holds where the median ratio is at least that much. */
export const atLeast = (id: string, what: string, ratio: Spread, least: number): Bar => ({
  id,
  what,
  measured: spreadText(ratio),
  bar: `at least ${least}`,
  holds: ratio.median >= least,
});

/** A bar that holds where the median ratio is at most that much. */
export const atMost = (id: string, what: string, ratio: Spread, most: number): Bar => ({
  id,
  what,
  measured: spreadText(ratio),
  bar: `at most ${most}`,
  holds: ratio.median <= most,
});
