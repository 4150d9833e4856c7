// /v1/payment-plans/{id}/history: what happened to a plan, version by version, and a call that checks all of it.
import { Hono } from "hono";
import * as z from "zod/mini";
import type { RecordedEvent } from "../../../domain/events/recorded-event.ts";
import { checkHistory } from "../../../domain/plans/history/check-history.ts";
import { eventText, type PlanEvent } from "../../../domain/plans/history/plan-event.ts";
import { rulesOf } from "../../../domain/plans/history/rules.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { type BrokenWords, brokenWords } from "../../failures/broken-history.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import { erasureJson } from "../../failures/erasure-words.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { needs } from "../../request/key/authenticate.ts";
import { pacedEvents, pacedHistories, paceOf } from "../../request/pace.ts";
import { noMembers, readOptionalJson } from "../call/optional-body.ts";
import { answerPage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { query } from "../call/query.ts";
import { warningJson } from "./difference-json.ts";
import { PLAN } from "./payment-plans.ts";
import { eventDifferenceJson } from "./plan-event-json.ts";

export const planHistoryQuery = z.extend(pageQuery, {
  text: z
    ._default(z.enum(["true", "false"]), "false")
    .with(z.describe("true adds the very text that was hashed, so that the chain can be checked elsewhere.")),
});

export function planHistoryRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  /** Oldest first, the cursor is the version: pages never shift, and the newest n come after `version - n`. */
  app.get(`${PLAN}/history`, needs("plans:read", fail), query(planHistoryQuery, fail), async (context) => {
    const id = Number(context.req.param("id"));
    const { after, limit, text } = context.req.valid("query");
    const page = await context.get("stores").events.history("plan", id, { after, limit });
    if (page === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const write = ({ change, currency }: OfPlan) => ({
      ...planEventJson(change, currency),
      ...(text === "true" ? { text: eventText(change) } : {}),
    });
    const ofPlan = { items: page.items.filter(isOfPlan), next: page.next };
    return answerPage(context, ofPlan, write, (event) => event.version);
  });

  /** Broken or not, the check itself went well: 200. It makes a trip for each page of events, each under its own deadline. */
  app.post(`${PLAN}/history/verify`, needs("plans:read", fail), async (context) => {
    const body = await readOptionalJson(context, noMembers);
    if (!body.ok) return fail(context, body.error);
    const id = Number(context.req.param("id"));
    const pace = paceOf(context.req.raw.signal);
    const open = () => deps.openStores(undefined, context.get("trace")).plans;
    const checked = await checkHistory(
      () => pacedHistories(open(), pace),
      id,
      sha256,
      (events) => pacedEvents(events, pace),
    );
    if (checked === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const { count, verified } = checked;
    const broken: BrokenWords | null = verified.ok ? null : brokenWords(verified.error);
    const { erasures = [], ...head } = verified.ok ? verified.value : {};
    return context.json({
      planId: id,
      intact: verified.ok,
      events: count,
      head: verified.ok ? head : null,
      erasures: erasures.map(erasureJson),
      broken,
    });
  });

  return app;
}

type OfPlan = Extract<RecordedEvent, { subject: "plan" }>;

const isOfPlan = (event: RecordedEvent): event is OfPlan => event.subject === "plan";

/** `policy` and `requestHash`: under which rules it was decided, and the SHA-256 of the request that asked for it. */
const planEventJson = (event: PlanEvent, currency: Currency) => ({
  version: event.version,
  kind: event.kind,
  at: event.at,
  actor: event.actor,
  requestHash: event.requestHash,
  policy: { ...event.policy, rules: rulesOf(event.policy) },
  difference: eventDifferenceJson(event, currency),
  warnings: event.warnings.map((warning) => warningJson(warning, currency)),
  previousHash: event.previousHash,
  hash: event.hash,
});
