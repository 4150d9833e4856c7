// GET /v1/payment-plans: summaries with totals, by id, filtered by whose they are and whether they are live.
import * as z from "zod/mini";
import type { Place, PlanCursor, PlanFilter, PlanLists } from "../../../domain/plans/bulk/plan-lists-port.ts";
import type { PlanSummary } from "../../../domain/plans/bulk/plan-summary.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import {
  fromDayNumber,
  type LocalDate,
  MAX_DAY_NUMBER,
  toDayNumber,
} from "../../../domain/values/local-date.ts";
import type { Page } from "../../../domain/values/page.ts";
import { ok } from "../../../domain/values/result.ts";
import { A_TRIP, type Pace, paceOf } from "../../request/pace.ts";
import { planWork } from "../../request/plan-work.ts";
import { declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery, wholeNumber } from "../call/page-query.ts";
import { perTables } from "../call/per-tables.ts";
import { localDate, recordState } from "../call/values.ts";
import { PLANS } from "./plan-facts.ts";
import { termsJson, totalsJson } from "./plan-json.ts";

const listQuery = perTables((enums) =>
  z.extend(pageQuery(), {
    clientId: z.optional(wholeNumber(1, MAX_ID)),
    businessUnitId: z.optional(wholeNumber(1, MAX_ID)),
    recordState: z.optional(recordState(enums)),
    active: z
      .optional(z.enum(["true", "false"]))
      .with(z.describe("true: only Active; false: every other record state.")),
    order: z
      ._default(z.enum(["id", "overdue"]), "id")
      .with(
        z.describe(
          "overdue: only plans with something overdue as of the day, by the day since when, the oldest first.",
        ),
      ),
    asOf: z
      .optional(localDate())
      .with(z.describe("The day whose totals are asked for; today in the service's zone when left out.")),
  }),
);

export const listPlans = declare(
  "GET /v1/payment-plans",
  {
    id: "listPaymentPlans",
    tag: PLANS,
    summary: "List plans",
    description:
      "Summaries with totals, by id or by what is overdue, filtered by whose they are and whether they are live.",
    scope: "plans:read",
    query: listQuery,
    moreTrips: "of large plans a trip sums only some",
    answers: { 200: { description: "One page of plans.", schema: "plans" } },
    example: { query: { clientId: "2", limit: "10" } },
  },
  async ({ query }, { deps, context, stores }) => {
    const { clientId, businessUnitId, recordState: state, active, order, asOf, after, limit } = query;
    const filter = {
      clientId: clientId ?? null,
      businessUnitId: businessUnitId ?? null,
      state: state ?? null,
      active: active === undefined ? null : active === "true",
    };
    const day = asOf ?? planWork(deps, context).policy.today;
    if (order === "overdue") {
      const { items, next } = await stores.plans.overdue(filter, day, { after: placeOf(after), limit });
      const write = (summary: PlanSummary) => summaryJson(summary, day);
      const page = { items, next: next === null ? null : numberOf(next) };
      const cursorOf = ({ id, oldestUnpaid }: PlanSummary) => numberOf({ day: oldestUnpaid ?? day, id });
      return ok({ status: 200, body: await writePage(context, page, write, cursorOf) });
    }
    const pace = paceOf(context.req.raw.signal);
    const page = await summariesOf(stores.plans, filter, day, { after, limit }, pace);
    const write = (summary: PlanSummary) => summaryJson(summary, day);
    return ok({ status: 200, body: await writePage(context, page, write, (summary) => summary.id) });
  },
);

/** Ids are below it, and so many of them are one day. */
const IDS = 2 ** 31;

/** A place among what is overdue as a cursor, in one number: the day counted from year 1, then the id. */
const numberOf = ({ day, id }: Place): number => toDayNumber(day as LocalDate) * IDS + id;

function placeOf(cursor: number): Place {
  if (cursor === 0) return { day: "", id: 0 };
  return { day: fromDayNumber(Math.min(MAX_DAY_NUMBER, Math.floor(cursor / IDS))), id: cursor % IDS };
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
  oldestUnpaid: summary.oldestUnpaid,
  created: summary.created,
  lastUpdated: summary.lastUpdated,
});
