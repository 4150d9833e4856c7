// Turns the platform's clock into what the core takes: an instant, and today's date in the service's zone.
import { type LocalDate, parseLocalDate } from "../domain/values/local-date.ts";
import type { Instant } from "../domain/values/stamp.ts";

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

export function instantOf(nowMs: number): Instant {
  return new Date(nowMs).toISOString();
}

/** The calendar date that a wall clock in the IANA zone shows. */
export function todayIn(timeZone: string, nowMs: number): LocalDate {
  const parts = new Intl.DateTimeFormat("en-CA-u-ca-iso8601", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(nowMs);
  const date = parseLocalDate(parts);
  if (date === null) throw new Error(`the clock is outside the years 1 to 9999: ${parts}`);
  return date;
}
