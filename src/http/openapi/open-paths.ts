// The calls that need no key: health, readiness and the reference itself.
import { failureResponses } from "./failure-responses.ts";
import { headerRefs } from "./headers.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const html = { "text/html": { schema: { type: "string" } } };
const status = (word: string) =>
  json({ type: "object", required: ["status"], properties: { status: { const: word } } });

type OpenCall = {
  readonly id: string;
  readonly summary: string;
  readonly content: object;
  readonly parameters?: readonly object[];
  readonly notFound?: true;
  readonly database?: true;
};

const CALLS: Readonly<Record<string, OpenCall>> = {
  "/health": { id: "health", summary: "Does the process answer?", content: status("ok") },
  "/ready": {
    id: "ready",
    summary: "Can the service do its work?",
    content: status("ready"),
    database: true,
  },
  "/openapi.json": { id: "openapi", summary: "This document", content: json({ type: "object" }) },
  "/docs": { id: "docs", summary: "The reference as a page", content: html, notFound: true },
  "/help": { id: "help", summary: "The contracts' help pages", content: html },
  "/help/{call}": {
    id: "helpOfCall",
    summary: "The help page of one contract call",
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
    notFound: true,
  },
};

const operation = ({ id, summary, content, parameters = [], notFound, database }: OpenCall) => ({
  operationId: id,
  tags: ["Service"],
  summary,
  security: [],
  parameters,
  responses: {
    200: { description: "The answer.", headers: headerRefs(), content },
    ...failureResponses([
      "INTERNAL_ERROR",
      "URL_TOO_LONG",
      ...(notFound === undefined ? [] : (["ROUTE_NOT_FOUND"] as const)),
      ...(id === "health" ? [] : (["NOT_CONFIGURED"] as const)),
      ...(database === undefined ? [] : (["RATE_LIMITED", "DATABASE_UNAVAILABLE"] as const)),
    ]),
  },
});

export const openPaths = () =>
  Object.fromEntries(Object.entries(CALLS).map(([path, call]) => [path, operation(call)]));
