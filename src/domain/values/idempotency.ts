// A caller's promise that a write is the same one as before, and what is kept of it.
import type { Instant } from "./stamp.ts";

/** Made of a request with an Idempotency-Key: `key` and `requestHash` are digests. */
export type Claim = { readonly key: string; readonly requestHash: string; readonly at: Instant };

export type KeptAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * An earlier use of the key: its request, its answer (null where that was not given, because the request still runs or
 * the process died after the write), and what it wrote, where it wrote something that has a history.
 */
export type EarlierUse = {
  readonly requestHash: string;
  readonly at: Instant;
  readonly answer: KeptAnswer | null;
  readonly wrote: { readonly subject: string; readonly id: number } | null;
};

/** The claims of requests, beside the stores whose writes they are made with. */
export type IdempotencyKeys = {
  /**
   * Keeps the answer of a claimed key, to be given again; nothing for a key whose request wrote nothing, not even where
   * another request has the key: a preview may name it.
   */
  readonly keepAnswer: (claim: Claim, answer: KeptAnswer) => Promise<void>;
};
