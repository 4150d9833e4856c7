// Turns the platform's clock into what the core takes: an instant, and today's date in the service's zone.
import { type LocalDate, parseLocalDate } from "../../domain/values/local-date.ts";
import type { Instant } from "../../domain/values/stamp.ts";

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

export function instantOf(nowMs: number): Instant {
  return new Date(nowMs).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a zone: making one costs as much as the rest of a small request. Zones are settings, so they are few. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const digits = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const made = new Intl.DateTimeFormat("en-CA-u-ca-iso8601", { timeZone, ...digits });
  formats.set(timeZone, made);
  return made;
}

let shown: { readonly timeZone: string; readonly minute: number; readonly date: LocalDate } | undefined;

/** The calendar date that a wall clock in the IANA zone shows; worked out once a minute, since no day begins within one. */
export function todayIn(timeZone: string, nowMs: number): LocalDate {
  const minute = Math.floor(nowMs / 60_000);
  if (shown?.minute !== minute || shown.timeZone !== timeZone) {
    shown = { timeZone, minute, date: dateIn(timeZone, nowMs) };
  }
  return shown.date;
}

function dateIn(timeZone: string, nowMs: number): LocalDate {
  const parts = formatOf(timeZone).format(nowMs);
  const date = parseLocalDate(parts);
  if (date === null) throw new Error(`the clock is outside the years 1 to 9999: ${parts}`);
  return date;
}
