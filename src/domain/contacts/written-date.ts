// Dates of the contact extras, kept as the partner wrote them: with a zone only where one was written.
import { type LocalDate, parseLocalDate, toDayNumber } from "../values/local-date.ts";
import type { Instant } from "../values/stamp.ts";

/** "2026-01-15", "2026-01-15 08:38:50", or ISO 8601 "2026-01-15T08:38[:50[.0837976]]" with or without Z or an offset. */
export type WrittenDate = string & { readonly __brand: "WrittenDate" };

/** When it is: the instant, and the day that this instant falls on where the deployment is. */
export type Clock = { readonly now: Instant; readonly today: LocalDate };

const SHAPE =
  /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2}|T(?<iso>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?/;
// UTC-12:00 to UTC+14:00 are the offsets in use; ISO 8601 itself goes no further than a day.
const OFFSET = /^[+-](?:0\d|1[0-4]):[0-5]\d$/;

/** Reads a date of one of the shapes above; null for another shape and for a day or time that does not exist. */
export function parseWrittenDate(text: string): WrittenDate | null {
  const match = SHAPE.exec(text);
  if (match === null || parseLocalDate(text) === null) return null;
  if (text.length > 10 && !TIME.test(text.slice(11))) return null;
  const zone = match.groups?.zone ?? "Z";
  if (zone !== "Z" && !OFFSET.test(zone)) return null;
  return text as WrittenDate;
}

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/** Milliseconds since 0001-01-01T00:00Z of an ISO text with a zone; anything finer than a millisecond is cut. */
function millisecondsOf(text: string): number {
  const [date = "", rest = ""] = text.split("T");
  const [, hour, minute, second = "0", fraction = "", zone = "Z"] =
    /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(.+)$/.exec(rest) ?? [];
  const day = toDayNumber(date as LocalDate);
  const offset =
    zone === "Z"
      ? 0
      : Number(`${zone.charAt(0)}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const milliseconds = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return day * MS_PER_DAY + minutes * MS_PER_MINUTE + milliseconds;
}

/**
 * Whether the date is not in the future. With a zone it is an instant and compared as one; without, only its day is
 * certain, and that counts from its first moment (a stop begins too early rather than too late).
 */
export function hasBegun(date: WrittenDate, clock: Clock): boolean {
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(date.slice(10))) return millisecondsOf(date) <= millisecondsOf(clock.now);
  return date.slice(0, 10) <= clock.today;
}
