// A caller's promise that a write is the same one as before, and what is kept of the first.
import type { LocalDate } from "./local-date.ts";
import type { Instant } from "./stamp.ts";

/**
 * Made of a request with an Idempotency-Key: `key` and `requestHash` are digests, `at` and `today` the moment and the
 * day of the request, which its response may depend on.
 */
export type Claim = {
  readonly key: string;
  readonly requestHash: string;
  readonly at: Instant;
  readonly today: LocalDate;
};

/** A whole response, as it was kept before responses were told from the history of what was written. */
export type KeptAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * What a write came to: the subject at the version that it made, or that it found as it should be (`changed` is false
 * then). `seq` is the newest event of all right after the write, so that everything can be told as it was.
 */
export type Wrote = {
  readonly subject: string;
  readonly id: number;
  readonly version: number;
  readonly changed: boolean;
  readonly seq: number;
};

/**
 * An earlier use of a key. It is kept in one batch with the write, so a use that is there took effect and can be told.
 * `dto` is the text that the request itself gave to be kept. `today` is null, and `answer` not, only in old rows.
 */
export type EarlierUse = {
  readonly requestHash: string;
  readonly at: Instant;
  readonly today: LocalDate | null;
  readonly wrote: Wrote | null;
  readonly dto: string | null;
  readonly answer: KeptAnswer | null;
};

/** The keys of requests, beside the stores whose writes they are kept with. */
export type IdempotencyKeys = {
  /** The earlier use of the claim's key, in one read trip; null for a key that is free. */
  readonly earlierUse: (claim: Claim) => Promise<EarlierUse | null>;
};
