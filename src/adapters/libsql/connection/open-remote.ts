// Opens a libSQL server over HTTP (Turso, sqld): on Workers one client a request, elsewhere one a process or request.
import { createClient } from "@libsql/client/http";
import { retryingBusy } from "./busy-retry.ts";
import { type Database, databaseOf } from "./database.ts";

const BUSY_PAUSE_MS = 40;

export type RemoteOptions = {
  /** `libsql://…` or `https://…`; a plain local server is `http://…`. */
  readonly url: string;
  readonly token: string | undefined;
  /** What all trips of this client may take together before they are cut off, in milliseconds. */
  readonly timeoutMs: number;
  /** W3C trace context, carried on to the server. */
  readonly traceparent?: string | undefined;
};

/**
 * A client for one request. Its trips share one deadline, so that a slow or hanging server ends in
 * `StoreUnavailable` and not in a hanging caller (docs/measured.md R4).
 */
export function openRemote({ url, token, timeoutMs, traceparent }: RemoteOptions): Database {
  let deadline: AbortSignal | undefined;
  const client = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    fetch: async (request: Request) => {
      if (traceparent !== undefined) request.headers.set("traceparent", traceparent);
      deadline ??= AbortSignal.timeout(timeoutMs);
      return whenNotBusy(request, deadline);
    },
  });
  return retryingBusy(databaseOf(client));
}

/**
 * 429 is the server's word that it did not begin: it serves so many requests at once and no more. Asking again is then
 * safe, a little later and not all at the same moment, for as long as the request has time.
 */
async function whenNotBusy({ url, method, headers, body }: Request, signal: AbortSignal): Promise<Response> {
  const text = body === null ? null : await new Response(body).text();
  for (;;) {
    const response = await fetch(url, { method, headers, body: text, signal });
    if (response.status !== 429) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS * (0.5 + Math.random())));
  }
}
