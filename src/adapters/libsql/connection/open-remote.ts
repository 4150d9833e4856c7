// Opens a libSQL server over HTTP (Turso, sqld): on Workers one client a request, elsewhere one a process or request.
import { retryingBusy } from "./busy-retry.ts";
import { type Database, databaseOf } from "./database.ts";
import { type ServerRequest, serverBatch } from "./server-batch.ts";
import type { WriterQueue } from "./writer-queue.ts";

const BUSY_PAUSE_MS = 40;

export type RemoteOptions = {
  /** `libsql://…` or `https://…`; a plain local server is `http://…`. */
  readonly url: string;
  readonly token: string | undefined;
  /** Which of a server's databases, where it has many. */
  readonly namespace?: string | undefined;
  /** Makes the token of a namespace, in place of `token`. */
  readonly tokenFor?: ((namespace: string) => Promise<string>) | undefined;
  /** What all trips of this client may take together before they are cut off, in milliseconds. */
  readonly timeoutMs: number;
  /** Where writes wait for their turn; left out, they find it with the server. */
  readonly queue?: WriterQueue | undefined;
  /** W3C trace context, carried on to the server. */
  readonly traceparent?: string | undefined;
};

/**
 * A client for one request. Its trips, and what its writes wait for their turn, share one deadline, so that a slow or
 * hanging server ends in `StoreUnavailable` and not in a hanging caller (docs/measured.md R4).
 */
export function openRemote(options: RemoteOptions): Database {
  const { url, token, namespace, tokenFor, timeoutMs, queue, traceparent } = options;
  let started: AbortSignal | undefined;
  const deadline = (): AbortSignal => {
    started ??= AbortSignal.timeout(timeoutMs);
    return started;
  };
  const batch = serverBatch(url, token, async (place, request) => {
    if (traceparent !== undefined) request.headers.set("traceparent", traceparent);
    if (namespace !== undefined) await nameIn(request, namespace, tokenFor);
    return whenServed(place, { ...request, signal: deadline() }, namespace !== undefined);
  });
  const database = retryingBusy(databaseOf(batch));
  if (queue === undefined) return database;
  return { ...database, write: (statements) => queue(() => database.write(statements), deadline()) };
}

/** Names the database in the request's headers: that works from every runtime, host names and paths do not. */
async function nameIn(
  { headers }: Pick<Request, "headers">,
  namespace: string,
  tokenFor: RemoteOptions["tokenFor"],
): Promise<void> {
  headers.set("x-namespace-bin", btoa(namespace).replaceAll("=", ""));
  if (tokenFor !== undefined) headers.set("authorization", `Bearer ${await tokenFor(namespace)}`);
}

/** For a client that has no deadline. */
export const intoNamespace =
  (namespace: string, tokenFor: RemoteOptions["tokenFor"]) =>
  async (request: Request): Promise<Response> => {
    await nameIn(request, namespace, tokenFor);
    return fetch(request);
  };

/**
 * 429 is the server's word that it did not begin: it serves so many requests at once and no more. Asking again is then
 * safe, a little later and not all at the same moment, for as long as the request has time. So is asking once more for a
 * namespace that is not there: a server with more of them than it keeps open says so of one that is.
 */
async function whenServed(
  url: string,
  request: ServerRequest & { readonly signal: AbortSignal },
  inNamespace: boolean,
): Promise<Response> {
  for (let isMissed = !inNamespace; ; ) {
    const response = await fetch(url, request);
    if (response.status !== 429 && (response.status !== 404 || isMissed)) return response;
    isMissed ||= response.status === 404;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS * (0.5 + Math.random())));
  }
}
