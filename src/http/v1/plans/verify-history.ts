// POST /v1/payment-plans/{id}/history/verify: checks all that happened to a plan.
import { checkHistory } from "../../../domain/plans/history/check-history.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { type BrokenWords, brokenWords } from "../../failures/broken-history.ts";
import { erasureJson } from "../../failures/erasure-words.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { storesOf } from "../../request/open-stores.ts";
import { pacedEvents, pacedHistories, paceOf } from "../../request/pace.ts";
import { declare } from "../call/declaration.ts";
import { PLAN_1, PLANS } from "./plan-facts.ts";

export const verifyHistory = declare(
  "POST /v1/payment-plans/{id}/history/verify",
  {
    id: "verifyPaymentPlanHistory",
    tag: PLANS,
    summary: "Check a plan's history",
    description:
      "Checks the chain of hashes and plays the recorded commands again. Broken or not, the check itself went well: 200.",
    scope: "plans:read",
    moreTrips: "it reads the whole history, a trip for each page of events, each under its own deadline",
    answers: { 200: { description: "Whether it is intact, else what is broken first.", schema: "verdict" } },
    failures: ["PLAN_NOT_FOUND"],
    example: PLAN_1,
  },
  async ({ path: { id } }, { deps, context }) => {
    const pace = paceOf(context.req.raw.signal);
    const open = () => storesOf(deps, context).plans;
    const checked = await checkHistory(
      () => pacedHistories(open(), pace),
      id,
      sha256,
      (events) => pacedEvents(events, pace),
    );
    if (checked === null) return err({ tag: "PLAN_NOT_FOUND", id });
    const { count, verified } = checked;
    const broken: BrokenWords | null = verified.ok ? null : brokenWords(verified.error);
    const found = verified.ok ? verified.value : null;
    const body = {
      planId: id,
      intact: verified.ok,
      events: count,
      head: found === null ? null : { version: found.version, hash: found.hash },
      erasures: (found?.erasures ?? []).map(erasureJson),
      broken,
    };
    return ok({ status: 200, body });
  },
);
