// Something that must take linear work, whatever the length of what it is given.

export type LinearTarget = {
  readonly name: string;
  /** How many UTF-16 code units it is given at most. */
  readonly cap: number;
  /** What reads this text; making it is not counted. */
  readonly reading: (text: string) => () => unknown;
};
