// What the core asks of a store to check a plan's history: its events as they are kept, text by text, and part by part,
// so that no history is too long.
import type { Page } from "../../values/page.ts";
import type { Plan } from "../plan.ts";
import type { CommittedText } from "./kept-command.ts";

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

/**
 * A plan as it is at one moment, how many events it has then, and the mark of the newest of them (`seq`): what others
 * add while the history is read is not of it.
 */
export type KeptHead = { readonly plan: Plan | null; readonly count: number; readonly newest: number };

export type KeptHistories = {
  /** In one read trip; null when there is no such plan. */
  readonly keptHead: (id: number) => Promise<KeptHead | null>;
  /**
   * The plan's events above version `after`, none beyond the mark `newest`, in one read trip: as many as a page takes by
   * its bytes. The cursor is the version.
   */
  readonly keptEvents: (id: number, after: number, newest: number) => Promise<Page<KeptEvent>>;
};
