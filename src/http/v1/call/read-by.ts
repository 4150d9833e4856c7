// Text of a body or a query that a reader of our own turns into a value.
import * as z from "zod/mini";

/** Text read by `read`; undefined (or null, where null is no value of it) is refused with the sentence. */
export const readBy = <T>(read: (text: string) => T | null | undefined, otherwise: string) =>
  z.pipe(
    z.string(),
    z.transform((text, context): T => {
      const value = read(text);
      if (value !== null && value !== undefined) return value;
      context.issues.push({ code: "custom", message: otherwise, input: text });
      return z.NEVER;
    }),
  );
