// The one list of events that the in-memory stores write to, so that histories and the feed tell what they did.
import type { EventQuery, Events } from "../../domain/events/events-port.ts";
import type { RecordedEvent, Subject } from "../../domain/events/recorded-event.ts";
import { isAmong, type Reach, WHOLE } from "../../domain/ports/reach.ts";
import { type Page, pageOf } from "../../domain/values/page.ts";
import { textSize } from "./text-size.ts";

type Unnumbered<E> = E extends RecordedEvent ? Omit<E, "seq"> : never;

export type EventLog = Events & {
  /** Notes which business unit a plan belongs to, or which account a reference. */
  readonly belong: (subject: "plan" | "reference", subjectId: number, to: number) => void;
  readonly append: (event: Unnumbered<RecordedEvent>) => void;
  /** Puts what `other` makes of each event in its place: only an erasure does that. */
  readonly rewrite: (other: (event: RecordedEvent) => RecordedEvent) => void;
};

export function memoryEvents(): EventLog {
  const events: RecordedEvent[] = [];
  const owners = new Map<string, number>();
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
    append: (event) => void events.push({ ...event, seq: events.length + 1 } as RecordedEvent),
    belong: (subject, id, to) => void owners.set(`${subject} ${id}`, to),
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
