// What every store throws when it cannot do what its port promises: nothing that the core could have prevented.
import type { EarlierUse } from "../values/idempotency.ts";

/** The store is gone, slow, busy or answers nonsense. Whether a write happened is then unknown. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super("the store is unavailable", { cause });
    this.name = "StoreUnavailable";
  }
}

/**
 * The store answers and will not do this one: a text, a row or all rows together are larger than it takes or gives at
 * once. Nothing of the write was kept, and sending it again does not help.
 */
export class TooLargeForStore extends Error {
  constructor(cause: unknown) {
    super("the store refuses something too large", { cause });
    this.name = "TooLargeForStore";
  }
}

/** What is asked to be written, or would be found by it, lies outside of what the caller reaches. */
export class OutOfReach extends Error {
  constructor() {
    super("it lies out of the caller's reach");
    this.name = "OutOfReach";
  }
}

/** The store is closed to its owner by the operator; nothing was read and nothing written. */
export class StoreBlocked extends Error {
  constructor(cause?: unknown) {
    super("the store is blocked", { cause });
    this.name = "StoreBlocked";
  }
}

/** The request's idempotency key was used before; nothing of this request was written. */
export class KeyUsedBefore extends Error {
  readonly use: EarlierUse;
  constructor(use: EarlierUse) {
    super("the idempotency key was used before");
    this.name = "KeyUsedBefore";
    this.use = use;
  }
}
