// The queue of writers where requests must not wait for one another's work, as on Workers: each looks, from time to
// time, whether it is its turn.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import type { WriterQueue } from "./writer-queue.ts";

type Ticket = { seenAt: number; isRunning: boolean };

/** How long the next one waits before it looks, and so much more each one behind it: about as long as a write takes. */
const PAUSE_MS = 3;
const LONGEST_PAUSE_MS = 40;
/** A request whose caller is gone may never look again, nor say that its write is over. */
const LOST_WAITING_MS = 500;

/**
 * A queue for each name, kept as long as somebody is in it. A write takes at most `longestMs`; `now` is the clock, in
 * milliseconds.
 */
export function lookingQueues(longestMs: number, now: () => number): (name: string) => WriterQueue {
  const queues = new Map<string, Ticket[]>();
  const isLost = ({ seenAt, isRunning }: Ticket): boolean =>
    Math.abs(now() - seenAt) > (isRunning ? longestMs : LOST_WAITING_MS);

  /** How many are before it; those that are lost are put out. */
  const placeOf = (tickets: Ticket[], own: Ticket): number => {
    while (tickets[0] !== undefined && tickets[0] !== own && isLost(tickets[0])) tickets.shift();
    return tickets.indexOf(own);
  };

  return (name) => async (work, signal) => {
    const tickets = queues.get(name) ?? [];
    queues.set(name, tickets);
    const own: Ticket = { seenAt: now(), isRunning: false };
    tickets.push(own);
    try {
      for (let place = placeOf(tickets, own); place > 0; place = placeOf(tickets, own)) {
        if (signal.aborted) throw new StoreUnavailable(signal.reason);
        const pause = Math.min(LONGEST_PAUSE_MS, place * PAUSE_MS);
        await new Promise((resolve) => setTimeout(resolve, pause));
        own.seenAt = now();
      }
      own.isRunning = true;
      return await work();
    } finally {
      const at = tickets.indexOf(own);
      if (at >= 0) tickets.splice(at, 1);
      if (tickets.length === 0) queues.delete(name);
    }
  };
}
