// Which reads a replica may answer: those of safe methods, unless the caller has seen something newer or asks for the newest.
import type { Subject } from "../../domain/events/recorded-event.ts";
import type { Freshness } from "../../domain/ports/freshness.ts";

/** The ETag that the caller last saw of what it asks for: it never gets an older one. */
const READ_AFTER = "Read-After";

const SUBJECTS: readonly (readonly [RegExp, Subject])[] = [
  [/^\/v1\/payment-plans\/(\d{1,10})(?:\/|$)/, "plan"],
  [/^\/billings\/paymentplan\/(\d{1,10})$/, "plan"],
  [/^\/v1\/contacts\/(\d{1,10})(?:\/|$)/, "contact"],
  [/^\/v1\/payment-references\/(\d{1,10})(?:\/|$)/, "reference"],
];
const ETAG = /^(?:W\/)?"(\d{1,10})"$/;

/**
 * `path` is the one that routing sees. `Cache-Control: no-cache` asks for the newest. `Read-After: "3"` asks for version 3 or a newer one of the plan,
 * contact or reference that the path names; anything else in that header asks for the newest, which is never wrong.
 */
export function freshnessOf(request: Request, path: string): Freshness {
  if (request.method !== "GET" && request.method !== "HEAD") return "newest";
  // Ready is who can write.
  if (path === "/ready" || /\bno-cache\b/i.test(request.headers.get("cache-control") ?? "")) return "newest";
  const seen = request.headers.get(READ_AFTER);
  if (seen === null) return "any";
  const version = ETAG.exec(seen.trim())?.[1];
  for (const [pattern, subject] of SUBJECTS) {
    const id = pattern.exec(path)?.[1];
    if (id !== undefined && version !== undefined)
      return { subject, id: Number(id), version: Number(version) };
  }
  return "newest";
}
