// What a reader hands back, whatever the format.

import type { ModelState } from "../action-result.ts";
import { cut, MAX_ERRORS, MAX_PATH_LENGTH } from "../bounded.ts";
import type { Shape, WireValue } from "../values/shape.ts";

export type Dto = Readonly<Record<string, WireValue>>;

/** A DTO while it is being read. */
export type Draft = Record<string, WireValue>;

/** Either errors by ModelState key, or a DTO (null: there was nothing to bind) and its members that were not sent. */
export interface Decoded {
  readonly value: Dto | null;
  readonly missing: ReadonlySet<string>;
  readonly errors: ModelState | null;
}

/** The parameter of the original's actions; it begins every ModelState key. */
const MODEL = "model";

/** The text that stands for every exception: the exception's own never leaves the server. */
const EXCEPTION_MESSAGE = "An error has occurred.";

const NOTHING: ReadonlySet<string> = new Set();

/** Nothing was bound, and nothing was wrong. */
export const nothing: Decoded = { value: null, missing: NOTHING, errors: null };

/** The body as a whole could not be read (docs/wire.md "XML in"). */
export const unreadable: Decoded = {
  value: null,
  missing: NOTHING,
  errors: { [MODEL]: [EXCEPTION_MESSAGE] },
};

/** A DTO was bound; `seen` names the root's members that the body carried. */
export const bound = (shape: Shape, value: Dto, seen: readonly string[]): Decoded => ({
  value,
  missing: missingFrom(shape.storedNames, seen),
  errors: null,
});

const missingFrom = (names: readonly string[], seen: readonly string[]): ReadonlySet<string> => {
  // A whole body in declaration order is the usual one.
  if (names.length === seen.length && names.every((name, at) => name === seen[at])) return NOTHING;
  return new Set(names.filter((name) => !seen.includes(name)));
};

/**
 * What all keys of one answer may weigh together, a letter or digit 1 and any other character 7, as XML escapes it. An
 * error has its key twice in XML, and two bytes a character in UTF-16: that and the messages stay below 64 KiB.
 */
const MAX_WEIGHT = 12_000;
const PLAIN = /[A-Za-z0-9.]/g;

const weightOf = (key: string): number => {
  const plain = key.match(PLAIN)?.length ?? 0;
  return plain + 7 * (key.length - plain);
};

/** Errors by key, in the order found: no more than an answer has room for. */
export class Errors {
  readonly #byKey = new Map<string, string[]>();
  #count = 0;
  #weight = 0;

  /** Adds a message under `model`, `model.path` or `model[0]`, where there is room for it. */
  add(path: string, message: string = EXCEPTION_MESSAGE): void {
    if (this.isFull) return;
    this.#count++;
    const key = path === "" ? MODEL : path.startsWith("[") ? MODEL + path : `${MODEL}.${path}`;
    const shown = cut(key, MAX_PATH_LENGTH);
    this.#weight += weightOf(shown);
    const messages = this.#byKey.get(shown);
    if (messages === undefined) this.#byKey.set(shown, [message]);
    else messages.push(message);
  }

  get any(): boolean {
    return this.#byKey.size > 0;
  }

  /** Whether what else is found will not be reported. */
  get isFull(): boolean {
    return this.#count >= MAX_ERRORS || this.#weight >= MAX_WEIGHT;
  }

  /** The errors as a result; their presence voids whatever was bound. */
  toDecoded(): Decoded {
    return { value: null, missing: NOTHING, errors: Object.fromEntries(this.#byKey) };
  }
}
