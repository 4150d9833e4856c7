// Callers that write all the time, whatever happens to what they call.

import type { Random } from "../shared/seeded.ts";
import { type Call, callOf, KINDS } from "./chaos-calls.ts";
import { type Journal, send } from "./chaos-journal.ts";
import { pause } from "./chaos-service.ts";

export type Load = {
  /** Ends the callers; resolves when the last has heard of its last write. */
  stop(): Promise<void>;
};

/** Tokens are unique for a database: the first is above every id of the demo data. */
export const FIRST_TOKEN = 1_000;
const CALLERS = 4;

/** Makes the plans that updates and payments are for. */
export async function makePlans(journal: Journal, url: string, count: number): Promise<number[]> {
  const plans: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const { outcome } = await send(journal, url, callOf("plan", FIRST_TOKEN + journal.entries.length, 0));
    if (outcome.tag !== "acknowledged" || outcome.id === null) throw new Error("no plan could be made");
    plans.push(outcome.id);
  }
  return plans;
}

/** Another write each time: `plans` are the few that all callers change at once. */
export function nextCall(journal: Journal, random: Random, plans: readonly number[]): Call {
  return callOf(random.pick(KINDS), FIRST_TOKEN + journal.entries.length, random.pick(plans));
}

export function startLoad(journal: Journal, url: string, random: Random, plans: readonly number[]): Load {
  let running = true;
  const caller = async () => {
    while (running) {
      const call = nextCall(journal, random, plans);
      // The entry is made first, so that no other caller takes the token.
      const entry = { call, outcome: { tag: "no answer", ms: 0 } as const };
      journal.entries.push(entry);
      const { outcome } = await send(journal, url, call, entry);
      if (outcome.tag !== "acknowledged") await pause(60);
    }
  };
  const callers = Array.from({ length: CALLERS }, caller);
  return {
    stop: async () => {
      running = false;
      await Promise.all(callers);
    },
  };
}
