// What is wrong with a value, in words for the person who sent it. Every reader whose complaints are shown parses with it.
import type * as z from "zod/mini";

type Issue = z.core.$ZodRawIssue;

/** What is expected of a value, by zod's name of its type. */
const EXPECTED: Readonly<Record<string, string>> = {
  string: "Text is expected.",
  number: "A number is expected.",
  int: "A whole number is expected.",
  boolean: "true or false is expected.",
  object: "An object is expected.",
  array: "A list is expected.",
};

const plural = (count: number | bigint, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

function sizeWords(origin: string, bound: number | bigint, side: "at least" | "at most"): string {
  if (origin === "string") return `Text of ${side} ${plural(bound, "character", "characters")} is expected.`;
  if (origin === "array") return `A list of ${side} ${plural(bound, "item", "items")} is expected.`;
  return `A number of ${side} ${bound} is expected.`;
}

/** Never repeats what was sent. Undefined: the schema has words of its own. */
function wordsOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This field is required.";
      return EXPECTED[issue.expected] ?? "Another kind of value is expected.";
    case "too_small":
      return sizeWords(issue.origin, issue.minimum as number, "at least");
    case "too_big":
      return sizeWords(issue.origin, issue.maximum as number, "at most");
    case "invalid_value":
      if (issue.input === undefined) return "This field is required.";
      return issue.values.length === 1
        ? `${String(issue.values[0])} is expected.`
        : `One of these is expected: ${issue.values.map(String).join(", ")}.`;
    case "unrecognized_keys":
      return "There is no such field.";
    default:
      return undefined;
  }
}

/** For `safeParse`. What a schema says by itself goes before it. */
export const IN_WORDS = { error: wordsOf };
