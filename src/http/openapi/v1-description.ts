// What the document says of /v1, alike for every deployment: made of the schemas that the routes read and answer with.
import { V1_CALLS } from "../v1/calls.ts";
import recorded from "./answer-examples.json" with { type: "json" };
import type { Examples } from "./answer-examples.ts";
import { namedSchemas } from "./components.ts";
import type { V1Description } from "./description.ts";
import { failuresOf } from "./failure-responses.ts";
import { v1Operation } from "./v1-paths.ts";

const EXAMPLES: Examples = recorded;

export function describeV1(): V1Description {
  const operations = V1_CALLS.map((call) => [call.call, v1Operation(call, EXAMPLES.rehearsal)] as const);
  return {
    operations: Object.fromEntries(operations),
    schemas: namedSchemas(),
    failures: [...new Set(V1_CALLS.flatMap(failuresOf))],
    answers: EXAMPLES.answers,
  };
}
