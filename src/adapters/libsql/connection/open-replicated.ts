// Opens the database server of each request, with the replica that the deployment names, if it names one.
import type { Freshness } from "../../../domain/ports/freshness.ts";
import type { Database } from "./database.ts";
import { openRemote, type RemoteOptions } from "./open-remote.ts";
import { replicaHealth, replicated } from "./replicated-database.ts";

type ReplicatedOptions = Omit<RemoteOptions, "traceparent"> & {
  /** Undefined where there is none. It takes the same token. */
  readonly replicaUrl: string | undefined;
};

/** Of the time that a request's trips have in all, the replica may take a third: then the primary still can answer. */
const REPLICA_SHARE = 3;

/** `now` is the clock, in milliseconds. */
export function remoteOpener(
  { replicaUrl, ...options }: ReplicatedOptions,
  now: () => number,
): (traceparent: string | undefined, freshness: Freshness) => Database {
  const health = replicaHealth(now);
  return (traceparent, freshness) => {
    if (replicaUrl === undefined || freshness === "newest") return openRemote({ ...options, traceparent });
    const replicaMs = Math.floor(options.timeoutMs / REPLICA_SHARE);
    const replica = openRemote({ ...options, url: replicaUrl, timeoutMs: replicaMs, traceparent });
    const primary = openRemote({ ...options, timeoutMs: options.timeoutMs - replicaMs, traceparent });
    return replicated(primary, replica, freshness, health);
  };
}
