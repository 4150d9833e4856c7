// Chance that can be had again: texts and shares that follow from a seed and a count, alike on every runtime.

/** 32 bits of a seed and counts, well mixed; nothing secret rests on it. */
function mixed(seed: number, ...counts: readonly number[]): number {
  let state = seed ^ 0x9e3779b9;
  for (const count of counts) {
    state = Math.imul(state ^ count, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
    state = (state + 0x6d2b79f5) | 0;
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    state ^= state >>> 14;
  }
  return state >>> 0;
}

/** From 0 to just below 1. */
export const shareOf = (seed: number, count: number): number => mixed(seed, count, 5) / 2 ** 32;

/** A text in the form of a UUID, the `count`th of its seed. */
function idOf(seed: number, count: number): string {
  const hex = [1, 2, 3, 4].map((part) => mixed(seed, count, part).toString(16).padStart(8, "0")).join("");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20)].join("-");
}

export type Chance = {
  readonly newId: () => string;
  readonly state: () => { readonly seed: number; readonly drawn: number };
  readonly set: (seed: number, drawn: number) => void;
};

export function chanceOf(seed: number): Chance {
  let state = { seed, drawn: 0 };
  return {
    newId: () => {
      state = { ...state, drawn: state.drawn + 1 };
      return idOf(state.seed, state.drawn);
    },
    state: () => state,
    set: (own, drawn) => {
      state = { seed: own, drawn };
    },
  };
}
