// What the twin's controls refuse, and how: with the member that is wrong and why.
import { type Reader, WrongSetting, wrong } from "../http/settings/setting-readers.ts";
import { TwinInputError } from "./twin-input-error.ts";

/** What `read` makes of the value; refused with the place where it is wrong. */
export function accepted<T>(read: Reader<T>, value: unknown, place: string): T {
  try {
    return read(value, place);
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    const colon = error.message.indexOf(": ");
    const member = error.message.slice(0, colon).replace(/\.(\d+)\b/g, "[$1]");
    throw new TwinInputError(member, error.message.slice(colon + 2));
  }
}

/** A whole number, and a number at that: text is none. */
export const wholeFrom =
  (min: number, max: number): Reader<number> =>
  (value, place) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : wrong(place, `A whole number from ${min} to ${max} is expected.`);

export const MAX_SEED = 2 ** 32 - 1;
export const seedReader = wholeFrom(0, MAX_SEED);
