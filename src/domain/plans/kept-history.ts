// A plan's history as the store keeps it, text by text, so that it can be checked without trusting what wrote it.
import type { CommittedText } from "./kept-command.ts";
import type { Plan } from "./plan.ts";

/** One event as it is kept. `text` is what was hashed; the other members are kept beside it for queries. */
export type KeptEvent = {
  readonly version: number;
  readonly kind: string;
  readonly at: string;
  readonly actor: string;
  readonly previousHash: string | null;
  readonly hash: string | null;
  readonly text: string;
  /** What the text commits to, unless it was erased. */
  readonly texts?: readonly CommittedText[];
};

/** The events, oldest first, and today's plan: null when its rows do not even read as a plan. */
export type KeptHistory = { readonly events: readonly KeptEvent[]; readonly plan: Plan | null };

export type KeptHistories = {
  /** The whole history and the plan in one read trip; null when there is no such plan. */
  readonly kept: (id: number) => Promise<KeptHistory | null>;
};
