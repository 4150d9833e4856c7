// The two parameters of every list: where it goes on, and how much of it is wanted.
import * as z from "zod";
import { MAX_PAGE_BYTES } from "../../domain/values/page.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** A whole number in a query, from `min` to `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, "A whole number is expected.")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `A whole number from ${min} to ${max} is expected.`)
    .meta({ type: "integer", minimum: min, maximum: max });

export const pageQuery = z.object({
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe("The `next` of the page before; 0 for the first."),
  limit: wholeNumber(1, MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .describe(
      `How many items at most; ${DEFAULT_LIMIT} when left out. A page of ${MAX_PAGE_BYTES} bytes has no more: go on with its \`next\`.`,
    ),
});
