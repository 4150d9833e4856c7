// What a reader hands back, whatever the format.

import type { ModelState } from "./action-result.ts";
import type { Shape, WireValue } from "./shape.ts";

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
export const MODEL = "model";

/** The text that stands for every exception: the exception's own never leaves the server. */
export const EXCEPTION_MESSAGE = "An error has occurred.";

const NOTHING: ReadonlySet<string> = new Set();

/** Nothing was bound, and nothing was wrong. */
export const nothing: Decoded = { value: null, missing: NOTHING, errors: null };

/** The body as a whole could not be read (30-wire.md "XML in"). */
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

/** Errors by key, in the order found. */
export class Errors {
  readonly #byKey = new Map<string, string[]>();

  /** Adds a message under `model`, `model.path` or `model[0]`. */
  add(path: string, message: string = EXCEPTION_MESSAGE): void {
    const key = path === "" ? MODEL : path.startsWith("[") ? MODEL + path : `${MODEL}.${path}`;
    const messages = this.#byKey.get(key);
    if (messages === undefined) this.#byKey.set(key, [message]);
    else messages.push(message);
  }

  get any(): boolean {
    return this.#byKey.size > 0;
  }

  /** The errors as a result; their presence voids whatever was bound. */
  toDecoded(): Decoded {
    return { value: null, missing: NOTHING, errors: Object.fromEntries(this.#byKey) };
  }
}
