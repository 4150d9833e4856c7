// Writers of one database wait for one another here, in order: on a libSQL server each would find it busy, wait blindly
// and try again, and a server that holds its callers back does so for all its tenants at once.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";

/** Runs the work when all that came before it is over; `StoreUnavailable` when the signal comes first. */
export type WriterQueue = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** A queue for each name, kept as long as somebody is in it. */
export function writerQueues(): (name: string) => WriterQueue {
  const tails = new Map<string, Promise<void>>();
  return (name) => async (work, signal) => {
    const before = tails.get(name);
    const { promise: over, resolve: leave } = Promise.withResolvers<void>();
    const tail = before === undefined ? over : before.then(() => over);
    tails.set(name, tail);
    try {
      if (before !== undefined) await turn(before, signal);
      return await work();
    } finally {
      leave();
      if (tails.get(name) === tail) tails.delete(name);
    }
  };
}

async function turn(before: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new StoreUnavailable(signal.reason));
  if (signal.aborted) giveUp();
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    await Promise.race([before, late]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
