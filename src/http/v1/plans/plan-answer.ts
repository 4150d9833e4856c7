// What every change of a plan through /v1 shares: the version rule going in, the plan and its difference coming out.
import type { Context } from "hono";
import {
  type ChangedPlan,
  changePlan,
  makePlan,
  type PlanWork,
} from "../../../domain/plans/commands/change-plan.ts";
import type { ChangePlan, CreatePlan } from "../../../domain/plans/commands/plan-command.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { Failure } from "../../failures/failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { readIfMatch } from "../../request/if-match.ts";
import { planWork } from "../../request/plan-work.ts";
import { previewRefusal } from "../../request/preview-scope.ts";
import { type Replay, writeOnce } from "../../request/repeats/idempotency.ts";
import { recallPlan } from "../../request/repeats/recall-plan.ts";
import { changedPlanJson } from "./difference-json.ts";
import { planJson, type Shown } from "./plan-json.ts";
import type { PlanChangeOptions, PlanView } from "./plan-query.ts";

type AppContext = Context<AppEnv, string, object>;

/** How to show a plan: as of a day, with or without collection dates. */
function shown(view: PlanView, today: LocalDate): Shown {
  const { asOf = today, collection, holidays = [] } = view;
  return {
    asOf,
    collection: collection === undefined ? null : { convention: collection, holidays: new Set(holidays) },
  };
}

function workFor(deps: Deps, context: AppContext, { arrears }: PlanChangeOptions): PlanWork {
  const work = planWork(deps, context as Context<AppEnv>);
  return arrears === undefined ? work : { ...work, policy: { ...work.policy, arrears } };
}

/**
 * Changes a plan under the version rule of /v1: If-Match is required (428), and one that does not name the newest
 * version is refused (412). The answer is the plan after it, with the difference; `created` gives a Location.
 */
export async function answerChange(
  deps: Deps,
  context: AppContext,
  options: PlanChangeOptions,
  commandFor: (plan: Plan) => Result<ChangePlan, Failure>,
): Promise<Result<Response, Failure>> {
  const ifMatch = readIfMatch(context.req.header("if-match"));
  if (ifMatch === "absent") return err({ tag: "IF_MATCH_MISSING" });
  const refusal = previewRefusal(context as Context<AppEnv>, options.validateOnly);
  if (refusal !== null) return err(refusal);
  const work = workFor(deps, context, options);
  const id = Number(context.req.param("id"));
  const expected = ifMatch === "any" ? null : ifMatch;
  const change = async () => {
    const changed = await changePlan(work, id, commandFor, { expected, preview: options.validateOnly });
    return changed.ok ? ok(changeAnswer(context, work.policy.today, options, changed.value, 200)) : changed;
  };
  return writeOnce(context, change, (replay) => recallChange(deps, context, options, replay, 200));
}

/** Makes a plan, or shows what it would be. */
export async function answerCreation(
  deps: Deps,
  context: AppContext,
  options: PlanChangeOptions,
  command: CreatePlan,
): Promise<Result<Response, Failure>> {
  const refusal = previewRefusal(context as Context<AppEnv>, options.validateOnly);
  if (refusal !== null) return err(refusal);
  const work = workFor(deps, context, options);
  const make = async () => {
    const made = await makePlan(work, command, deps.randomId(), options.validateOnly);
    const status = options.validateOnly ? 200 : 201;
    return made.ok ? ok(changeAnswer(context, work.policy.today, options, made.value, status)) : made;
  };
  return writeOnce(context, make, (replay) => recallChange(deps, context, options, replay, 201));
}

/** The response to a change that was made before: the plan as it was right after it, on the day of that request. */
async function recallChange(
  deps: Deps,
  context: AppContext,
  options: PlanChangeOptions,
  { wrote, today }: Replay,
  status: 200 | 201,
): Promise<Result<Response, Failure> | null> {
  const changed = await recallPlan(deps, context, wrote, { arrears: deps.settings.ARREARS, today });
  return changed === null ? null : ok(changeAnswer(context, today, options, changed, status));
}

function changeAnswer(
  context: AppContext,
  today: LocalDate,
  options: PlanChangeOptions,
  { plan, change }: ChangedPlan,
  status: 200 | 201,
): Response {
  const body = {
    ...changedPlanJson(plan, change, shown(options, today)),
    validateOnly: options.validateOnly,
  };
  if (!options.validateOnly) context.header("ETag", `"${plan.version}"`);
  if (status === 201) context.header("Location", `/v1/payment-plans/${plan.id}`);
  return context.json(body, status);
}

/** Answers a plan as it is. */
export function answerPlan(context: AppContext, plan: Plan, view: PlanView, today: LocalDate): Response {
  context.header("ETag", `"${plan.version}"`);
  return context.json(planJson(plan, shown(view, today)));
}
