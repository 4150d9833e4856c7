// The service: what happens around every request, and which routes there are.
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { DatabaseUnavailable, TooLargeForDatabase } from "../adapters/libsql/database.ts";
import { KeyUsedBefore } from "../adapters/libsql/idempotent-database.ts";
import { acceptable } from "./acceptable.ts";
import { authenticate } from "./authenticate.ts";
import { instantOf } from "./clock.ts";
import type { AppEnv, Deps } from "./context.ts";
import { contactExtraRoutes } from "./contracts/contact-extras.ts";
import { paymentInstallmentAction } from "./contracts/payment-installments.ts";
import { paymentPlanActions } from "./contracts/payment-plans.ts";
import { paymentReferenceActions } from "./contracts/payment-references.ts";
import { failureWriter } from "./dialect-failure.ts";
import { freshnessOf } from "./freshness.ts";
import { health } from "./health.ts";
import { answerUsedKey, idempotency } from "./idempotency.ts";
import { CallerGone } from "./pace.ts";
import { queryGuard } from "./query-guard.ts";
import { queryRules } from "./query-rules.ts";
import { limitStrangers, rateLimit } from "./rate-limit.ts";
import { referenceRoutes } from "./reference.ts";
import { repeatableOf } from "./repeats.ts";
import { CALLER_GONE, isCallerGone } from "./request/caller-gone.ts";
import { requestId } from "./request/request-id.ts";
import { writeGuard } from "./request/write-guard.ts";
import { requestLog } from "./request-log.ts";
import { responseHeaders } from "./response-headers.ts";
import { carryOn } from "./trace.ts";
import { contactCreditRoutes } from "./v1/contact-credit.ts";
import { contactRoutes } from "./v1/contacts.ts";
import { eventRoutes } from "./v1/events.ts";
import { paymentPlanRoutes } from "./v1/payment-plans.ts";
import { paymentReferenceRoutes } from "./v1/payment-references.ts";
import { planHistoryRoutes } from "./v1/plan-history.ts";
import { planInstalmentRoutes } from "./v1/plan-instalments.ts";
import { planListRoutes } from "./v1/plan-list.ts";
import { planPaymentRoutes } from "./v1/plan-payments.ts";
import { rehearsalRoutes } from "./v1/rehearsals.ts";
import { scheduleRoutes } from "./v1/schedules.ts";
import { debtrakContract, procuraContract } from "./wire/contract.ts";
import { mountWebApi } from "./wire/mount.ts";
import { contractPath } from "./wire/paths.ts";

/** Longer than any call needs; what is longer is not read. */
const MAX_URL_LENGTH = 8_192;

export function createApp(deps: Deps): Hono<AppEnv> {
  const { settings } = deps;
  const contracts = {
    references: debtrakContract(),
    plans: procuraContract({ enums: settings.ENUMERATIONS }),
  };
  const fail = failureWriter(contracts);
  const app = new Hono<AppEnv>({ getPath: contractPath });

  app.use(requestId(deps.randomId));
  app.use(requestLog(deps.log, deps.clock));
  app.use(responseHeaders);
  app.use(async function openRequest(context, next) {
    context.set("stamp", { at: instantOf(deps.clock()), by: "" });
    context.set("trace", carryOn(context.req.header("traceparent"), deps.randomId));
    context.set(
      "stores",
      deps.openStores(undefined, context.get("trace"), freshnessOf(context.req.raw, context.req.path)),
    );
    if (context.req.raw.url.length > MAX_URL_LENGTH) {
      return fail(context, { tag: "URL_TOO_LONG", max: MAX_URL_LENGTH });
    }
    return next();
  });
  app.use(writeGuard(fail));
  app.use(limitStrangers(deps, fail));
  app.use(authenticate(deps, fail));
  app.use(rateLimit(deps.limiter, fail));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allow) => fail(c, { tag: "METHOD_NOT_ALLOWED", allow }),
    }),
  );

  app.use(queryGuard(queryRules(app, contracts), fail));
  app.use("/v1/*", acceptable(fail));
  app.use(idempotency(deps, fail));

  app.route("/", health(deps, fail));
  app.route("/", referenceRoutes(contracts, deps, fail));
  mountWebApi(
    app,
    contracts.references,
    paymentReferenceActions({ scheme: settings.CRN_SCHEME, identity: settings.REFERENCE_IDENTITY }),
  );
  mountWebApi(app, contracts.plans, [...paymentPlanActions(deps), paymentInstallmentAction]);
  app.route("/v01", contactExtraRoutes(fail));
  for (const routes of [
    paymentPlanRoutes,
    planPaymentRoutes,
    planInstalmentRoutes,
    planListRoutes,
    planHistoryRoutes,
    rehearsalRoutes,
    scheduleRoutes,
    contactRoutes,
    contactCreditRoutes,
    paymentReferenceRoutes,
    eventRoutes,
  ]) {
    app.route("/v1", routes(deps, fail));
  }

  app.notFound((context) => fail(context, { tag: "ROUTE_NOT_FOUND" }));
  app.onError((error, context) => {
    // Nobody reads it; for the log it is what it is.
    if (error instanceof CallerGone || isCallerGone(context.req.raw, context.env)) {
      return new Response(null, { status: CALLER_GONE });
    }
    if (error instanceof TooLargeForDatabase) return fail(context, { tag: "DATA_TOO_LARGE" });
    if (error instanceof DatabaseUnavailable)
      return fail(context, { tag: "DATABASE_UNAVAILABLE", repeatable: repeatableOf(context) });
    if (error instanceof KeyUsedBefore) return answerUsedKey(context, fail, error.use);
    return fail(context, { tag: "INTERNAL_ERROR" });
  });
  return app;
}
