// The contact extras call as OpenAPI operations: everything in the query, always `{ "Code", "Result" }`.
import { CHECK_MESSAGES } from "../contracts/bigchange/contact-extra-checks.ts";
import { EXTRA_PARAMETERS, type ExtraParameter } from "../contracts/bigchange/contact-extra-parameters.ts";
import { contactExtraSave } from "../contracts/bigchange/contact-extras.ts";
import { answerOf } from "../failures/failure-answers.ts";
import { byStatus, failureHeaders, IDEMPOTENT, KEYED } from "./failure-responses.ts";
import { failureSample, samplesOf } from "./failure-samples.ts";
import { headerRefs, parameterRef } from "./headers.ts";
import { START } from "./operation.ts";
import { securityFor } from "./security.ts";

const TYPES: Readonly<Record<ExtraParameter["type"], object>> = {
  string: { type: "string" },
  int: { type: "integer", format: "int32" },
  bool: { type: "boolean" },
  datetime: { type: "string", description: "2026-01-15, 2026-01-15 08:38:50, or ISO 8601." },
  decimal: { type: "string", description: "Decimal text with a point." },
};

const schema = { $ref: "#/components/schemas/ServicesAnswer" };

export const SERVICES_ANSWER = {
  type: "object",
  required: ["Code", "Result"],
  properties: {
    Code: { type: "integer", enum: [0, 2], description: "0: done. 2: refused, Result says why." },
    Result: { type: "string" },
  },
};

const value = (Code: number, Result: string) => ({ value: { Code, Result } });

const OK = {
  description: "Done (Code 0), or refused in the contract's words (Code 2).",
  headers: headerRefs(["Idempotency-Replayed"]),
  content: {
    "application/json": {
      schema,
      examples: {
        ...Object.fromEntries(
          CHECK_MESSAGES.map((message, index) => [`check${index + 1}`, value(2, message)]),
        ),
        unknownContact: value(2, "No matching contact"),
      },
    },
  },
};

const failures = () =>
  Object.fromEntries(
    [...byStatus([...KEYED, ...IDEMPOTENT])].map(([status, tags]) => [
      status,
      {
        description: tags.map((tag) => answerOf(failureSample(tag)).title).join("; "),
        headers: failureHeaders(tags),
        content: {
          "application/json": {
            schema,
            examples: Object.fromEntries(
              tags
                .flatMap((tag) => samplesOf(tag, true))
                .map(([name, failure]) => [name, value(2, answerOf(failure).detail)]),
            ),
          },
        },
      },
    ]),
  );

/** GET and POST do the same. */
export const extrasOperation = (method: "GET" | "POST") => ({
  operationId: method === "GET" ? "ContactExtraSave" : "ContactExtraSaveByPost",
  tags: ["Contract: contact extras"],
  summary: `Add or update contact extra${method === "GET" ? "" : " (POST)"}`,
  description:
    "A partial update of a contact's credit-control facts, all of it in the query string. Names in any case. What is left out stays; a text that is emptied is cleared. The checks run in the order of the contract's table and the first that fails answers.",
  ...(method === "GET" ? START : {}),
  security: securityFor(contactExtraSave.scope, true),
  parameters: [
    ...EXTRA_PARAMETERS.map(({ name, type, description, example, maxLength }) => ({
      name,
      in: "query",
      required: name === "Action",
      description,
      schema: { ...TYPES[type], ...(maxLength === undefined ? {} : { maxLength }) },
      ...(example === undefined ? {} : { example: type === "int" ? Number(example) : example }),
    })),
    parameterRef("IdempotencyKey"),
    parameterRef("RequestId"),
  ],
  responses: { 200: OK, ...failures() },
});
