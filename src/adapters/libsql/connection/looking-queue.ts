// The queue of writers where requests must not depend on one another, as on Workers: who leaves wakes the next, and each
// looks by itself, from time to time, whether it is its turn. A timer there costs as much as a good part of a call.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import type { WriterQueue } from "./writer-queue.ts";

type Ticket = { seenAt: number; isRunning: boolean; wake: () => void };

/** After so long one looks unwoken: whoever was to wake it may be gone. */
const LOOK_AFTER_MS = 100;
/** A request whose caller is gone may never look again, nor say that its write is over. */
const LOST_WAITING_MS = 500;

/** Until it is woken, its time is over, or it is to look. Its timer is its own request's, who wakes it touches none. */
async function pause(own: Ticket, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  own.wake = resolve;
  const timer = setTimeout(resolve, LOOK_AFTER_MS);
  signal.addEventListener("abort", own.wake, { once: true });
  await promise;
  signal.removeEventListener("abort", own.wake);
  clearTimeout(timer);
}

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
    const own: Ticket = { seenAt: now(), isRunning: false, wake: () => {} };
    tickets.push(own);
    try {
      for (let place = placeOf(tickets, own); place > 0; place = placeOf(tickets, own)) {
        if (signal.aborted) throw new StoreUnavailable(signal.reason);
        await pause(own, signal);
        own.seenAt = now();
      }
      own.isRunning = true;
      return await work();
    } finally {
      const at = tickets.indexOf(own);
      if (at >= 0) tickets.splice(at, 1);
      if (at === 0) tickets[0]?.wake();
      if (tickets.length === 0) queues.delete(name);
    }
  };
}
