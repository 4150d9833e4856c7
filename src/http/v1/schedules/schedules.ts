// POST /v1/schedules: what schedules fit what is given, and what each would do to a plan. Nothing is written.
import * as z from "zod/mini";
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
import type { Failure } from "../../failures/failure.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import { once } from "../../request/once.ts";
import { planWork } from "../../request/plan-work.ts";
import { declare } from "../call/declaration.ts";
import { id, localDate, money as moneySchema, recurrence } from "../call/values.ts";
import { differenceJson, warningJson } from "../plans/difference-json.ts";
import { aud } from "../plans/plan-facts.ts";
import { money } from "../plans/plan-json.ts";
import { amountIn } from "../plans/plan-money.ts";

/** Any two of amount, count (or end) and total; a plan to compare with, where one is named. */
const scheduleQuestion = once(() =>
  z.strictObject({
    start: localDate(),
    recurrence: recurrence(),
    amount: z.optional(moneySchema()),
    count: z.optional(z.int()),
    total: z.optional(moneySchema()),
    end: z.optional(localDate()),
    planId: z.optional(id()),
  }),
);

export const solveSchedules = declare(
  "POST /v1/schedules",
  {
    id: "solveSchedule",
    tag: "Schedules",
    summary: "Find the schedules that fit",
    description:
      "Any two of amount, count (or end) and total give the third; where a total does not divide, every way to place the residue. With `planId` each choice is tried on that plan; one whose total the plan cannot have is refused there (`TOTAL_NOT_REACHABLE`, with the total that would come out). Nothing is written.",
    scope: "plans:read",
    body: { name: "ScheduleQuestion", schema: scheduleQuestion },
    answers: { 200: { description: "All that fit, the plainest first.", schema: "choices" } },
    failures: [
      "PLAN_NOT_FOUND",
      "CURRENCY_DIFFERS",
      "AMOUNT_TOO_PRECISE",
      "AMOUNT_TOO_LARGE",
      "AMOUNT_NOT_POSITIVE",
      "COUNT_OUT_OF_RANGE",
      "DATE_OUT_OF_RANGE",
      "SCHEDULE_UNDETERMINED",
      "SCHEDULE_INCONSISTENT",
      "END_BEFORE_START",
      "TOTAL_BELOW_COUNT",
    ],
    example: {
      body: { start: "2026-01-31", recurrence: "Weekly", count: 3, total: aud("100.00"), planId: 1 },
    },
  },
  async ({ body }, { deps, context, stores }) => {
    const { planId } = body;
    const plan = planId === undefined ? null : await stores.plans.byId(planId);
    if (planId !== undefined && plan === null) return err({ tag: "PLAN_NOT_FOUND", id: planId });
    const named = body.amount?.currency ?? body.total?.currency;
    const currency = plan?.currency ?? parseCurrency(named ?? "") ?? deps.settings.DEFAULT_CURRENCY;
    const question = toQuestion(body, currency);
    if (!question.ok) return question;
    const choices = solveSchedule(question.value);
    if (!choices.ok) return choices;
    const { policy } = planWork(deps, context);
    const all = choices.value.map((choice) => ({
      ...choiceJson(choice, currency),
      ...(plan === null ? {} : { onPlan: onPlanJson(plan, question.value, choice, policy) }),
    }));
    return ok({ status: 200, body: { choices: all } });
  },
);

type Body = z.output<ReturnType<typeof scheduleQuestion>>;

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
