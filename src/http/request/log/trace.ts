// W3C trace context: a request's trace goes on through us to the database, and its id stands in the log.

/** `traceparent` names us as the parent of what we call; `traceId` is the same for the whole trace. */
export type Trace = { readonly traceId: string; readonly traceparent: string };

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-|$)/;

/**
 * Carries the caller's trace on, or starts one that is not sampled. `randomId` makes a UUID. A database in a file is told
 * of no trace, so we are named as a parent only when that is asked for.
 */
export function carryOn(header: string | undefined, randomId: () => string): Trace {
  const hex = (): string => randomId().replaceAll("-", "");
  const [, traceId = hex(), flags = "00"] = header === undefined ? [] : (TRACEPARENT.exec(header) ?? []);
  let traceparent: string | undefined;
  return {
    traceId,
    get traceparent() {
      traceparent ??= `00-${traceId}-${hex().slice(16)}-${flags}`;
      return traceparent;
    },
  };
}
