// Long work goes in steps: between them others have their turn, and it ends when nobody waits for it any more.
import type { KeptEvent, KeptHistories } from "../../domain/plans/history/kept-histories-port.ts";
import type { KeptHistory } from "../../domain/plans/history/kept-history.ts";

/**
 * To be awaited between the steps of long work, and before each trip to the database, with what was done since the last
 * time: one for each row of a plan, or as much other work. Throws `CallerGone`: then nothing more is read or written.
 */
export type Pace = (steps: number) => Promise<void>;

/** The caller has closed the connection: no answer would reach it. */
export class CallerGone extends Error {
  constructor() {
    super("the caller has gone");
    this.name = "CallerGone";
  }
}

/** A millisecond or two of rehearsing: no more than a long plan. 50 ms is what nothing may take at a stretch (S5). */
export const STEPS_A_TURN = 600;

/** A trip to an embedded database keeps everybody waiting while it lasts: others have their turn before and after. */
export const A_TRIP = STEPS_A_TURN;

/** Of text that is read, hashed or written, what takes about as long as a row of a plan. */
export const BYTES_A_STEP = 50;

/** The next turn of the event loop, after what came in meanwhile; not every runtime has `setImmediate`. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof globalThis.setImmediate === "function") globalThis.setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** The pace of one request: its signal (or what stands for it) is aborted when its caller has gone. */
export function paceOf(signal: { readonly aborted: boolean }, turn: () => Promise<void> = nextTurn): Pace {
  let done = 0;
  return async (steps) => {
    done += steps;
    if (done >= STEPS_A_TURN) {
      done = 0;
      if (!signal.aborted) await turn();
    }
    if (signal.aborted) throw new CallerGone();
  };
}

/** Each trip as a step of its own, none once the caller has gone. */
export const pacedHistories = (plans: KeptHistories, pace: Pace): KeptHistories => ({
  keptHead: plans.keptHead,
  keptEvents: async (...given) => {
    await pace(A_TRIP);
    const page = await plans.keptEvents(...given);
    await pace(A_TRIP);
    return page;
  },
});

/** Kept events one by one, as fast as a request may work. */
export async function* pacedEvents(
  events: KeptHistory["events"],
  pace: Pace,
): AsyncGenerator<KeptEvent, void, undefined> {
  for await (const event of events) {
    await pace(event.text.length / BYTES_A_STEP);
    yield event;
  }
}
