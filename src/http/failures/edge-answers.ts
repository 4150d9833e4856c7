// Answers to what the edge itself finds wrong with a request, or with the service.

import { MAX_KEY_LENGTH } from "../request/repeats/key-length.ts";
import { repeatWords } from "../request/repeats/repeatable.ts";
import { cut } from "../webapi/bounded.ts";
import { type AnswerTable, invalid } from "./answer.ts";
import type { EdgeFailure } from "./failure.ts";
import { listed, MAX_DETAILS_LENGTH } from "./field-errors.ts";

const BEARER = 'Bearer realm="receivables-edge"';
/** What the contracts' clients are offered: some of them can send a name and a password alone. */
export const BEARER_OR_BASIC = `${BEARER}, Basic realm="receivables-edge"`;

export const EDGE_ANSWERS: AnswerTable<EdgeFailure> = {
  UNAUTHENTICATED: () => ({
    status: 401,
    title: "No valid API key",
    detail: "Send a key as a bearer token, as the password of HTTP Basic, or in the header `key`.",
    // A browser that is offered Basic asks for a password, and keeps it: only the contracts offer it.
    headers: { "WWW-Authenticate": BEARER },
  }),
  SCOPE_MISSING: ({ scope }) => ({
    status: 403,
    title: "The API key may not do this",
    detail: `The key lacks the scope ${scope}.`,
  }),
  TENANT_UNKNOWN: () => ({
    status: 403,
    title: "The API key belongs to no tenant here",
    detail: "The key is valid, but names no tenant of this service. Nothing was opened.",
  }),
  TENANT_BLOCKED: () => ({
    status: 403,
    title: "The tenant is blocked",
    detail: "The operator has closed this tenant's data for a while. Nothing was read or written.",
  }),
  OUT_OF_REACH: () => ({
    status: 403,
    title: "The API key does not reach this",
    detail: "The key is narrowed to some business units or accounts, and this would be one of another.",
  }),
  CROSS_SITE_WRITE: () => ({
    status: 403,
    title: "Another site may not write here",
    detail: "A browser sent this write for another site's page, or ahead of time. Nothing was done.",
  }),
  NOT_CONFIGURED: ({ settings }) => ({
    status: 503,
    title: "The service is not configured",
    detail:
      settings.length === 0
        ? "Its operator has not set it up yet, or has set it up wrongly."
        : `Not set, or set wrongly: ${settings.join(", ")}.`,
  }),
  DATABASE_UNAVAILABLE: ({ repeatable }) => ({
    status: 503,
    title: "The database does not answer",
    detail: repeatWords(repeatable),
    headers: { "Retry-After": "2" },
  }),
  DATA_TOO_LARGE: () => ({
    status: 500,
    title: "The database refuses something this large",
    detail:
      "What this needs is more than the database gives or takes at once. Sending the same request again does not help; the operator can raise the database's limits.",
  }),
  INTERNAL_ERROR: () => ({
    status: 500,
    title: "Something went wrong on our side",
    detail: "The request id leads the operator to it.",
  }),
  RATE_LIMITED: ({ of, retryAfterS }) => ({
    status: 429,
    title: "Too many requests",
    detail:
      of === "key"
        ? "This key has used up its quota of requests; large ones count for several."
        : "Too many requests without a valid key came from this address.",
    headers: { "Retry-After": String(retryAfterS) },
  }),
  URL_TOO_LONG: ({ max }) => ({
    status: 414,
    title: "The URL is too long",
    detail: `At most ${max} characters are read.`,
  }),
  ROUTE_NOT_FOUND: () => ({ status: 404, title: "There is nothing here", detail: "No route has this path." }),
  PAGES_NOT_BUILT: () => ({
    status: 404,
    title: "The pages are not here",
    detail:
      "This service runs without its pages. `npm run assets` makes them, and the next start serves them.",
  }),
  METHOD_NOT_ALLOWED: ({ allow }) => ({
    status: 405,
    title: "The method does not fit the path",
    detail: `This path takes ${allow.join(", ")}.`,
    headers: { Allow: allow.join(", ") },
  }),
  NOT_ACCEPTABLE: () => ({
    status: 406,
    title: "The answer would be JSON",
    detail: "Accept takes none of what is written here: application/json (rehearsals: application/x-ndjson).",
  }),
  BODY_MALFORMED: () => ({
    status: 400,
    title: "The body is not JSON",
    detail: "Send one JSON object in UTF-8.",
  }),
  BODY_TOO_LARGE: ({ maxBytes }) => ({
    status: 413,
    title: "The body is too large",
    detail: `At most ${maxBytes} bytes are read.`,
  }),
  MEDIA_TYPE_UNSUPPORTED: () => ({
    status: 415,
    title: "The media type is not read here",
    detail: "Send application/json.",
  }),
  FIELDS_INVALID: ({ fields }) => ({
    status: 422,
    title: "Fields are not valid",
    detail: cut(
      listed(fields)
        .map(({ pointer, detail }) => (pointer === "" ? detail : `${pointer}: ${detail}`))
        .join("; "),
      MAX_DETAILS_LENGTH,
    ),
  }),
  QUERY_UNKNOWN: ({ fields }) => ({
    status: 400,
    title: "The query is not understood",
    detail: fields.map(({ detail }) => detail).join(" "),
  }),
  IF_MATCH_MISSING: () => ({
    status: 428,
    title: "The version is missing",
    detail: 'Send If-Match with the ETag of what you read, or "*" for whichever version is newest.',
  }),
  IDEMPOTENCY_KEY_INVALID: () => ({
    status: 400,
    title: "The idempotency key is not valid",
    detail: `Send 1 to ${MAX_KEY_LENGTH} visible ASCII characters, such as a UUID.`,
  }),
  IDEMPOTENCY_KEY_REUSED: () => ({
    status: 422,
    title: "The idempotency key belongs to another request",
    detail: "This key was sent with another method, path or body. Use a new key for a new request.",
  }),
  IDEMPOTENCY_ANSWER_LOST: () => ({
    status: 409,
    title: "The first answer was lost",
    detail: "The request with this idempotency key took effect, once. Read what it wrote.",
  }),
  CURRENCY_DIFFERS: ({ expected }) => invalid("amount", `This business unit's currency is ${expected}.`),
};
