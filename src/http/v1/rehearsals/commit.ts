// POST /v1/payment-plans/rehearsals/{hash}/commit: what was rehearsed, done exactly as it was tried.
import { KeyUsedBefore } from "../../../domain/ports/store-errors.ts";
import { type LocalDate, toDayNumber } from "../../../domain/values/local-date.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { costOfPlans } from "../../request/limits/cost.ts";
import { paceOf } from "../../request/pace.ts";
import { planWork } from "../../request/plan-work.ts";
import { replayOf } from "../../request/repeats/idempotency.ts";
import type { PlanEnumTables } from "../../settings/enum-tables.ts";
import { declare } from "../call/declaration.ts";
import { isNdjson, streamLines } from "../call/ndjson.ts";
import { IN_WORDS } from "../call/schema-words.ts";
import { toPatch } from "../plans/plan-body.ts";
import { committing } from "./rehearsal-commit.ts";
import { readRehearsal } from "./rehearsal-file.ts";
import { termsChange } from "./rehearsal-schemas.ts";
import { openFor, REHEARSALS, tenantOf } from "./rehearse.ts";

/** For how long after its day a rehearsal can be committed: long enough for a weekend and a holiday. */
const MAX_AGE_DAYS = 7;

export const commitRehearsal = declare(
  "POST /v1/payment-plans/rehearsals/{hash}/commit",
  {
    id: "commitRehearsal",
    tag: REHEARSALS,
    summary: "Do exactly what was rehearsed",
    description: `Send the rehearsal back as it came. Each plan gets exactly the change that its line tells, or none: one that has another version by now is changed-since. Sending it again changes no plan twice, and says of each that was applied that it was; with an Idempotency-Key it says the same of all. A rehearsal can be committed for ${MAX_AGE_DAYS} days.`,
    scope: "plans:write",
    lines: "sentLine",
    write: {
      repeat: {
        tag: "acts once",
        because: "a plan that was changed by this rehearsal is not changed again.",
      },
      bodyInPath: true,
    },
    moreTrips: "it streams: trips for as many plans as are held at once",
    answers: { 200: { description: "What became of each plan.", schema: "commitLine", lines: true } },
    failures: [
      "BODY_MALFORMED",
      "REHEARSAL_MALFORMED",
      "REHEARSAL_HASH_DIFFERS",
      "REHEARSAL_EXPIRED",
      "AMOUNT_TOO_PRECISE",
      "AMOUNT_TOO_LARGE",
    ],
  },
  async ({ path: { hash } }, request) => {
    const { deps, context, stores, stamp } = request;
    if (!isNdjson(context.req.header("content-type"))) return err({ tag: "MEDIA_TYPE_UNSUPPORTED" });
    const { body, signal } = context.req.raw;
    const sent = await readRehearsal(body ?? new Blob([]).stream(), hash, paceOf(signal));
    if (!sent.ok) return sent;
    const { header, plans } = sent.value;
    if (header.tenant !== tenantOf(request)) return err({ tag: "REHEARSAL_HASH_DIFFERS" });
    const { today } = header.policy;
    const claim = context.get("claim");
    const use = claim === undefined ? null : await stores.idempotencyKeys.earlierUse(claim);
    if (use !== null && replayOf(context, use) === null) throw new KeyUsedBefore(use);
    // One that was begun goes on, whatever day it is by now.
    if (use === null && isExpired(today, planWork(deps, context).policy.today))
      return err({ tag: "REHEARSAL_EXPIRED", today });
    const unknown = unknownNames(header.change, deps.settings.ENUMERATIONS);
    if (unknown.length > 0) return err({ tag: "FIELDS_INVALID", fields: unknown });
    const patch = toPatch(header.change);
    if (!patch.ok) return patch;
    await context.get("charge")?.(costOfPlans(plans.length));
    const work = {
      open: openFor(request),
      claim,
      digest: sha256,
      stamp,
      patch: patch.value,
      policy: header.policy,
      hash,
    };
    const lines = await streamLines(context, (pace) => committing({ ...work, pace }, plans), deps.log);
    return ok({ status: 200, body: lines });
  },
);

/** The names in a rehearsed change that are no longer in this deployment's tables. */
const unknownNames = (change: unknown, enums: PlanEnumTables) =>
  (termsChange(enums).safeParse(change, IN_WORDS).error?.issues ?? []).map(({ path, message }) => ({
    pointer: `/change/${path.join("/")}`,
    detail: message,
  }));

/** Of a day to come, or of one too long ago: what is past due has become another thing then. */
function isExpired(of: LocalDate, today: LocalDate): boolean {
  const age = toDayNumber(today) - toDayNumber(of);
  return age < 0 || age > MAX_AGE_DAYS;
}
