// The one list of events that the in-memory stores write to, so that histories and the feed tell what they did.
import type { EventQuery, Events } from "../../domain/events/events-port.ts";
import type { RecordedEvent, Subject } from "../../domain/events/recorded-event.ts";
import { isAmong, type Reach, WHOLE } from "../../domain/ports/reach.ts";
import { type Page, pageOf } from "../../domain/values/page.ts";
import { textSize } from "./text-size.ts";

type Unnumbered<E> = E extends RecordedEvent ? Omit<E, "seq"> : never;

/** What a write comes to where its newest event does not say it, and what the request gave to be kept of its response. */
export type Effect = {
  readonly wrote?: { readonly subject: Subject; readonly id: number; readonly version: number };
  readonly dto?: string | null;
};

/** What was done while a piece of work ran; stores in memory do all that they do before they first wait. */
export type Done<T> = {
  readonly result: T;
  readonly effect: Effect;
  readonly events: readonly RecordedEvent[];
  readonly seqBefore: number;
};

export type EventLog = Events & {
  /** Notes which business unit a plan belongs to, or which account a reference. */
  readonly belong: (subject: "plan" | "reference", subjectId: number, to: number) => void;
  readonly append: (event: Unnumbered<RecordedEvent>) => void;
  /** Puts what `other` makes of each event in its place: only an erasure does that. */
  readonly rewrite: (other: (event: RecordedEvent) => RecordedEvent) => void;
  /** Said by a write of itself, for whoever keeps what came of it. */
  readonly tell: (effect: Effect) => void;
  readonly during: <T>(work: () => T) => Done<T>;
  readonly all: () => readonly RecordedEvent[];
};

export function memoryEvents(): EventLog {
  const events: RecordedEvent[] = [];
  const owners = new Map<string, number>();
  let effect: Effect = {};
  const isWithin = (subject: Subject, id: number, within: Reach = WHOLE): boolean => {
    if (subject === "contact" || subject === "client") return true;
    const numbers = subject === "plan" ? within.businessUnits : within.accounts;
    return isAmong(numbers, owners.get(`${subject} ${id}`) ?? 0);
  };
  const page = (
    of: readonly RecordedEvent[],
    cursor: "seq" | "version",
    query: EventQuery,
  ): Page<RecordedEvent> => {
    const following = of.filter((event) => event[cursor] > query.after);
    return pageOf(following, query.limit, (event) => event[cursor], textSize);
  };
  return {
    rewrite: (other) => events.splice(0, events.length, ...events.map(other)),
    append: (event) => {
      // What is made when it is asked for stays so.
      const members = Object.getOwnPropertyDescriptors(event);
      events.push(Object.defineProperties({ seq: events.length + 1 }, members) as RecordedEvent);
    },
    belong: (subject, id, to) => void owners.set(`${subject} ${id}`, to),
    tell: (one) => {
      effect = { ...effect, ...one };
    },
    during: (work) => {
      const seqBefore = events.length;
      effect = {};
      const result = work();
      return { result, effect, events: events.slice(seqBefore), seqBefore };
    },
    all: () => events,
    feed: async (query) => {
      const seen = events.filter(({ subject, subjectId }) => isWithin(subject, subjectId, query.within));
      return page(seen, "seq", query);
    },
    history: async (subject, id, query) => {
      if (!isWithin(subject, id, query.within)) return null;
      const own = events.filter((event) => event.subject === subject && event.subjectId === id);
      return own.length === 0 ? null : page(own, "version", query);
    },
  };
}
