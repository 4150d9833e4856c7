// The service: what happens around every request, and which routes there are.
import type { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import {
  KeyUsedBefore,
  OutOfReach,
  StoreBlocked,
  StoreUnavailable,
  TooLargeForStore,
} from "../domain/ports/store-errors.ts";
import { findCall } from "./call/find-call.ts";
import { scopeGuard } from "./call/scope-guard.ts";
import { contractCalls, type Dialect, pathsWithKey } from "./contracts/dialect.ts";
import { DIALECTS } from "./contracts/dialects.ts";
import { failureWriter } from "./failures/dialect-failure.ts";
import { mountHealth } from "./health/health.ts";
import { mountPages } from "./pages/page-routes.ts";
import { acceptable } from "./request/acceptable.ts";
import { CALLER_GONE, isCallerGone } from "./request/caller-gone.ts";
import { instantOf } from "./request/clock.ts";
import type { AppEnv, Deps } from "./request/context.ts";
import { authenticate } from "./request/key/authenticate.ts";
import { limitStrangers, rateLimit } from "./request/limits/rate-limit.ts";
import { requestId } from "./request/log/request-id.ts";
import { requestLog } from "./request/log/request-log.ts";
import { carryOn } from "./request/log/trace.ts";
import { openStores } from "./request/open-stores.ts";
import { CallerGone } from "./request/pace.ts";
import { queryGuard } from "./request/query/query-guard.ts";
import { MAX_URL_LENGTH } from "./request/query/url-length.ts";
import { answerUsedKey, idempotency } from "./request/repeats/idempotency.ts";
import { repeatableOf } from "./request/repeats/repeats.ts";
import { responseHeaders } from "./request/response-headers.ts";
import { writeGuard } from "./request/write-guard.ts";
import { noRoutes } from "./routes.ts";
import type { AnyCall } from "./v1/call/declaration.ts";
import { declaredOf, mountCalls } from "./v1/call/mount-call.ts";
import { V1_CALLS } from "./v1/calls.ts";
import { routedPath } from "./webapi/paths.ts";

/** The app, speaking /v1 and the dialects. */
export function createApp(
  deps: Deps,
  dialects: readonly Dialect[] = DIALECTS,
  v1Calls: readonly AnyCall[] = V1_CALLS,
): Hono<AppEnv> {
  const { settings } = deps;
  const calls = [
    ...v1Calls.map((call) => declaredOf(call, settings.ENUMERATIONS)),
    ...contractCalls(dialects),
  ];
  const fail = failureWriter(dialects, settings);
  const app = noRoutes<AppEnv>({ getPath: routedPath(dialects.map(({ prefix }) => prefix)) });

  app.use(requestId(deps.randomId));
  app.use(requestLog(deps.log, deps.clock));
  app.use(responseHeaders);
  app.use(findCall(calls));
  app.use(async function openRequest(context, next) {
    context.set("stamp", { at: instantOf(deps.clock()), by: "" });
    context.set("trace", carryOn(context.req.header("traceparent"), deps.randomId));
    if (context.req.raw.url.length > MAX_URL_LENGTH) {
      return fail(context, { tag: "URL_TOO_LONG", max: MAX_URL_LENGTH });
    }
    return next();
  });
  app.use(writeGuard(fail));
  app.use(limitStrangers(deps, fail));
  app.use(authenticate(deps, pathsWithKey(dialects), fail));
  app.use(rateLimit(deps, fail));
  app.use(openStores(deps));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allow) => fail(c, { tag: "METHOD_NOT_ALLOWED", allow }),
    }),
  );

  app.use(queryGuard(fail));
  app.use("/v1/*", acceptable(fail));
  app.use(idempotency(deps, fail));
  app.use(scopeGuard(fail));

  mountHealth(app, deps, fail);
  mountPages(app, dialects, deps, fail);
  for (const dialect of dialects) dialect.mount(app, deps);
  mountCalls(app, v1Calls, deps, fail);

  app.notFound((context) => fail(context, { tag: "ROUTE_NOT_FOUND" }));
  app.onError((error, context) => {
    // Nobody reads it; for the log it is what it is.
    if (error instanceof CallerGone || isCallerGone(context.req.raw, context.env)) {
      return new Response(null, { status: CALLER_GONE });
    }
    if (error instanceof OutOfReach) return fail(context, { tag: "OUT_OF_REACH" });
    if (error instanceof StoreBlocked) return fail(context, { tag: "TENANT_BLOCKED" });
    if (error instanceof TooLargeForStore) return fail(context, { tag: "DATA_TOO_LARGE" });
    if (error instanceof StoreUnavailable)
      return fail(context, { tag: "DATABASE_UNAVAILABLE", repeatable: repeatableOf(context) });
    if (error instanceof KeyUsedBefore) return answerUsedKey(context, fail, error.use);
    return fail(context, { tag: "INTERNAL_ERROR" });
  });
  return app;
}
