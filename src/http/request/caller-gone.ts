// Tells a request that its caller broke off from one that failed on our side.

/** What servers log for a caller that did not wait for the answer; nobody receives it. */
export const CALLER_GONE = 499;

type Incoming = { readonly incoming?: { readonly destroyed?: boolean; readonly complete?: boolean } };

/**
 * Whether the caller has gone away before its request was whole. On Node the message itself knows, and earlier than the
 * request's signal; elsewhere the signal tells.
 */
export function isCallerGone(request: Request, env: unknown): boolean {
  const incoming = (env as Incoming | undefined)?.incoming;
  if (incoming !== undefined) return incoming.destroyed === true && incoming.complete === false;
  return request.signal?.aborted === true;
}
