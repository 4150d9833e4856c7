// POST /v1/payment-plans/rehearsals: one change of terms tried on many plans.
import type { Claim } from "../../../domain/values/idempotency.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { costOfPlans } from "../../request/limits/cost.ts";
import { storesOf } from "../../request/open-stores.ts";
import { planWork } from "../../request/plan-work.ts";
import { type CallRequest, declare } from "../call/declaration.ts";
import { streamLines } from "../call/ndjson.ts";
import { toPatch } from "../plans/plan-body.ts";
import { aud } from "../plans/plan-facts.ts";
import { filterOf, rehearsal } from "./rehearsal-run.ts";
import { MAX_PLANS, rehearsalRequest } from "./rehearsal-schemas.ts";

export const REHEARSALS = "Rehearsals";

/** The store anew for each trip. */
export const openFor =
  ({ deps, context }: CallRequest) =>
  (claim?: Claim) =>
    storesOf(deps, context, claim).plans;

/** The tenant whose plans are meant: part of a rehearsal, and of its hash, where there are several. */
export const tenantOf = ({ deps, context }: CallRequest): string | undefined =>
  deps.settings.TENANTS.many ? context.get("tenant")?.name : undefined;

export const rehearse = declare(
  "POST /v1/payment-plans/rehearsals",
  {
    id: "rehearse",
    tag: REHEARSALS,
    summary: "Try one change on many plans",
    description: `Up to ${MAX_PLANS / 1_000} thousand plans, by id or by owner. Answers line by line: what it was asked, a line a plan, the summary with the hash. Nothing is written.`,
    scope: "plans:read",
    body: { name: "RehearsalRequest", schema: rehearsalRequest },
    moreTrips: "it streams: a trip for as many plans as are held at once",
    answers: { 200: { description: "The rehearsal.", schema: "line", lines: true } },
    failures: ["SELECTION_TOO_LARGE", "AMOUNT_TOO_PRECISE", "AMOUNT_TOO_LARGE"],
    example: { body: { select: { ids: [1] }, change: { amount: aud("9.00") } } },
  },
  async ({ body: { select, change, arrears } }, request) => {
    const { deps, context, stores } = request;
    const patch = toPatch(change);
    if (!patch.ok) return patch;
    const selected =
      "ids" in select ? select.ids.length : await stores.plans.count(filterOf(select), MAX_PLANS + 1);
    if (selected > MAX_PLANS) return err({ tag: "SELECTION_TOO_LARGE", max: MAX_PLANS });
    await context.get("charge")?.(costOfPlans(selected));
    const { policy } = planWork(deps, context);
    const tenant = tenantOf(request);
    const header = {
      ...{ select, change, policy: { ...policy, arrears: arrears ?? policy.arrears } },
      ...(tenant === undefined ? {} : { tenant }),
    };
    const lines = await streamLines(
      context,
      (pace) => rehearsal(openFor(request), header, patch.value, pace),
      deps.log,
    );
    return ok({ status: 200, body: lines });
  },
);
