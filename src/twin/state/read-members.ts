// The members of a state that are read alike wherever they stand.
import { malformed, type Reader, readInteger, readString } from "../../domain/values/read-plain.ts";
import type { Instant } from "../../domain/values/stamp.ts";

/** The readers of the core say what is wrong with text that was kept; so they do of a state. */
export const readInstant: Reader<Instant> = (value, place) => {
  const text = readString(value, place);
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString() === text
    ? text
    : malformed(place, "an instant, as 2026-03-01T00:00:00.000Z");
};

/** From 1, as ids and versions are. */
export const readCount: Reader<number> = (value, place) => {
  const count = readInteger(value, place);
  return count >= 1 ? count : malformed(place, "a whole number from 1");
};
