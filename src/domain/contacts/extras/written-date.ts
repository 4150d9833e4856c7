// Dates of the contact extras, kept as the partner wrote them: with a zone only where one was written.
import { type LocalDate, parseLocalDate, toDayNumber } from "../../values/local-date.ts";
import type { Instant } from "../../values/stamp.ts";

/** "2026-01-15", "2026-01-15 08:38:50", or ISO 8601 "2026-01-15T08:38[:50[.0837976]]" with or without Z or an offset of up to 14:00. */
export type WrittenDate = string & { readonly __brand: "WrittenDate" };

/** When it is: the instant, and the day that this instant falls on where the deployment is. */
export type Clock = { readonly now: Instant; readonly today: LocalDate };

const DATE = String.raw`\d{4}-\d{2}-\d{2}`;
const HOUR = String.raw`(?:[01]\d|2[0-3])`;
const SIXTY = String.raw`[0-5]\d`;
const ZONE = String.raw`(?:Z|[+-](?:(?:0\d|1[0-3]):${SIXTY}|14:00))`;
const SPACED = ` ${HOUR}:${SIXTY}:${SIXTY}`;
const ISO = String.raw`T${HOUR}:${SIXTY}(?::${SIXTY}(?:\.\d{1,9})?)?${ZONE}?`;
const SHAPE = new RegExp(`^${DATE}(?:${SPACED}|${ISO})?$`);
const HAS_ZONE = new RegExp(`^${DATE}T.*${ZONE}$`);

/** Reads a date of one of the shapes above; null for another shape and for a day or time that does not exist. */
export function parseWrittenDate(text: string): WrittenDate | null {
  return SHAPE.test(text) && parseLocalDate(text) !== null ? (text as WrittenDate) : null;
}

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

const PARTS = /T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Milliseconds since 0001-01-01T00:00Z of an ISO text with a zone; anything finer than a millisecond is cut. */
function millisecondsOf(text: string): number {
  const parts = PARTS.exec(text);
  if (parts === null) throw new Error(`not an instant: ${text}`);
  const [, hour, minute, second = "0", fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] = parts;
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const milliseconds = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  const day = toDayNumber(text.slice(0, 10) as LocalDate);
  return day * MS_PER_DAY + minutes * MS_PER_MINUTE + milliseconds;
}

/**
 * Whether the date is not in the future. With a zone it is an instant and compared as one; without, only its day is
 * certain, and that counts from its first moment (a stop begins too early rather than too late).
 */
export function hasBegun(date: WrittenDate, clock: Clock): boolean {
  if (HAS_ZONE.test(date)) return millisecondsOf(date) <= millisecondsOf(clock.now);
  return date.slice(0, 10) <= clock.today;
}
