// A parameter of a contract call, in the words of the contract pages.

import { MAX_KEY_LENGTH } from "../../request/repeats/key-length.ts";
export type ContractParameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  /** In the words of the contract pages: integer, string, boolean, date, decimal number. */
  readonly type: string;
  readonly description: string;
  readonly information?: string;
  readonly words?: readonly string[];
  readonly example?: string;
};

/** Taken by every call that writes. */
export const IDEMPOTENCY_KEY: ContractParameter = {
  name: "Idempotency-Key",
  in: "header",
  type: "string",
  description:
    "Sent again with the same key, the same request acts once and gets the first answer. Kept for at least 24 hours.",
  information: `1 to ${MAX_KEY_LENGTH} visible ASCII characters.`,
};
