// How much of a store's plans and references one caller may see. What lies outside is not there for it.

/** Plans of these business units, references of these accounts; null leaves all of them. */
export type Reach = {
  readonly businessUnits: readonly number[] | null;
  readonly accounts: readonly number[] | null;
};

/** Everything that a store holds. */
export const WHOLE: Reach = { businessUnits: null, accounts: null };

/** Whether a number is among those that may be seen. */
export const isAmong = (numbers: readonly number[] | null, one: number): boolean =>
  numbers === null || numbers.includes(one);
