// /v1/payment-plans/{id}/history: what happened to a plan, version by version, and a call that checks all of it.
import { Hono } from "hono";
import * as z from "zod";
import type { RecordedEvent } from "../../domain/events/recorded-event.ts";
import {
  type KeptEvent,
  type KeptHistories,
  type KeptHistory,
  keptHistory,
} from "../../domain/plans/kept-history.ts";
import { eventText, type PlanEvent } from "../../domain/plans/plan-event.ts";
import { verifyKept } from "../../domain/plans/verify-kept.ts";
import type { Currency } from "../../domain/values/currency.ts";
import { sha256 } from "../api-key.ts";
import { needs } from "../authenticate.ts";
import { type BrokenWords, brokenWords } from "../broken-history.ts";
import type { AppEnv, Deps } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";
import { A_TRIP, BYTES_A_STEP, type Pace, paceOf } from "../pace.ts";
import { answerPage } from "./page-answer.ts";
import { pageQuery } from "./page-query.ts";
import { PLAN } from "./payment-plans.ts";
import { differenceJson, warningJson } from "./plan-json.ts";
import { query } from "./query.ts";

export const planHistoryQuery = pageQuery.extend({
  text: z
    .enum(["true", "false"])
    .default("false")
    .describe("true adds the very text that was hashed, so that the chain can be checked elsewhere."),
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
    const id = Number(context.req.param("id"));
    const pace = paceOf(context.req.raw.signal);
    const open = () => deps.openStores(undefined, context.get("trace")).plans;
    const kept = await keptHistory(() => pacedHistories(open(), pace), id);
    if (kept === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const { plan, count } = kept;
    const verified = await verifyKept({ plan, events: paced(kept.events, pace) }, sha256);
    const broken: BrokenWords | null = verified.ok ? null : brokenWords(verified.error);
    const head = verified.ok ? verified.value : null;
    return context.json({ planId: id, intact: verified.ok, events: count, head, broken });
  });

  return app;
}

/** Each trip as a step of its own, none once the caller has gone. */
const pacedHistories = (plans: KeptHistories, pace: Pace): KeptHistories => ({
  keptHead: plans.keptHead,
  keptEvents: async (...given) => {
    await pace(A_TRIP);
    const page = await plans.keptEvents(...given);
    await pace(A_TRIP);
    return page;
  },
});

/** The events one by one, as fast as a request may work. */
async function* paced(events: KeptHistory["events"], pace: Pace): AsyncGenerator<KeptEvent, void, undefined> {
  for await (const event of events) {
    await pace(event.text.length / BYTES_A_STEP);
    yield event;
  }
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
  policy: event.policy,
  difference: differenceJson(event.difference, currency),
  warnings: event.warnings.map((warning) => warningJson(warning, currency)),
  previousHash: event.previousHash,
  hash: event.hash,
});
