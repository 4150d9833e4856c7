// The service over libSQL servers, made of the environment: for every entry point that has no file of its own.
import { lookingQueues } from "../adapters/libsql/connection/looking-queue.ts";
import { namespaceTokens } from "../adapters/libsql/connection/namespace-token.ts";
import { remoteOpener } from "../adapters/libsql/connection/open-replicated.ts";
import { libsqlStores } from "../adapters/libsql/stores.ts";
import { anyTenantReady } from "./health/tenant-readiness.ts";
import type { Deps } from "./request/context.ts";
import { isFileUrl } from "./settings/database-url.ts";
import type { Settings } from "./settings/settings.ts";
import { unconfigured } from "./settings/unconfigured.ts";
import { type Service, serviceOf } from "./tenant-apps.ts";

/** What each platform has of its own. */
type Platform = Pick<Deps, "limiter" | "addressOf" | "builtPage">;

export function appOverServer(settings: Settings, platform: Platform): Service {
  const { DATABASE_URL: url, DATABASE_TIMEOUT_MS: timeoutMs, DATABASE_SIGNING_KEY: key, TENANTS } = settings;
  const hasFile = TENANTS.names.some((name) => isFileUrl(TENANTS.find(name)?.database.url ?? ""));
  if (isFileUrl(url) || hasFile) return unconfigured(["DATABASE_URL: a file is for Node alone"]);
  const tokenFor = key === undefined ? undefined : namespaceTokens(key, Date.now);
  const queueOf = lookingQueues(timeoutMs, Date.now);
  const open = remoteOpener({ timeoutMs, tokenFor, queueOf }, Date.now);
  return serviceOf({
    settings,
    // A client is bound to the request that made it: one each (a shared one hangs under load on Workers).
    openStores: ({ database }, claim, trace, freshness = "newest") =>
      libsqlStores(open(database, trace?.traceparent, freshness), claim),
    ready: anyTenantReady(settings, (place) => libsqlStores(open(place, undefined, "newest")).ready()),
    limiter: settings.RATE_LIMITS === "on" ? platform.limiter : undefined,
    addressOf: platform.addressOf,
    builtPage: platform.builtPage,
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log: (line) => console.log(JSON.stringify(line)),
  });
}
