// Which reads a replica may answer: those of safe methods, unless the caller has seen something newer or asks for the newest.
import type { Freshness } from "../../domain/ports/freshness.ts";
import type { Declared } from "../call/declared.ts";

/** The ETag that the caller last saw of what it asks for: it never gets an older one. */
const READ_AFTER = "Read-After";

/** The first number in a path: its id. */
const ID = /\/(\d{1,10})(?:\/|$)/;
const ETAG = /^(?:W\/)?"(\d{1,10})"$/;

/**
 * `call` is the one that the request reaches. `Cache-Control: no-cache` asks for the newest. `Read-After: "3"` asks for
 * version 3 or a newer one of the plan, contact or reference that the path names; anything else in that header asks for
 * the newest, which is never wrong.
 */
export function freshnessOf(request: Request, path: string, call: Declared | undefined): Freshness {
  if (request.method !== "GET" && request.method !== "HEAD") return "newest";
  if (call === undefined || call.write !== undefined) return "newest";
  if (/\bno-cache\b/i.test(request.headers.get("cache-control") ?? "")) return "newest";
  const seen = request.headers.get(READ_AFTER);
  if (seen === null) return "any";
  const [id, version] = [ID.exec(path)?.[1], ETAG.exec(seen.trim())?.[1]];
  const { subject } = call;
  if (subject === undefined || id === undefined || version === undefined) return "newest";
  return { subject, id: Number(id), version: Number(version) };
}
