// The two parameters of every list: where it goes on, and how much of it is wanted.
import * as z from "zod/mini";
import { MAX_PAGE_BYTES } from "../../../domain/values/page.ts";
import { once } from "../../request/once.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** A whole number in a query, from `min` to `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .pipe(z.string().check(z.regex(/^\d{1,16}$/, "A whole number is expected.")), z.transform(Number))
    .check(
      z.refine((value) => value >= min && value <= max, `A whole number from ${min} to ${max} is expected.`),
    )
    .with(z.meta({ type: "integer", minimum: min, maximum: max }));

export const pageQuery = once(() =>
  z.object({
    after: z
      ._default(wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
      .with(z.describe("The `next` of the page before; 0 for the first.")),
    limit: z
      ._default(wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
      .with(
        z.describe(
          `How many items at most; ${DEFAULT_LIMIT} when left out. A page of ${MAX_PAGE_BYTES} bytes has no more: go on with its \`next\`.`,
        ),
      ),
  }),
);
