// Rehearsals of one change on many plans, described beside their routes.

import { named, type Operations } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { rehearsalRequest } from "./rehearsal-schemas.ts";
import { rehearsalShapes } from "./rehearsal-shapes.ts";

const TAG = "Rehearsals";

export const describeRehearsals = once(() => {
  const { commitLine, line, sentLine } = rehearsalShapes();
  return {
    "POST /v1/payment-plans/rehearsals": {
      id: "rehearse",
      tag: TAG,
      summary: "Try one change on many plans",
      description:
        "Up to 10,000 plans, by id or by owner. Answers line by line: what it was asked, a line a plan, the summary with the hash. Nothing is written.",
      scope: "plans:read",
      body: named("RehearsalRequest", rehearsalRequest),
      answers: { 200: { description: "The rehearsal.", schema: line, lines: true } },
      failures: ["SELECTION_TOO_LARGE", "AMOUNT_TOO_PRECISE", "AMOUNT_TOO_LARGE"],
      example: { body: { select: { ids: [1] }, change: { amount: { amount: "9.00", currency: "AUD" } } } },
    },
    "POST /v1/payment-plans/rehearsals/{hash}/commit": {
      id: "commitRehearsal",
      tag: TAG,
      summary: "Do exactly what was rehearsed",
      description:
        "Send the rehearsal back as it came. Each plan gets exactly the change that its line tells, or none: one that has another version by now is changed-since. Sending it again changes no plan twice, and says of each that was applied that it was; with an Idempotency-Key it says the same of all. A rehearsal can be committed for 7 days.",
      scope: "plans:write",
      body: sentLine,
      bodyLines: true,
      keyed: true,
      answers: { 200: { description: "What became of each plan.", schema: commitLine, lines: true } },
      failures: [
        "BODY_MALFORMED",
        "REHEARSAL_MALFORMED",
        "REHEARSAL_HASH_DIFFERS",
        "REHEARSAL_EXPIRED",
        "AMOUNT_TOO_PRECISE",
        "AMOUNT_TOO_LARGE",
      ],
    },
  } as const satisfies Operations;
});
