// Schedules that the solver finds, held against random plans: each becomes what its commands would make, truly told.
import { expect, it } from "vitest";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { choiceOnPlan } from "../../../src/domain/plans/schedule/choice-on-plan.ts";
import {
  type ScheduleChoice,
  type ScheduleQuestion,
  solveSchedule,
} from "../../../src/domain/plans/schedule/solver.ts";
import { seeded } from "../../../tools/shared/seeded.ts";
import { SEED } from "../../support/seed.ts";
import { readable } from "./judge.ts";
import { apply } from "./model-commands.ts";
import {
  asks,
  isHeldRow,
  isLockedRow,
  isOpen,
  type ModelPlan,
  type ModelPolicy,
  totalAsked,
  totalsOn,
} from "./model-plan.ts";
import type { ModelResult } from "./model-update.ts";
import { randomHistory } from "./random-history.ts";
import { asPolicy, factsOfModel, factsOfService } from "./service.ts";
import { acceptedSteps, wordsOf } from "./told.ts";
import { wrongSentences, wrongWarnings } from "./told-truth.ts";

type Question = ScheduleQuestion;

/** The update to the choice's terms, then an override on each row that asks for something else and may be changed. */
function byCommands(
  plan: ModelPlan,
  question: Question,
  choice: ScheduleChoice,
  policy: ModelPolicy,
): ModelResult {
  const { start, recurrence } = question;
  const terms = { ...plan.terms, start, recurrence, amount: choice.amount, count: choice.count };
  let result = apply(plan, { kind: "update", terms, method: plan.method, clientId: null }, policy);
  // A waiver that is taken off may free a row for the next round.
  for (let round = 0; round < 3; round += 1) {
    for (const [index, part] of choice.parts.entries()) {
      if ("refused" in result) return result;
      const [was, row] = [plan.rows[index], result.plan.rows[index]];
      if (row === undefined || isLockedRow(row) || (was !== undefined && isHeldRow(was, policy))) continue;
      if (part.amount === asks(row)) continue;
      const override = part.amount === row.amount ? null : part.amount;
      result = apply(result.plan, { kind: "set", row: index + 1, override, inBatch: row.inBatch }, policy);
    }
  }
  return result;
}

/** A version and an anchor's cause are those of one command here, of several there. */
const comparable = (facts: readonly string[]): readonly string[] =>
  facts.filter((fact) => !/^(version|anchor)/.test(fact));

function judge(
  service: PlanState,
  plan: ModelPlan,
  question: Question,
  choice: ScheduleChoice,
  policy: ModelPolicy,
) {
  const { total } = question;
  const told = choiceOnPlan(service, question, choice, asPolicy(policy));
  const expected = byCommands(plan, question, choice, policy);
  if ("refused" in expected)
    return expect(told.ok ? "accepted" : told.error.tag).toBeOneOf([...expected.refused]);
  const { plan: after } = expected;
  const reached = totalsOn(after, policy.today).total;
  if (!told.ok) {
    // A closed plan asks for nothing: no total can be had of it.
    const failure = isOpen(after) ? { tag: "TOTAL_NOT_REACHABLE", total, reached } : { tag: "PLAN_CLOSED" };
    expect(told.error).toMatchObject(failure);
    return expect(total ?? reached).not.toBe(reached);
  }
  expect(total ?? reached).toBe(reached);
  const { value } = told;
  expect(comparable(factsOfService(value.after, policy.today))).toEqual(
    comparable(factsOfModel(after, policy.today)),
  );
  const change = { before: plan, after, today: policy.today, kind: "set" } as const;
  const { said, warned } = wordsOf(value);
  if (value.changed) expect([...wrongSentences(said, change), ...wrongWarnings(warned, change)]).toEqual([]);
}

it("a choice on a plan is what its commands make of it, or is refused as they are", () => {
  let judged = 0;
  for (let seed = SEED; seed < SEED + 300; seed += 1) {
    const random = seeded(seed);
    const steps = randomHistory(random);
    const last = [...acceptedSteps(steps)].at(-1);
    const policy = steps[last?.index ?? 0]?.policy;
    if (last === undefined || policy === undefined) throw new Error("a history without a plan");
    const plan = last.change.after;
    const { terms, rows } = last.answer.after;
    const question: Question = {
      start: random.pick([terms.start, terms.start, rows[0]?.due ?? terms.start]),
      recurrence: random.pick([terms.recurrence, "Monthly"]),
      amount: random.pick([null, terms.amount, 3333n]),
      count: random.pick([terms.count, terms.count + 1, 1 + random.below(8)]),
      total: random.pick([totalAsked(plan.rows), 10_000n, 33_333n]),
      end: null,
    };
    const free = random.pick(["amount", "count", "total"] as const);
    const solved = solveSchedule({ ...question, [free]: null });
    if (!solved.ok) continue;
    for (const choice of solved.value) {
      judged += 1;
      try {
        judge(last.answer.after, plan, { ...question, [free]: null }, choice, policy);
      } catch (error) {
        throw new Error(`seed ${seed}\n${readable(steps)}\n${String(error)}`, { cause: error });
      }
    }
  }
  expect(judged).toBeGreaterThan(200);
});
