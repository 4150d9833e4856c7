// Everything that the service says of a history, step by step, put before the judges of what is true.

import { claimsOf } from "../../../src/domain/plans/difference/claims-of.ts";
import { NOTHING_CHANGES, sentenceOf, sentencesOf } from "../../../src/domain/plans/difference/sentences.ts";
import { warningSentence } from "../../../src/domain/plans/difference/warnings.ts";
import { explainInstalment } from "../../../src/domain/plans/explain/explanation.ts";
import type { Instalment, PlanState } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import { canonicalText } from "../../../src/domain/values/canonical-text.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import { modelled } from "./judge.ts";
import type { ModelPlan, ModelRow } from "./model-plan.ts";
import type { Step } from "./random-history.ts";
import { perform } from "./service.ts";
import { setIn } from "./told-amounts.ts";
import { type Change, changedPairs, wasPastDue } from "./told-change.ts";
import type { Versions } from "./told-reason-forms.ts";
import { wrongReasons } from "./told-reasons.ts";
import { reading, wrongSentences, wrongWarnings } from "./told-truth.ts";

export const AUD = "AUD" as Currency;

/** Where something wrong is said: at which step, what is wrong, and all that is said there. */
export type Untruth = {
  readonly index: number;
  readonly wrong: readonly string[];
  readonly said: readonly string[];
};

/** One step that both accepted: what the code answered, and the change as the model has it. */
export type Accepted = {
  readonly index: number;
  readonly answer: PlanChange;
  readonly change: Change;
  readonly changed: boolean;
  readonly versions: Versions;
};

/** The accepted steps of a history, for as long as code and model go together. */
export function* acceptedSteps(steps: readonly Step[]): Generator<Accepted> {
  let service: PlanState | null = null;
  let before: ModelPlan | null = null;
  const versions: Versions[number][] = [];
  for (const [index, step] of steps.entries()) {
    const expected = modelled(before, step);
    const result = perform(service, step, index);
    if ("refused" in expected !== !result.ok) return;
    if ("refused" in expected || !result.ok) continue;
    const { policy, command } = step;
    const change = { before, after: expected.plan, today: policy.today, kind: command.kind };
    if (expected.changed) versions.push({ plan: expected.plan, policy });
    yield { index, answer: result.value, change, changed: expected.changed, versions };
    service = result.value.after;
    before = expected.plan;
  }
}

/** The sentences and the warnings of an answer. */
export const wordsOf = ({ difference, warnings }: PlanChange) => ({
  said: sentencesOf(difference, AUD),
  warned: warnings.map((warning) => warningSentence(warning, AUD)),
});

/** The first step of which something wrong is said; null where everything is right (laws T1 to T5). */
export function untruthOf(steps: readonly Step[]): Untruth | null {
  for (const { index, answer, change, changed, versions } of acceptedSteps(steps)) {
    const { said, warned: warnings } = wordsOf(answer);
    const wrong = changed
      ? [
          ...wrongRows(answer, change),
          ...wrongSentences(said, change),
          ...wrongClaims(answer, change),
          ...wrongWarnings(warnings, change),
        ]
      : wrongSilence(answer, [...said, ...warnings]);
    const reasons = wrong.length > 0 ? [] : wrongExplanations(answer.after, versions);
    if (wrong.length + reasons.length > 0)
      return { index, wrong: [...wrong, ...reasons], said: [...said, ...warnings] };
  }
  return null;
}

/** "Nothing changes" is said if and only if there is no event, and nothing else is then (law T2). */
function wrongSilence({ changed, difference }: PlanChange, said: readonly string[]): readonly string[] {
  const isSilent = !changed && difference.rows.length === 0 && claimsOf(difference).length === 0;
  return isSilent && said.join() === NOTHING_CHANGES ? [] : ["something is said of nothing"];
}

/** The one list of changed rows is the model's, to the letter (law T1). */
function wrongRows({ difference }: PlanChange, change: Change): readonly string[] {
  const facts = (
    row: ModelRow | undefined,
    ordinal: number,
  ): Omit<Instalment, "amountSince" | "freedIn"> | null => {
    if (row === undefined) return null;
    const { due, amount, override, received, inBatch } = row;
    return { ordinal, due: due as Instalment["due"], amount, override, received, inBatch };
  };
  const real = changedPairs(change).map(({ ordinal, was, is }) => ({
    ordinal,
    before: facts(was, ordinal),
    after: facts(is, ordinal),
    pastDue: wasPastDue({ was, is }, change.today),
  }));
  return canonicalText(real) === canonicalText(difference.rows)
    ? []
    : ["the list of changed rows is another"];
}

/** Each claim is its sentence, and names the rows that the sentence is read to be about (law T2). */
function wrongClaims({ difference }: PlanChange, change: Change): readonly string[] {
  return claimsOf(difference).flatMap((claim) => {
    const text = sentenceOf(claim, AUD);
    const read = reading(text, change);
    const names = read === "unknown" || read === null ? [] : read;
    const rows = new Set(names.flatMap((name) => /^row (\d+)/.exec(name)?.slice(1).map(Number) ?? []));
    const same = rows.size === claim.rows.length && claim.rows.every((row) => rows.has(row));
    return same ? [] : [`claimed of rows ${claim.rows.join()}: ${text}`];
  });
}

const MOST_ROWS = 24;

/** Each row's explanation (of long plans the first rows), and the version that is kept with its amount (law T4). */
function wrongExplanations(plan: PlanState, versions: Versions): readonly string[] {
  return plan.rows.slice(0, MOST_ROWS).flatMap(({ ordinal, amountSince }) => {
    const explained = explainInstalment(plan, ordinal);
    if (!explained.ok) return [`row ${ordinal} is not explained`];
    const { date, cause, amount } = explained.value;
    const texts = { date: date.text, cause: cause.text, amount: amount.text };
    const since = setIn(versions, ordinal, amountSince ?? 0) ? [] : [`row ${ordinal} since ${amountSince}`];
    return [...wrongReasons(texts, ordinal, versions), ...since];
  });
}
