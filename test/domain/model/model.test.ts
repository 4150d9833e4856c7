// Random histories through the code and through a model written from the rules alone: the plans and the words agree.
// MODEL_HISTORIES=50000 runs more of them, SEED=random (or a number) others.
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../src/domain/plans/difference/sentences.ts";
import { seeded } from "../../../tools/shared/seeded.ts";
import { SEED } from "../../support/seed.ts";
import { minimised, modelled, partingOf, readable } from "./judge.ts";
import { isOpen, type ModelPlan } from "./model-plan.ts";
import { randomHistory, type Step } from "./random-history.ts";
import { AUD, acceptedSteps, untruthOf } from "./told.ts";
import { freedBy } from "./told-change.ts";
import { wrongSentences } from "./told-truth.ts";

const from = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

const SEEDS = from(SEED, Number(process.env.MODEL_HISTORIES ?? "400"));
const TIMEOUT_MS = 10_000 + SEEDS.length * 100;

/** Fails with the fewest steps that go wrong, and what goes wrong there. */
function eachHistory<T>(wrongWith: (steps: readonly Step[]) => T | null): void {
  for (const seed of SEEDS) {
    const steps = randomHistory(seeded(seed));
    if (wrongWith(steps) === null) continue;
    const fewest = minimised(steps, wrongWith);
    expect.fail(`seed ${seed}:\n${readable(fewest)}\n${JSON.stringify(wrongWith(fewest), null, 2)}`);
  }
}

describe("over random histories", () => {
  it("every plan and every refusal is the model's", { timeout: TIMEOUT_MS }, () => {
    eachHistory(partingOf);
  });

  it("everything that is said is true, and all of it is said", { timeout: TIMEOUT_MS }, () => {
    eachHistory(untruthOf);
  });
});

describe("the random histories", () => {
  const histories = from(1, 400).map((seed) => randomHistory(seeded(seed)));

  it("meet every refusal", () => {
    const codes = new Set<string>();
    for (const steps of histories) {
      let plan: ModelPlan | null = null;
      for (const step of steps) {
        const result = modelled(plan, step);
        if ("refused" in result) for (const code of result.refused) codes.add(code);
        else plan = result.plan;
      }
    }
    expect([...codes].sort()).toEqual([
      "AMOUNT_NEGATIVE",
      "AMOUNT_NOT_POSITIVE",
      "AMOUNT_TOO_LARGE",
      "CLOSE_AND_CHANGE",
      "COUNT_OUT_OF_RANGE",
      "DATE_OUT_OF_RANGE",
      "INSTALMENTS_BELOW_LOCKED",
      "INSTALMENT_LOCKED",
      "INSTALMENT_UNKNOWN",
      "INSTALMENT_WAIVED",
      "PAYMENT_ALREADY_REVERSED",
      "PAYMENT_UNKNOWN",
      "PLAN_CLOSED",
      "PLAN_OWNER_DIFFERS",
      "RECEIVED_IN_FUTURE",
      "RECURRENCE_UNKNOWN",
      "START_NOT_AFTER_LOCKED",
    ]);
  });

  it("meet what is rare", () => {
    const met = new Set(histories.flatMap((steps) => [...acceptedSteps(steps)].flatMap(rarities)));
    expect([...met].sort()).toEqual([...RARE].sort());
  });
});

const RARE = [
  "freed past due and kept",
  "freed to come and repriced",
  "freed to come and kept, as it would be too much",
  "freed on a closed plan",
  "freed by a waiver taken off",
  "an anchor kept behind the frontier",
  "a wish carried over weeks",
  "credit used by a new row",
  "money overdue beside nothing to come",
] as const;

function rarities({
  answer,
  change,
  changed,
}: ReturnType<typeof acceptedSteps> extends Generator<infer A> ? A : never) {
  const { before, after, today, kind } = change;
  const met: (typeof RARE)[number][] = [];
  if (!changed || before === null) return met;
  for (const ordinal of freedBy(change)) {
    const [was, is] = [before.rows[ordinal - 1], after.rows[ordinal - 1]];
    if (was === undefined || is === undefined) continue;
    const differs = is.amount !== after.terms.amount;
    if (is.due < today && differs) met.push("freed past due and kept");
    if (is.due >= today && is.amount !== was.amount) met.push("freed to come and repriced");
    if (is.due >= today && differs) met.push("freed to come and kept, as it would be too much");
    if (!isOpen(after)) met.push("freed on a closed plan");
    if (kind === "set" && was.received > 0n) met.push("freed by a waiver taken off");
  }
  const newest = after.anchors.at(-1);
  const recurs = before.terms.recurrence !== after.terms.recurrence && newest?.cause.by === "recurrence";
  const locked = before.rows.findLastIndex((row) => row.received > 0n || row.inBatch) + 1;
  if (recurs && newest.cause.version === after.version && newest.ordinal > locked + 1) {
    met.push("an anchor kept behind the frontier");
  }
  if (
    newest?.recurrence.endsWith("ly") &&
    /Weekly|Fortnightly/.test(newest.recurrence) &&
    newest.wanted > Number(newest.date.slice(8))
  ) {
    met.push("a wish carried over weeks");
  }
  if (
    kind === "update" &&
    after.rows.some((row, index) => index >= before.rows.length && row.received > 0n)
  ) {
    met.push("credit used by a new row");
  }
  if (
    answer.difference.totals.after.overdue > 0n &&
    answer.difference.nextDue.after === null &&
    isOpen(after)
  ) {
    met.push("money overdue beside nothing to come");
  }
  return met;
}

describe("the judge of sentences", () => {
  const changes = from(1, 60).flatMap((seed) =>
    [...acceptedSteps(randomHistory(seeded(seed)))].filter(({ changed }) => changed),
  );

  it("notices any number that is another", () => {
    for (const { answer, change } of changes) {
      const said = sentencesOf(answer.difference, AUD);
      for (const [index, sentence] of said.entries()) {
        for (const number of sentence.matchAll(/\d+/g)) {
          const other = String(Number(number[0]) + 1).padStart(number[0].length, "0");
          const changed =
            sentence.slice(0, number.index) + other + sentence.slice(number.index + number[0].length);
          const lied = said.with(index, changed);
          expect(wrongOrThrown(lied, change), changed).not.toEqual([]);
        }
      }
    }
  });

  it("notices what is left out", () => {
    for (const { answer, change } of changes) {
      const said = sentencesOf(answer.difference, AUD);
      for (const [index, sentence] of said.entries()) {
        if (MAY_BE_LEFT_OUT.test(sentence) || change.before === null) continue;
        expect(wrongSentences(said.toSpliced(index, 1), change), sentence).not.toEqual([]);
      }
    }
  });
});

/** How the plan stands where nothing of that changed; and what new rows hold, as they are told to be there anyway. */
const MAY_BE_LEFT_OUT =
  /^the next payment stays|^all that is left|^no payment is left|^payments? .* holds? .* more$/;

/** A date that there is not is noticed too. */
function wrongOrThrown(
  said: readonly string[],
  change: Parameters<typeof wrongSentences>[1],
): readonly string[] {
  try {
    return wrongSentences(said, change);
  } catch (error) {
    return [String(error)];
  }
}
