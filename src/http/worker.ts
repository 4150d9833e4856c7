// The entry point on Cloudflare Workers (and Deno): composes the app from the bindings, once an isolate.
import type { Hono } from "hono";
import { remoteOpener } from "../adapters/libsql/open-replicated.ts";
import { createApp } from "./app.ts";
import type { AppEnv } from "./context.ts";
import { limiterOf } from "./rate-limit.ts";
import { type Environment, readSettings } from "./settings.ts";
import { libsqlStores } from "./stores.ts";
import { unconfigured } from "./unconfigured.ts";

const apps = new WeakMap<Environment, Hono<AppEnv> | Hono>();

function compose(environment: Environment): Hono<AppEnv> | Hono {
  const read = readSettings(environment);
  if ("wrong" in read) return unconfigured(read.wrong);
  const { DATABASE_URL: url, DATABASE_TOKEN: token, DATABASE_TIMEOUT_MS: timeoutMs } = read.settings;
  const open = remoteOpener(
    { url, token, timeoutMs, replicaUrl: read.settings.DATABASE_REPLICA_URL },
    Date.now,
  );
  return createApp({
    settings: read.settings,
    // A client is bound to the request that made it: one each (a shared one hangs under load in this runtime).
    openStores: (claim, trace, freshness = "newest") =>
      libsqlStores(open(trace?.traceparent, freshness), claim),
    limiter: read.settings.RATE_LIMITS === "on" ? limiterOf(environment.RATE_LIMITER) : undefined,
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log: (line) => console.log(JSON.stringify(line)),
  });
}

export default {
  fetch(request: Request, environment: Environment): Response | Promise<Response> {
    const app = apps.get(environment) ?? compose(environment);
    apps.set(environment, app);
    return app.fetch(request);
  },
};
