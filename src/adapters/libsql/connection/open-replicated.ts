// Opens the database of each request on its server, with the replica that it has, if it has one.
import type { Freshness } from "../../../domain/ports/freshness.ts";
import type { Database } from "./database.ts";
import { openRemote, type RemoteOptions } from "./open-remote.ts";
import { replicaHealth, replicated } from "./replicated-database.ts";
import type { WriterQueue } from "./writer-queue.ts";

type OpenerOptions = Pick<RemoteOptions, "timeoutMs" | "tokenFor"> & {
  /** Where the writes of each database wait for their turn, by the database's name. */
  readonly queueOf?: ((name: string) => WriterQueue) | undefined;
};

type Place = {
  readonly url: string;
  readonly namespace: string | undefined;
  readonly token: string | undefined;
  /** Undefined where there is none. It takes the same token. */
  readonly replicaUrl: string | undefined;
};

/** Of the time that a request's trips have in all, the replica may take a third: then the primary still can answer. */
const REPLICA_SHARE = 3;

/** `now` is the clock, in milliseconds. */
export function remoteOpener(
  { timeoutMs, tokenFor, queueOf }: OpenerOptions,
  now: () => number,
): (place: Place, traceparent: string | undefined, freshness: Freshness) => Database {
  const healths = new Map<string, ReturnType<typeof replicaHealth>>();
  const healthOf = (url: string) => {
    const health = healths.get(url) ?? replicaHealth(now);
    healths.set(url, health);
    return health;
  };
  return ({ url, namespace, token, replicaUrl }, traceparent, freshness) => {
    const queue = queueOf?.(`${url} ${namespace ?? ""}`);
    const options = { url, namespace, token, tokenFor, timeoutMs, queue, traceparent };
    if (replicaUrl === undefined || freshness === "newest") return openRemote(options);
    const replicaMs = Math.floor(timeoutMs / REPLICA_SHARE);
    const replica = openRemote({ ...options, url: replicaUrl, timeoutMs: replicaMs });
    const primary = openRemote({ ...options, timeoutMs: timeoutMs - replicaMs });
    return replicated(primary, replica, freshness, healthOf(replicaUrl));
  };
}
