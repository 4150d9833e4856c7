// What the built-in functions cost, charged to the same count as the source's own steps: as many as there are characters
// or items that they may have to look at. A pattern is charged for the text from where it begins to where its match ends,
// or to the end of the text where there is none; that it looks at each character but a bounded number of times is
// regexes.test.ts's to show.

type Method = (this: unknown, ...given: unknown[]) => unknown;
type Cost = (self: { readonly length: number }, given: readonly unknown[], result: unknown) => number;

const whole: Cost = ({ length }) => length;
const ofResult: Cost = (_, __, result) => (typeof result === "string" ? result.length : 1);
const position = (given: readonly unknown[]): number => (typeof given[1] === "number" ? given[1] : 0);
/** As far as a search went. */
const searched: Cost = ({ length }, given, result) => {
  const from = position(given);
  return typeof result === "number" && result >= from ? result - from + 1 : Math.max(0, length - from);
};
const remaining: Cost = ({ length }, given, result) =>
  result === true ? 1 : Math.max(0, length - position(given));
const ofArgument: Cost = (_, [text]) => (typeof text === "string" ? text.length : 1);
const both: Cost = (self, given, result) => self.length + ofResult(self, given, result);

const STRINGS: Readonly<Record<string, Cost>> = {
  slice: ofResult,
  substring: ofResult,
  padStart: ofResult,
  padEnd: ofResult,
  repeat: ofResult,
  concat: ofResult,
  trim: whole,
  trimStart: whole,
  trimEnd: whole,
  split: whole,
  replace: both,
  replaceAll: both,
  toLowerCase: whole,
  toUpperCase: whole,
  toWellFormed: whole,
  isWellFormed: whole,
  // Marks are put in order by comparing, so this one is worse than linear: only short texts may come here.
  normalize: ({ length }) => length ** 2 / 16 + length,
  localeCompare: whole,
  indexOf: searched,
  search: searched,
  lastIndexOf: whole,
  includes: remaining,
  startsWith: ofArgument,
  endsWith: ofArgument,
  [Symbol.iterator as unknown as string]: whole,
};

const ARRAYS: Readonly<Record<string, Cost>> = {
  includes: searched,
  indexOf: searched,
  lastIndexOf: whole,
  slice: (_, __, result) => (Array.isArray(result) ? result.length : 1),
  concat: (_, __, result) => (Array.isArray(result) ? result.length : 1),
  shift: whole,
  unshift: whole,
  splice: whole,
  reverse: whole,
  join: both,
  sort: whole,
  toSorted: whole,
  flat: whole,
};

const charge = (cost: number): void => {
  const { steps } = globalThis;
  if (steps !== undefined) steps.count += Math.ceil(cost);
};

function patch(prototype: object, costs: Readonly<Record<string, Cost>>): () => void {
  const before = new Map<PropertyKey, unknown>();
  for (const name of Reflect.ownKeys(costs)) {
    const method = Reflect.get(prototype, name) as Method;
    const cost = Reflect.get(costs, name) as Cost;
    before.set(name, method);
    const charged: Method = function (...given) {
      const result = Reflect.apply(method, this, given);
      charge(cost(this as { length: number }, given, result));
      return result;
    };
    Object.defineProperty(prototype, name, { value: charged, configurable: true, writable: true });
  }
  return () => {
    for (const [name, value] of before) {
      Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
    }
  };
}

/** The one function that every use of a pattern comes to, once it is not the built-in one. */
function patchPatterns(): () => void {
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const end = match === null ? String(text).length : match.index + match[0].length;
    charge(Math.max(0, end - from) + 1);
    return match;
  };
  return () => {
    RegExp.prototype.exec = exec;
  };
}

function patchBigInt(): () => void {
  const original = globalThis.BigInt;
  const charging = (value: string | number | bigint | boolean): bigint => {
    // Reading digits takes more than linear time.
    if (typeof value === "string") charge(value.length ** 2 / 16);
    return original(value);
  };
  globalThis.BigInt = Object.assign(charging, {
    asIntN: original.asIntN,
    asUintN: original.asUintN,
    prototype: original.prototype,
  }) as BigIntConstructor;
  return () => {
    globalThis.BigInt = original;
  };
}

/** How many steps a reading takes. Everything is as it was when it returns. */
export async function stepsOf(reading: () => unknown): Promise<number> {
  globalThis.steps ??= { count: 0 };
  const undo = [
    patch(String.prototype, STRINGS),
    patch(Array.prototype, ARRAYS),
    patchPatterns(),
    patchBigInt(),
  ];
  const { steps } = globalThis;
  const before = steps.count;
  try {
    await reading();
    return steps.count - before;
  } finally {
    for (const put of undo) put();
  }
}
