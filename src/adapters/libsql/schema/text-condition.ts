// The length of a text as a condition that the writing statement holds to: one that is stored already may stay.
import { type SQL, sql } from "./sql.ts";

/** Whether the text has at most `max` characters, is none, or is the one that is stored (`overlong` of the core). */
export const shortOrSame = (text: SQL, stored: SQL, max: number): SQL =>
  sql`(coalesce(length(${text}), 0) <= ${sql.raw(String(max))} or ${text} is ${stored})`;
