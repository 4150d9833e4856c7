// How a credit-control fact that comes as text is read: to its value, undefined when it holds none.
import { MAX_INT32 } from "../../values/ids.ts";
import { isStorable } from "../../values/text-length.ts";
import { type DecimalText, parseNumber } from "./decimal-text.ts";
import { parseWrittenDate, type WrittenDate } from "./written-date.ts";

/** A text as it came: not at all, more than once (whatever it said), or once. */
export type Given = "absent" | "repeated" | { readonly text: string };

/** An integer between two bounds, sign optional, spaces around it ignored as the partners' own stack does. */
function readInteger(text: string, min: number, max: number): number | undefined {
  if (!/^[+-]?\d+$/.test(text.trim())) return undefined;
  const value = Number(text);
  // "-0" is 0: a negative zero would not equal what the database gives back.
  return value >= min && value <= max ? value + 0 : undefined;
}

export const readInt16 = (text: string): number | undefined => readInteger(text, -32_768, 32_767);
export const readInt32 = (text: string): number | undefined => readInteger(text, -MAX_INT32 - 1, MAX_INT32);

/** true or false in any case; 1, 0, yes and no are not booleans. */
export function readBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (word === "true") return true;
  return word === "false" ? false : undefined;
}

export function readDecimal(text: string): DecimalText | undefined {
  return parseNumber(text.trim()) ?? undefined;
}

export function readDate(text: string): WrittenDate | undefined {
  return parseWrittenDate(text.trim()) ?? undefined;
}

/** Free text as given; emptied text is null. */
export function readText(text: string): string | null | undefined {
  if (!isStorable(text)) return undefined;
  return text === "" ? null : text;
}

/** A reason that is blank after trimming is none. */
export const noneIfBlank = (reason: string | null): string | null => (reason?.trim() === "" ? null : reason);

/** A reason as `readText`, but a blank one is null. */
export function readReason(text: string): string | null | undefined {
  const reason = readText(text);
  return reason === undefined ? undefined : noneIfBlank(reason);
}
