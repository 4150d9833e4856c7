// POST /v1/schedules: what schedules fit what is given, and what each would do to a plan. Nothing is written.
import { Hono } from "hono";
import type * as z from "zod/mini";
import type { Policy } from "../../../domain/plans/commands/plan-command.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import { choiceOnPlan } from "../../../domain/plans/schedule/choice-on-plan.ts";
import {
  type ScheduleChoice,
  type ScheduleQuestion,
  solveSchedule,
} from "../../../domain/plans/schedule/solver.ts";
import { type Currency, parseCurrency } from "../../../domain/values/currency.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { Failure } from "../../failures/failure.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { planWork } from "../../request/plan-work.ts";
import { readJson } from "../call/json-body.ts";
import { differenceJson, warningJson } from "../plans/difference-json.ts";
import { money } from "../plans/plan-json.ts";
import { amountIn } from "../plans/plan-money.ts";
import { scheduleQuestion } from "../plans/schemas.ts";

type Body = z.output<typeof scheduleQuestion>;

export function scheduleRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  return new Hono<AppEnv>().post("/schedules", needs("plans:read", fail), async (context) => {
    const body = await readJson(context, scheduleQuestion);
    if (!body.ok) return fail(context, body.error);
    const { planId } = body.value;
    const plan = planId === undefined ? null : await context.get("stores").plans.byId(planId);
    if (planId !== undefined && plan === null) return fail(context, { tag: "PLAN_NOT_FOUND", id: planId });

    const named = body.value.amount?.currency ?? body.value.total?.currency;
    const currency = plan?.currency ?? parseCurrency(named ?? "") ?? deps.settings.DEFAULT_CURRENCY;
    const question = toQuestion(body.value, currency);
    if (!question.ok) return fail(context, question.error);
    const choices = solveSchedule(question.value);
    if (!choices.ok) return fail(context, choices.error);
    const { policy } = planWork(deps, context);
    return context.json({
      choices: choices.value.map((choice) => ({
        ...choiceJson(choice, currency),
        ...(plan === null ? {} : { onPlan: onPlanJson(plan, question.value, choice, policy) }),
      })),
    });
  });
}

function toQuestion(body: Body, currency: Currency): Result<ScheduleQuestion, Failure> {
  const { start, recurrence, count = null, end = null } = body;
  const amount = body.amount === undefined ? ok(null) : amountIn(currency, body.amount);
  if (!amount.ok) return err(amount.error);
  const total = body.total === undefined ? ok(null) : amountIn(currency, body.total);
  if (!total.ok) return err(total.error);
  return ok({ start, recurrence, count, end, amount: amount.value, total: total.value });
}

const choiceJson = (choice: ScheduleChoice, currency: Currency) => ({
  residue: choice.residue,
  amount: money(choice.amount, currency),
  count: choice.count,
  total: money(choice.total, currency),
  instalments: choice.parts.map(({ ordinal, due, amount }) => ({
    ordinal,
    due,
    amount: money(amount, currency),
  })),
});

/** What the plan would become, or the code and the words of why it cannot. */
function onPlanJson(plan: Plan, schedule: ScheduleQuestion, choice: ScheduleChoice, policy: Policy) {
  const { currency } = plan;
  const change = choiceOnPlan(plan, schedule, choice, policy);
  if (!change.ok) {
    const { error } = change;
    const refused = { code: error.tag, detail: answerOf(error).detail };
    // The total that would come out instead.
    return {
      refused:
        error.tag === "TOTAL_NOT_REACHABLE" ? { ...refused, total: money(error.reached, currency) } : refused,
    };
  }
  const { changed, difference, warnings } = change.value;
  return {
    changed,
    difference: differenceJson(difference, currency),
    warnings: warnings.map((warning) => warningJson(warning, currency)),
  };
}
