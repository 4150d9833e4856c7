// The calls that need no key: health, readiness and the reference itself.
import { failureResponses } from "./failure-responses.ts";
import { headerRefs } from "./headers.ts";
import type { FailureTag } from "./operation.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const html = { "text/html": { schema: { type: "string" } } };
const status = (word: string) =>
  json({ type: "object", required: ["status"], properties: { status: { const: word } } });

const INDEX = {
  type: "object",
  required: ["service", "reference", "openapi", "help", "settings", "health", "ready"],
  properties: {
    service: { const: "receivables-edge" },
    ...Object.fromEntries(
      ["reference", "openapi", "help", "settings", "health", "ready"].map((name) => [
        name,
        { type: "string", description: "A path." },
      ]),
    ),
  },
};

type OpenCall = {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly content: object;
  readonly parameters?: readonly object[];
  /** A file that the build makes: it is served before anything else is done, also where nothing is configured. */
  readonly built?: true;
  readonly database?: true;
};

const CALLS: Readonly<Record<string, OpenCall>> = {
  "/health": {
    id: "health",
    summary: "Does the process answer?",
    description: "Says nothing of the database: for what starts a process again that hangs.",
    content: status("ok"),
  },
  "/ready": {
    id: "ready",
    summary: "Can the service do its work?",
    description: "Asks the database: for what sends requests to processes that can answer them.",
    content: status("ready"),
    database: true,
  },
  "/": {
    id: "home",
    summary: "Where everything is: for browsers a page, for others an index",
    description: "Which of the two, Accept decides.",
    content: { ...json(INDEX), ...html },
  },
  "/openapi.json": {
    id: "openapi",
    summary: "This document",
    description:
      "The same for every deployment; what a deployment adds to the enumerations, GET /v1/settings tells.",
    content: json({ type: "object" }),
    built: true,
  },
  "/docs": {
    id: "docs",
    summary: "The reference as a page",
    description: "Made of this document, with samples of each call and a form to try it.",
    content: html,
    built: true,
  },
  "/help": {
    id: "help",
    summary: "The contracts' help pages",
    description: "The list of the contracts' calls, each with its own page.",
    content: html,
    built: true,
  },
  "/help/{call}": {
    id: "helpOfCall",
    summary: "The help page of one contract call",
    description: "Its parameters, and samples of its bodies in every media type.",
    content: html,
    parameters: [
      {
        name: "call",
        in: "path",
        required: true,
        schema: { type: "string" },
        example: "UpdatePaymentPlanAndRecalculate",
      },
    ],
    built: true,
  },
};

const FILE_HEADERS = {
  ETag: { description: "Send it back as If-None-Match.", schema: { type: "string" } },
};
const SAME = { description: "The copy that the caller has is the newest.", headers: FILE_HEADERS };
const MOVED = { description: "The same page, by the call's own name.", headers: headerRefs(["Location"]) };

const operation = (call: OpenCall) => {
  const { id, summary, description, content, parameters = [], built } = call;
  return {
    operationId: id,
    tags: ["Service"],
    summary,
    description,
    security: [],
    parameters,
    responses: {
      ...(built === undefined
        ? { 200: { description: "The answer.", headers: headerRefs(), content } }
        : { 200: { description: "The file.", headers: FILE_HEADERS, content }, 304: SAME }),
      ...(id === "helpOfCall" ? { 308: MOVED } : {}),
      ...failureResponses(failuresOf(call)),
    },
  };
};

function failuresOf({ id, built, database }: OpenCall): readonly FailureTag[] {
  return [
    "INTERNAL_ERROR",
    "URL_TOO_LONG",
    ...(built === undefined ? [] : (["PAGES_NOT_BUILT"] as const)),
    ...(id === "helpOfCall" ? (["ROUTE_NOT_FOUND"] as const) : []),
    ...(id === "health" ? [] : (["NOT_CONFIGURED"] as const)),
    ...(database === undefined ? [] : (["RATE_LIMITED", "DATABASE_UNAVAILABLE"] as const)),
  ];
}

/** What they can fail with. */
export const OPEN_FAILURES: readonly FailureTag[] = Object.values(CALLS).flatMap(failuresOf);

export const openPaths = () =>
  Object.fromEntries(Object.entries(CALLS).map(([path, call]) => [path, operation(call)]));
