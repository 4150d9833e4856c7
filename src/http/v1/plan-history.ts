// /v1/payment-plans/{id}/history: what happened to a plan, version by version, and a call that checks all of it.
import { Hono } from "hono";
import * as z from "zod";
import type { RecordedEvent } from "../../domain/events/recorded-event.ts";
import { eventText, type PlanEvent } from "../../domain/plans/plan-event.ts";
import { rulesOf } from "../../domain/plans/rules.ts";
import { verifyKept } from "../../domain/plans/verify-kept.ts";
import type { Currency } from "../../domain/values/currency.ts";
import { sha256 } from "../api-key.ts";
import { needs } from "../authenticate.ts";
import { type BrokenWords, brokenWords } from "../broken-history.ts";
import type { AppEnv, Deps } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";
import { keptDifferenceJson, warningJson } from "./difference-json.ts";
import { pageQuery } from "./page-query.ts";
import { PLAN } from "./payment-plans.ts";
import { query } from "./query.ts";

export const planHistoryQuery = pageQuery.extend({
  text: z
    .enum(["true", "false"])
    .default("false")
    .describe("true adds the very text that was hashed, so that the chain can be checked elsewhere."),
});

export function planHistoryRoutes(_deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  /** Oldest first, the cursor is the version: pages never shift, and the newest n come after `version - n`. */
  app.get(`${PLAN}/history`, needs("plans:read", fail), query(planHistoryQuery, fail), async (context) => {
    const id = Number(context.req.param("id"));
    const { after, limit, text } = context.req.valid("query");
    const page = await context.get("stores").events.history("plan", id, { after, limit });
    if (page === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const items = page.items.filter(isOfPlan).map(({ change, currency }) => ({
      ...planEventJson(change, currency),
      ...(text === "true" ? { text: eventText(change) } : {}),
    }));
    return context.json({ items, next: page.next });
  });

  /** Broken or not, the check itself went well: 200. */
  app.post(`${PLAN}/history/verify`, needs("plans:read", fail), async (context) => {
    const id = Number(context.req.param("id"));
    const kept = await context.get("stores").plans.kept(id);
    if (kept === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const verified = await verifyKept(kept, sha256);
    const broken: BrokenWords | null = verified.ok ? null : brokenWords(verified.error);
    const head = verified.ok ? verified.value : null;
    return context.json({ planId: id, intact: verified.ok, events: kept.events.length, head, broken });
  });

  return app;
}

const isOfPlan = (event: RecordedEvent): event is Extract<RecordedEvent, { subject: "plan" }> =>
  event.subject === "plan";

/** `policy` and `requestHash`: under which rules it was decided, and the SHA-256 of the request that asked for it. */
const planEventJson = (event: PlanEvent, currency: Currency) => ({
  version: event.version,
  kind: event.kind,
  at: event.at,
  actor: event.actor,
  requestHash: event.requestHash,
  policy: { ...event.policy, rules: rulesOf(event.policy) },
  difference: keptDifferenceJson(event.difference, currency),
  warnings: event.warnings.map((warning) => warningJson(warning, currency)),
  previousHash: event.previousHash,
  hash: event.hash,
});
