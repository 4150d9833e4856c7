// GET /v1/payment-plans/{id}/history: what happened to a plan, version by version.
import * as z from "zod/mini";
import type { RecordedEvent } from "../../../domain/events/recorded-event.ts";
import { eventText, type PlanEvent } from "../../../domain/plans/history/plan-event.ts";
import { rulesOf } from "../../../domain/plans/history/rules.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { once } from "../../request/once.ts";
import { declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { warningJson } from "./difference-json.ts";
import { eventDifferenceJson } from "./plan-event-json.ts";
import { PLAN_1, PLANS } from "./plan-facts.ts";

const historyQuery = once(() =>
  z.extend(pageQuery(), {
    text: z
      ._default(z.enum(["true", "false"]), "false")
      .with(
        z.describe("true adds the very text that was hashed, so that the chain can be checked elsewhere."),
      ),
  }),
);

export const planHistory = declare(
  "GET /v1/payment-plans/{id}/history",
  {
    id: "getPaymentPlanHistory",
    tag: PLANS,
    summary: "What happened to a plan",
    description:
      "One event a version, oldest first, each naming the hash of the one before. The cursor is the version.",
    scope: "plans:read",
    query: historyQuery,
    answers: { 200: { description: "One page of events.", schema: "events" } },
    failures: ["PLAN_NOT_FOUND"],
    example: PLAN_1,
  },
  async ({ path: { id }, query: { after, limit, text } }, { context, stores }) => {
    const page = await stores.events.history("plan", id, { after, limit });
    if (page === null) return err({ tag: "PLAN_NOT_FOUND", id });
    const write = ({ change, currency }: OfPlan) => ({
      ...planEventJson(change, currency),
      ...(text === "true" ? { text: eventText(change) } : {}),
    });
    // Oldest first: pages never shift, and the newest n come after `version - n`.
    const ofPlan = { items: page.items.filter(isOfPlan), next: page.next };
    return ok({ status: 200, body: await writePage(context, ofPlan, write, (event) => event.version) });
  },
);

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
