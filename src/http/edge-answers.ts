// Answers to what the edge itself finds wrong with a request, or with the service.
import { type AnswerTable, invalid } from "./answer.ts";
import type { EdgeFailure } from "./failure.ts";
import { listed, MAX_DETAILS_LENGTH } from "./field-errors.ts";
import { cut } from "./wire/bounded.ts";

export const EDGE_ANSWERS: AnswerTable<EdgeFailure> = {
  UNAUTHENTICATED: () => ({
    status: 401,
    title: "No valid API key",
    detail: "Send a key as a bearer token, as the password of HTTP Basic, or in the header `key`.",
    headers: { "WWW-Authenticate": 'Bearer realm="receivables-edge", Basic realm="receivables-edge"' },
  }),
  SCOPE_MISSING: ({ scope }) => ({
    status: 403,
    title: "The API key may not do this",
    detail: `The key lacks the scope ${scope}.`,
  }),
  NOT_CONFIGURED: () => ({
    status: 503,
    title: "The service is not configured",
    detail: "Its operator has not set it up yet, or has set it up wrongly.",
  }),
  DATABASE_UNAVAILABLE: () => ({
    status: 503,
    title: "The database does not answer",
    detail: "Try again shortly. Sending the same request again is safe.",
    headers: { "Retry-After": "2" },
  }),
  INTERNAL_ERROR: () => ({
    status: 500,
    title: "Something went wrong on our side",
    detail: "The request id leads the operator to it.",
  }),
  RATE_LIMITED: () => ({
    status: 429,
    title: "Too many requests",
    detail: "This key has made too many requests in the last minute.",
    headers: { "Retry-After": "10" },
  }),
  URL_TOO_LONG: ({ max }) => ({
    status: 414,
    title: "The URL is too long",
    detail: `At most ${max} characters are read.`,
  }),
  ROUTE_NOT_FOUND: () => ({ status: 404, title: "There is nothing here", detail: "No route has this path." }),
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
        .map(({ pointer, detail }) => `${pointer}: ${detail}`)
        .join("; "),
      MAX_DETAILS_LENGTH,
    ),
  }),
  IF_MATCH_MISSING: () => ({
    status: 428,
    title: "The version is missing",
    detail: 'Send If-Match with the ETag of what you read, or "*" for whichever version is newest.',
  }),
  IDEMPOTENCY_KEY_INVALID: () => ({
    status: 400,
    title: "The idempotency key is not valid",
    detail: "Send 1 to 255 visible ASCII characters, such as a UUID.",
  }),
  IDEMPOTENCY_KEY_REUSED: () => ({
    status: 422,
    title: "The idempotency key belongs to another request",
    detail: "This key was sent with another method, path or body. Use a new key for a new request.",
  }),
  IDEMPOTENCY_KEY_IN_USE: () => ({
    status: 409,
    title: "The first request still runs",
    detail: "A request with this idempotency key is being answered. Try again shortly.",
    headers: { "Retry-After": "1" },
  }),
  IDEMPOTENCY_ANSWER_LOST: () => ({
    status: 409,
    title: "The first answer was lost",
    detail: "The request with this idempotency key took effect, once. Read what it wrote.",
  }),
  CURRENCY_DIFFERS: ({ expected }) => invalid("amount", `This business unit's currency is ${expected}.`),
};
