// One history through model and code, step by step: the first step at which they part, and the fewest steps to it.
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { apply, create } from "./model-commands.ts";
import type { ModelPlan } from "./model-plan.ts";
import type { ModelResult } from "./model-update.ts";
import type { Step } from "./random-history.ts";
import { factsOfModel, factsOfService, perform } from "./service.ts";

/** Where model and code part: at which step, and what each says. */
export type Parting = {
  readonly index: number;
  readonly model: readonly string[];
  readonly service: readonly string[];
};

export function modelled(plan: ModelPlan | null, { command, policy }: Step): ModelResult {
  if (command.kind === "create") return create(command.terms);
  if (plan === null) throw new Error("a history begins with its plan");
  return apply(plan, command, policy);
}

/** The first step at which the two part; null where they agree to the end. */
export function partingOf(steps: readonly Step[]): Parting | null {
  let model: ModelPlan | null = null;
  let service: PlanState | null = null;
  for (const [index, step] of steps.entries()) {
    const expected: ModelResult = modelled(model, step);
    const result = perform(service, step, index);
    if ("refused" in expected) {
      const code = result.ok ? "accepted" : result.error.tag;
      if (!expected.refused.includes(code)) return { index, model: expected.refused, service: [code] };
      continue;
    }
    if (!result.ok) return { index, model: ["accepted"], service: [result.error.tag] };
    const { today } = step.policy;
    const told = [`changed ${result.value.changed}`, ...factsOfService(result.value.after, today)];
    const right = [`changed ${expected.changed}`, ...factsOfModel(expected.plan, today)];
    if (told.join("\n") !== right.join("\n")) {
      return {
        index,
        model: right.filter((fact) => !told.includes(fact)),
        service: told.filter((fact) => !right.includes(fact)),
      };
    }
    model = expected.plan;
    service = result.value.after;
  }
  return null;
}

/** The fewest steps that still go wrong: steps are left out one by one for as long as something is wrong. */
export function minimised<T>(
  steps: readonly Step[],
  wrongWith: (steps: readonly Step[]) => T | null,
): readonly Step[] {
  let fewest = steps;
  for (let again = true; again; ) {
    again = false;
    for (let index = fewest.length - 1; index > 0; index -= 1) {
      const fewer = fewest.filter((_, each) => each !== index);
      if (wrongWith(fewer) === null) continue;
      fewest = fewer;
      again = true;
    }
  }
  return fewest;
}

/** A history a person can read, a step a line. */
export function readable(steps: readonly Step[]): string {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? Number(each) : each));
  return steps.map(({ policy, command }) => `${policy.today} ${policy.arrears} ${text(command)}`).join("\n");
}
