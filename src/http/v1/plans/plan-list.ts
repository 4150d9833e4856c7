// /v1/payment-plans as a list: summaries with totals, by id, filtered by whose they are and whether they are live.
import { Hono } from "hono";
import * as z from "zod/mini";
import type { PlanCursor, PlanFilter, PlanLists } from "../../../domain/plans/plan-lists-port.ts";
import type { PlanSummary } from "../../../domain/plans/plan-summary.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Page } from "../../../domain/values/page.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { A_TRIP, type Pace, paceOf } from "../../request/pace.ts";
import { planWork } from "../../request/plan-work.ts";
import { answerPage } from "../call/page-answer.ts";
import { pageQuery, wholeNumber } from "../call/page-query.ts";
import { query } from "../call/query.ts";
import { unknownName } from "./plan-body.ts";
import { termsJson, totalsJson } from "./plan-json.ts";
import { localDate } from "./schemas.ts";

export const planListQuery = z.extend(pageQuery, {
  clientId: z.optional(wholeNumber(1, MAX_ID)),
  businessUnitId: z.optional(wholeNumber(1, MAX_ID)),
  recordState: z.optional(z.string().with(z.meta({ enumTable: "RecordState" }))),
  active: z
    .optional(z.enum(["true", "false"]))
    .with(z.describe("true: only Active; false: every other record state.")),
  asOf: z
    .optional(localDate)
    .with(z.describe("The day whose totals are asked for; today in the service's zone when left out.")),
});

export function planListRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get("/payment-plans", needs("plans:read", fail), query(planListQuery, fail), async (context) => {
    const { clientId, businessUnitId, recordState, active, asOf, after, limit } = context.req.valid("query");
    if (recordState !== undefined) {
      const unknown = unknownName("recordState", recordState, deps.settings.ENUMERATIONS.RecordState);
      if (unknown !== null) return fail(context, unknown);
    }
    const filter = {
      clientId: clientId ?? null,
      businessUnitId: businessUnitId ?? null,
      state: recordState ?? null,
      active: active === undefined ? null : active === "true",
    };
    const day = asOf ?? planWork(deps, context).policy.today;
    const { plans } = context.get("stores");
    const pace = paceOf(context.req.raw.signal);
    const page = await summariesOf(plans, filter, day, { after, limit }, pace);
    return answerPage(
      context,
      page,
      (summary) => summaryJson(summary, day),
      (summary) => summary.id,
    );
  });

  return app;
}

/** As many summaries as are asked for: of large plans a trip sums only some, and others have their turn in between. */
async function summariesOf(
  plans: PlanLists,
  filter: PlanFilter,
  day: LocalDate,
  { after, limit }: PlanCursor,
  pace: Pace,
): Promise<Page<PlanSummary>> {
  const items: PlanSummary[] = [];
  for (let at = after; ; ) {
    const page = await plans.summaries(filter, day, { after: at, limit: limit - items.length });
    items.push(...page.items);
    if (page.next === null || items.length === limit) return { items, next: page.next };
    at = page.next;
    await pace(A_TRIP);
  }
}

/** As the plan itself is shown, without instalments and payments, and with the next unpaid due date. */
const summaryJson = (summary: PlanSummary, asOf: LocalDate) => ({
  id: summary.id,
  version: summary.version,
  clientId: summary.clientId,
  businessUnitId: summary.businessUnitId,
  status: summary.status,
  terms: termsJson(summary.terms, summary.currency),
  paymentMethod: summary.method,
  totals: { asOf, ...totalsJson(summary.totals, summary.currency) },
  nextDue: summary.nextDue,
  created: summary.created,
  lastUpdated: summary.lastUpdated,
});
