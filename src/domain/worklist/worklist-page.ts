// One page of what needs a person: plans and contacts in one order, by the day since when they do.
import { hasOwnStop } from "../contacts/credit/effective-stop.ts";
import { noneIfBlank } from "../contacts/extras/extra-texts.ts";
import { type Clock, hasBegun } from "../contacts/extras/written-date.ts";
import type { Place } from "../plans/bulk/plan-lists-port.ts";
import type { LocalDate } from "../values/local-date.ts";
import type {
  OverduePlan,
  OverdueSums,
  StoppedContact,
  WorklistAsked,
  WorklistFound,
} from "./worklist-port.ts";

/** In the order of those of one day. */
export const WORK_KINDS = ["overdue-plan", "contact-on-stop"] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** Where a list goes on: after a place of one kind, or, the largest first, at a position. */
export type WorkCursor = ({ readonly kind: WorkKind } & Place) | { readonly position: number };

/** `since` is null for a stop that has a reason and no date. */
export type WorkItem =
  | { readonly kind: "overdue-plan"; readonly since: LocalDate; readonly plan: OverduePlan }
  | {
      readonly kind: "contact-on-stop";
      readonly since: LocalDate | null;
      readonly contact: StoppedContact & { readonly onStopReason: string | null };
    };

export type WorkPage = {
  readonly items: readonly { readonly item: WorkItem; readonly cursor: WorkCursor }[];
  readonly next: WorkCursor | null;
  readonly sums: OverdueSums | null;
};

const FIRST: Place = { day: "", id: 0 };

/** The place of a kind after which everything is after the cursor: one day is all plans, then all contacts. */
function placeAfter(cursor: WorkCursor | null, kind: WorkKind): Place {
  if (cursor === null || "position" in cursor) return FIRST;
  const { day, id } = cursor;
  const order = WORK_KINDS.indexOf(kind) - WORK_KINDS.indexOf(cursor.kind);
  return { day, id: order === 0 ? id : order > 0 ? 0 : Number.MAX_SAFE_INTEGER };
}

/** What is asked of the store for the page after a cursor; null for the first. */
export function askedFor({
  kinds,
  order,
  cursor,
}: WorkQuery): Pick<WorklistAsked, "overdue" | "stopped" | "sums"> {
  const position = cursor !== null && "position" in cursor ? cursor.position : 0;
  const after = (kind: WorkKind) => ({ after: placeAfter(cursor, kind) });
  const plans = order === "largest" ? { largestFrom: position } : after("overdue-plan");
  return {
    overdue: kinds.includes("overdue-plan") ? plans : null,
    // What has no amount is in no order by amounts.
    stopped: kinds.includes("contact-on-stop") && order === "oldest" ? after("contact-on-stop") : null,
    sums: kinds.includes("overdue-plan") && (cursor === null || order === "largest"),
  };
}

export type WorkQuery = {
  readonly kinds: readonly WorkKind[];
  readonly order: "oldest" | "largest";
  readonly cursor: WorkCursor | null;
};

type Placed = { readonly place: Place; readonly kind: WorkKind; readonly item: WorkItem | null };

function compare(one: Omit<Placed, "item">, other: Omit<Placed, "item">): number {
  if (one.place.day !== other.place.day) return one.place.day < other.place.day ? -1 : 1;
  const byKind = WORK_KINDS.indexOf(one.kind) - WORK_KINDS.indexOf(other.kind);
  return byKind !== 0 ? byKind : one.place.id - other.place.id;
}

const placedPlan = (plan: OverduePlan): Placed => ({
  place: { day: plan.since, id: plan.id },
  kind: "overdue-plan",
  item: { kind: "overdue-plan", since: plan.since, plan },
});

function placedContact(contact: StoppedContact, clock: Clock): Placed {
  const { id, onStopDate, onStopReason } = contact;
  const since =
    onStopDate !== null && hasBegun(onStopDate, clock) ? (onStopDate.slice(0, 10) as LocalDate) : null;
  const told = { ...contact, onStopReason: noneIfBlank(onStopReason) };
  return {
    place: { day: onStopDate ?? "", id },
    kind: "contact-on-stop",
    item: hasOwnStop({ extra: contact }, clock) ? { kind: "contact-on-stop", since, contact: told } : null,
  };
}

/**
 * The page of what the store found, `limit` items at most, the oldest first. A page may have fewer and go on: what may
 * be on stop is looked at, and left out where it is not.
 */
export function oldestPage(found: WorklistFound, limit: number, clock: Clock): WorkPage {
  const { overdue, stopped, sums } = found;
  const ends = [
    ...(overdue.next === null ? [] : [{ place: overdue.next, kind: "overdue-plan" } as const]),
    ...(stopped.next === null ? [] : [{ place: stopped.next, kind: "contact-on-stop" } as const]),
  ].sort(compare);
  const [end] = ends;
  const all = [...overdue.items.map(placedPlan), ...stopped.items.map((one) => placedContact(one, clock))]
    // Beyond where one kind was looked no further, others of it may come first.
    .filter((one) => end === undefined || compare(one, end) <= 0)
    .sort(compare);
  const kept = all.slice(0, limit);
  const last = kept.at(-1);
  const next = all.length > limit && last !== undefined ? last : end;
  const cursorOf = ({ kind, place }: Omit<Placed, "item">): WorkCursor => ({ kind, ...place });
  return {
    items: kept.flatMap(({ item, ...one }) => (item === null ? [] : [{ item, cursor: cursorOf(one) }])),
    next: next === undefined ? null : cursorOf(next),
    sums,
  };
}

/** The same, the largest first: from a position among those that were sorted. */
export function largestPage({ overdue, sums }: WorklistFound, position: number): WorkPage {
  const items = overdue.items.map((plan, at) => ({
    item: { kind: "overdue-plan", since: plan.since, plan } as const,
    cursor: { position: position + at + 1 },
  }));
  return { items, next: overdue.next === null ? null : { position: position + items.length }, sums };
}
