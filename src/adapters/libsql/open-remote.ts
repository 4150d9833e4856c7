// Opens a libSQL server over HTTP (Turso, sqld): on Workers one client a request, elsewhere one a process or request.
import { createClient } from "@libsql/client/http";
import { type Database, databaseOf } from "./database.ts";

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
 * `DatabaseUnavailable` and not in a hanging caller (40-quality.md R4).
 */
export function openRemote({ url, token, timeoutMs, traceparent }: RemoteOptions): Database {
  let deadline: AbortSignal | undefined;
  const client = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    fetch: (request: Request) => {
      if (traceparent !== undefined) request.headers.set("traceparent", traceparent);
      deadline ??= AbortSignal.timeout(timeoutMs);
      return fetch(request, { signal: deadline });
    },
  });
  return databaseOf(client);
}
