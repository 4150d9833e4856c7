// What every change of a plan through /v1 shares: the version rule going in, the plan and its difference coming out.
import type { Context } from "hono";
import { type ChangedPlan, changePlan, makePlan, type PlanWork } from "../../domain/plans/change-plan.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { ChangePlan, CreatePlan } from "../../domain/plans/plan-command.ts";
import type { LocalDate } from "../../domain/values/local-date.ts";
import { err, type Result } from "../../domain/values/result.ts";
import type { AppEnv, Deps } from "../context.ts";
import type { Failure } from "../failure.ts";
import { readIfMatch } from "../if-match.ts";
import { planWork } from "../plan-work.ts";
import { changedPlanJson } from "./difference-json.ts";
import { planJson, type Shown } from "./plan-json.ts";
import type { PlanChangeOptions, PlanView } from "./plan-query.ts";

type AppContext = Context<AppEnv, string, object>;

/** How to show a plan: as of a day, with or without collection dates. */
export function shown(view: PlanView, today: LocalDate): Shown {
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
  const work = workFor(deps, context, options);
  const id = Number(context.req.param("id"));
  const expected = ifMatch === "any" ? null : ifMatch;
  const changed = await changePlan(work, id, commandFor, { expected, preview: options.validateOnly });
  if (!changed.ok) return changed;
  return { ok: true, value: changeAnswer(context, work, options, changed.value, 200) };
}

/** Makes a plan, or shows what it would be. */
export async function answerCreation(
  deps: Deps,
  context: AppContext,
  options: PlanChangeOptions,
  command: CreatePlan,
): Promise<Result<Response, Failure>> {
  const work = workFor(deps, context, options);
  const made = await makePlan(work, command, deps.randomId(), options.validateOnly);
  if (!made.ok) return made;
  return {
    ok: true,
    value: changeAnswer(context, work, options, made.value, options.validateOnly ? 200 : 201),
  };
}

function changeAnswer(
  context: AppContext,
  { policy }: PlanWork,
  options: PlanChangeOptions,
  { plan, change }: ChangedPlan,
  status: 200 | 201,
): Response {
  const body = {
    ...changedPlanJson(plan, change, shown(options, policy.today)),
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
