// What every change of a plan through /v1 shares: the version rule going in, the plan and its difference coming out.
import {
  type ChangedPlan,
  changePlan,
  makePlan,
  type PlanWork,
} from "../../../domain/plans/commands/change-plan.ts";
import type { ChangePlan, CreatePlan } from "../../../domain/plans/commands/plan-command.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import { ok, type Result } from "../../../domain/values/result.ts";
import type { Failure } from "../../failures/failure.ts";
import type { IfMatch } from "../../request/if-match.ts";
import { planWork } from "../../request/plan-work.ts";
import { type Replay, writeOnce } from "../../request/repeats/idempotency.ts";
import { recallPlan } from "../../request/repeats/recall-plan.ts";
import type { CallRequest } from "../call/declaration.ts";
import { changedPlanJson } from "./difference-json.ts";
import type { Shown } from "./plan-json.ts";
import type { PlanChangeOptions, PlanView } from "./plan-query.ts";

/** How to show a plan: as of a day, with or without collection dates. */
export function shown(view: PlanView, today: LocalDate): Shown {
  const { asOf = today, collection, holidays = [] } = view;
  return {
    asOf,
    collection: collection === undefined ? null : { convention: collection, holidays: new Set(holidays) },
  };
}

function workFor({ deps, context }: CallRequest, { arrears }: PlanChangeOptions): PlanWork {
  const work = planWork(deps, context);
  return arrears === undefined ? work : { ...work, policy: { ...work.policy, arrears } };
}

/** What a call that changes a plan was given: which plan, at which version, and how. */
type Change = {
  readonly path: { readonly id: number };
  readonly query: PlanChangeOptions;
  readonly ifMatch: Exclude<IfMatch, "absent">;
};

/**
 * Changes a plan under the version rule of /v1: one that does not name the newest version is refused (412). The answer
 * is the plan after it, with the difference. Fails as `changePlan` and as `commandFor`.
 */
export async function changeReply(
  request: CallRequest,
  { path, query, ifMatch }: Change,
  commandFor: (plan: Plan) => Result<ChangePlan, Failure>,
) {
  const work = workFor(request, query);
  const options = { expected: ifMatch === "any" ? null : ifMatch, preview: query.validateOnly };
  const change = async () => {
    const changed = await changePlan<Failure>(work, path.id, commandFor, options);
    return changed.ok ? ok(reply(work.policy.today, query, changed.value)) : changed;
  };
  return writeOnce(request.context, change, async (replay) => {
    const told = await recalled(request, replay);
    return told === null ? null : ok(reply(replay.today, query, told));
  });
}

/** Makes a plan (201), or shows what it would be (200). Fails as `makePlan`. */
export async function creationReply(request: CallRequest, query: PlanChangeOptions, command: CreatePlan) {
  const work = workFor(request, query);
  const make = async () => {
    const made = await makePlan(work, command, request.deps.randomId(), query.validateOnly);
    if (!made.ok) return made;
    const { today } = work.policy;
    if (!query.validateOnly) return ok(madeReply(today, query, made.value));
    return ok({ status: 200 as const, body: bodyOf(today, query, made.value) });
  };
  return writeOnce(request.context, make, async (replay) => {
    const told = await recalled(request, replay);
    return told === null ? null : ok(madeReply(replay.today, query, told));
  });
}

/** A change that was made before: the plan as it was right after it, on the day of that request. */
const recalled = ({ deps, context }: CallRequest, { wrote, today }: Replay): Promise<ChangedPlan | null> =>
  recallPlan(deps, context, wrote, { arrears: deps.settings.ARREARS, today });

const bodyOf = (today: LocalDate, query: PlanChangeOptions, changed: ChangedPlan) =>
  changedPlanJson(changed, shown(query, today), query.validateOnly);

const reply = (today: LocalDate, query: PlanChangeOptions, changed: ChangedPlan) => ({
  status: 200 as const,
  body: bodyOf(today, query, changed),
  headers: query.validateOnly ? {} : { ETag: `"${changed.plan.version}"` },
});

const madeReply = (today: LocalDate, query: PlanChangeOptions, changed: ChangedPlan) => ({
  status: 201 as const,
  body: bodyOf(today, query, changed),
  headers: { ETag: `"${changed.plan.version}"`, Location: `/v1/payment-plans/${changed.plan.id}` },
});
