// The app over a libSQL server, made of the environment: for every entry point that has no file of its own.
import type { Hono } from "hono";
import { remoteOpener } from "../adapters/libsql/connection/open-replicated.ts";
import { libsqlStores } from "../adapters/libsql/stores.ts";
import { createApp } from "./app.ts";
import type { AppEnv, Deps } from "./request/context.ts";
import { isFileUrl } from "./settings/database-url.ts";
import type { Settings } from "./settings/settings.ts";
import { unconfigured } from "./settings/unconfigured.ts";

/** What each platform has of its own. */
type Platform = Pick<Deps, "limiter" | "addressOf" | "v1Description" | "builtFile">;

export function appOverServer(settings: Settings, platform: Platform): Hono<AppEnv> | Hono {
  const { DATABASE_URL: url, DATABASE_TOKEN: token, DATABASE_TIMEOUT_MS: timeoutMs } = settings;
  if (isFileUrl(url)) return unconfigured(["DATABASE_URL: a file is for Node alone"]);
  const open = remoteOpener({ url, token, timeoutMs, replicaUrl: settings.DATABASE_REPLICA_URL }, Date.now);
  return createApp({
    settings,
    // A client is bound to the request that made it: one each (a shared one hangs under load on Workers).
    openStores: (claim, trace, freshness = "newest") =>
      libsqlStores(open(trace?.traceparent, freshness), claim),
    limiter: settings.RATE_LIMITS === "on" ? platform.limiter : undefined,
    addressOf: platform.addressOf,
    v1Description: platform.v1Description,
    builtFile: platform.builtFile,
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log: (line) => console.log(JSON.stringify(line)),
  });
}
