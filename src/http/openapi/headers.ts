// Headers that carry meaning, in both directions, described once.
import { MAX_KEY_LENGTH } from "../request/repeats/key-length.ts";

const RESPONSE_HEADERS = {
  "X-Request-Id": "The request's id: the one that was sent, else a new one. It is in the log line too.",
  ETag: 'The version, in quotes: `"3"`. Send it back as If-Match.',
  Location: "The path of what was made or found.",
  "Retry-After": "Seconds to wait before anything is sent again; what may be, the answer says.",
  "WWW-Authenticate": "The ways to send a key.",
  RateLimit:
    'What is left of the quota, and for how many seconds: `"key";r=2990;t=42`. Absent where the platform does not tell.',
  "RateLimit-Policy": 'The quota: `"key";q=3000;w=60`. Large requests count for several.',
  Link: "Where more is: the plan in the modern API (describedby), or the next page (next).",
  "X-Total-Count": "How many there are on all pages.",
  "Reference-Outcome": "created, existing, or existing-different.",
  "Reference-Differing": "For existing-different: the members that differ. Nothing is overwritten.",
  "Reference-Near-Duplicates":
    "Ids of active references of the contact whose CRN is one slip of the finger away, the oldest 20 at most.",
  "Preference-Applied": "return=representation, when that was preferred.",
  "Idempotency-Replayed":
    "true: what the first request with this Idempotency-Key was answered with, or would have been.",
} as const;

export type ResponseHeader = keyof typeof RESPONSE_HEADERS;

const text = { schema: { type: "string" } };

export const HEADER_COMPONENTS = Object.fromEntries(
  Object.entries(RESPONSE_HEADERS).map(([name, description]) => [name, { description, ...text }]),
);

/** References for a response's `headers`; every answer carries the request's id, and most the caller's quota. */
export function headerRefs(names: readonly ResponseHeader[] = []): Record<string, { $ref: string }> {
  const all: readonly ResponseHeader[] = ["X-Request-Id", "RateLimit", "RateLimit-Policy", ...names];
  return Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const ifMatch = (required: boolean, description: string) => ({
  name: "If-Match",
  in: "header",
  required,
  description,
  ...text,
  examples: {
    any: { summary: "whichever version is newest", value: "*" },
    version: { summary: "the ETag of what was read", value: '"1"' },
  },
});

/** Request headers, as `#/components/parameters/…`. */
export const PARAMETER_COMPONENTS = {
  IfMatch: ifMatch(
    true,
    "The version to change: the ETag of what was read, several of them, or `*`. Without it: 428; when the newest version is another one: 412.",
  ),
  IfMatchOptional: ifMatch(false, "Holds where it is sent: when the newest version is another one, 412."),
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Makes a write safe to send again, however its answer was lost: the same key with the same request acts once and gives the first answer again, with another request 422. A refused request leaves its key free; a preview has no use for one. Kept for at least 24 hours.",
    // Visible ASCII characters.
    schema: { type: "string", pattern: "^[!-~]+$", minLength: 1, maxLength: MAX_KEY_LENGTH },
  },
  RequestId: {
    name: "X-Request-Id",
    in: "header",
    required: false,
    description:
      "An id of your own for this request, to find it in the log; given back in the answer. Another text than 1 to 64 letters, digits, dots, hyphens and underscores is replaced.",
    ...text,
  },
} as const;

export type ParameterComponent = keyof typeof PARAMETER_COMPONENTS;

export const parameterRef = (name: ParameterComponent) => ({ $ref: `#/components/parameters/${name}` });
