// /v1/payment-plans/rehearsals: one change of terms tried on many plans, and committed by its hash as it was tried.
import { type Context, Hono } from "hono";
import type { TermsPatch } from "../../../domain/plans/bulk/terms-patch.ts";
import { readAmount } from "../../../domain/plans/terms/read-amount.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { Claim } from "../../../domain/values/idempotency.ts";
import { type LocalDate, toDayNumber } from "../../../domain/values/local-date.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { PlanEnumTables } from "../../contracts/procura/enum-tables.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { Failure } from "../../failures/failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { needs } from "../../request/key/authenticate.ts";
import { costOfPlans } from "../../request/limits/cost.ts";
import { paceOf } from "../../request/pace.ts";
import { planWork } from "../../request/plan-work.ts";
import { answerUsedKey, replayOf } from "../../request/repeats/idempotency.ts";
import { readJson } from "../call/json-body.ts";
import { isNdjson, streamLines } from "../call/ndjson.ts";
import { unknownName } from "../plans/plan-body.ts";
import { committing } from "./rehearsal-commit.ts";
import { readRehearsal } from "./rehearsal-file.ts";
import { filterOf, rehearsal } from "./rehearsal-run.ts";
import { MAX_PLANS, rehearsalRequest, type TermsChange } from "./rehearsal-schemas.ts";

/** For how long after its day a rehearsal can be committed: long enough for a weekend and a holiday. */
const MAX_AGE_DAYS = 7;

export function rehearsalRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const { ENUMERATIONS: enums } = deps.settings;
  const openFor = (context: Context<AppEnv>) => (claim?: Claim) =>
    deps.openStores(claim, context.get("trace")).plans;
  const app = new Hono<AppEnv>();

  app.post("/payment-plans/rehearsals", needs("plans:read", fail), async (context) => {
    const body = await readJson(context, rehearsalRequest);
    if (!body.ok) return fail(context, body.error);
    const { select, change, arrears } = body.value;
    const patch = patchOf(change, enums);
    if (!patch.ok) return fail(context, patch.error);
    const selected =
      "ids" in select
        ? select.ids.length
        : await context.get("stores").plans.count(filterOf(select), MAX_PLANS + 1);
    if (selected > MAX_PLANS) return fail(context, { tag: "SELECTION_TOO_LARGE", max: MAX_PLANS });
    await context.get("charge")?.(costOfPlans(selected));
    const { policy } = planWork(deps, context);
    const header = { select, change, policy: { ...policy, arrears: arrears ?? policy.arrears } };
    const open = openFor(context);
    return streamLines(context, (pace) => rehearsal(open, header, patch.value, pace), deps.log);
  });

  app.post(
    "/payment-plans/rehearsals/:hash{[0-9a-f]{64}}/commit",
    needs("plans:write", fail),
    async (context) => {
      if (!isNdjson(context.req.header("content-type")))
        return fail(context, { tag: "MEDIA_TYPE_UNSUPPORTED" });
      const hash = context.req.param("hash");
      const { body, signal } = context.req.raw;
      const sent = await readRehearsal(body ?? new Blob([]).stream(), hash, paceOf(signal));
      if (!sent.ok) return fail(context, sent.error);
      const { header, plans } = sent.value;
      const { today } = header.policy;
      const claim = context.get("claim");
      const use = claim === undefined ? null : await context.get("stores").idempotencyKeys.earlierUse(claim);
      if (use !== null && replayOf(context, use) === null) return answerUsedKey(context, fail, use);
      // One that was begun goes on, whatever day it is by now.
      if (use === null && isExpired(today, planWork(deps, context).policy.today)) {
        return fail(context, { tag: "REHEARSAL_EXPIRED", today });
      }
      const patch = patchOf(header.change, enums);
      if (!patch.ok) return fail(context, patch.error);
      await context.get("charge")?.(costOfPlans(plans.length));
      const stamp = context.get("stamp");
      const work = {
        open: openFor(context),
        claim,
        digest: sha256,
        stamp,
        patch: patch.value,
        policy: header.policy,
        hash,
      };
      return streamLines(context, (pace) => committing({ ...work, pace }, plans), deps.log);
    },
  );

  return app;
}

/** Of a day to come, or of one too long ago: what is past due has become another thing then. */
function isExpired(of: LocalDate, today: LocalDate): boolean {
  const age = toDayNumber(today) - toDayNumber(of);
  return age < 0 || age > MAX_AGE_DAYS;
}

/** FIELDS_INVALID for names that the deployer's tables do not have; as `readAmount` fails for the amount. */
function patchOf(change: TermsChange, enums: PlanEnumTables): Result<TermsPatch, Failure> {
  const { start, count, recurrence, recordState: state, paymentMethod: method } = change;
  const unknown =
    (state === undefined ? null : unknownName("/change/recordState", state, enums.RecordState)) ??
    (method === undefined ? null : unknownName("/change/paymentMethod", method, enums.PaymentMethod));
  if (unknown !== null) return err(unknown);
  const terms = { start, count, recurrence, state, method };
  if (change.amount === undefined) return ok(terms);
  const currency = change.amount.currency as Currency;
  const minor = readAmount(change.amount.amount, currency);
  return minor.ok ? ok({ ...terms, amount: { minor: minor.value, currency } }) : minor;
}
