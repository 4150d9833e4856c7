// Laws T1, T2, T3, T5 and T6: what is said of a change is true, and all of it is said.
import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import { READINGS, reading } from "../../../src/domain/plans/difference/changed-rows.ts";
import { claimsOf } from "../../../src/domain/plans/difference/claims-of.ts";
import { sentenceOf, sentencesOf } from "../../../src/domain/plans/difference/sentences.ts";
import { warningSentence, warningsOf } from "../../../src/domain/plans/difference/warnings.ts";
import { decodeEvent } from "../../../src/domain/plans/history/event-text.ts";
import { eventText, planEvent } from "../../../src/domain/plans/history/plan-event.ts";
import { factsOf } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import { choiceOnPlan } from "../../../src/domain/plans/schedule/choice-on-plan.ts";
import { solveSchedule } from "../../../src/domain/plans/schedule/solver.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import { accepted } from "./builders.ts";
import { holds, type Sides, untold } from "./claim-checks.ts";
import { walk } from "./histories.ts";
import { anyHistory, type History, stampOf } from "./history-moves.ts";
import { RUNS, updated } from "./law-checks.ts";
import { changeArb, resolveChange } from "./terms-changes.ts";

type Told = Sides & { readonly change: PlanChange; readonly what: string };

/** Every change of a history: its creation, each accepted command, and those that changed nothing. */
function changesOf(history: History): Told[] {
  const { steps, records } = walk(history);
  const [first] = records;
  if (first === undefined) throw new Error("a history begins with its plan");
  const { policy } = first;
  const created = accepted(createPlan(history.create, policy, stampOf(0)));
  return [
    { what: "create", change: created, before: null, after: created.after, today: policy.today },
    ...steps.flatMap((step) =>
      step.result.ok
        ? [
            {
              what: step.command.kind,
              change: step.result.value,
              before: step.before,
              after: step.result.value.after,
              today: step.policy.today,
            },
          ]
        : [],
    ),
  ];
}

const sentences = ({ change, after }: Told) => sentencesOf(change.difference, after.currency);

describe("T1 one difference is one list", () => {
  test.prop([anyHistory], RUNS)(
    "a row that differs in any field is in it, one that does not is not",
    (history) => {
      for (const { before, after, change, today } of changesOf(history)) {
        const ordinals = Math.max(before?.rows.length ?? 0, after.rows.length);
        const wanted = Array.from({ length: ordinals }, (_, index) => {
          const [old, now] = [before?.rows[index], after.rows[index]];
          return {
            ordinal: index + 1,
            before: old === undefined ? null : factsOf(old),
            after: now === undefined ? null : factsOf(now),
            pastDue: ((old ?? now)?.due ?? today) < today,
          };
        }).filter((row) => JSON.stringify(row.before, text) !== JSON.stringify(row.after, text));
        expect(change.difference.rows).toEqual(wanted);
      }
    },
  );

  test.prop([anyHistory], RUNS)("each reading is a part of it, and all of them are the whole", (history) => {
    for (const { change } of changesOf(history)) {
      const { rows } = change.difference;
      const read = new Set(READINGS.flatMap((name) => reading(rows, name)));
      expect(rows.filter((row) => !read.has(row))).toEqual([]);
      expect([...read].every((row) => rows.includes(row))).toBe(true);
    }
  });

  test.prop([anyHistory], RUNS)(
    "the kept event holds it whole, and the warnings follow from it",
    (history) => {
      const { records } = walk(history);
      for (const [index, { change }] of changesOf(history)
        .filter(({ change }) => change.changed)
        .entries()) {
        const record = records[index];
        if (record === undefined) throw new Error("a change without its record");
        const read = decodeEvent(eventText(planEvent(index + 1, record, change, "", "")));
        expect(read.ok && read.value.difference).toEqual(change.difference);
        expect(read.ok && read.value.warnings).toEqual(change.warnings);
        expect(warningsOf(change.difference, record.command.kind, 2)).toEqual(change.warnings);
      }
    },
  );
});

describe("T2 sentences are made of claims", () => {
  test.prop([anyHistory], RUNS)("each of which holds, of every kind of command", (history) => {
    for (const told of changesOf(history)) {
      for (const claim of claimsOf(told.change.difference)) {
        expect(holds(claim, told), `${told.what}: ${sentenceOf(claim, told.after.currency)}`).toBe(true);
      }
    }
  });

  test.prop([anyHistory], RUNS)("and which tell every changed row and every changed term", (history) => {
    for (const told of changesOf(history)) {
      expect(untold(claimsOf(told.change.difference), told), told.what).toEqual([]);
    }
  });

  test.prop([anyHistory], RUNS)('"nothing changes" is said if and only if there is no event', (history) => {
    for (const told of changesOf(history)) {
      expect(sentences(told).includes("nothing changes")).toBe(!told.change.changed);
      expect(claimsOf(told.change.difference).length === 0).toBe(!told.change.changed);
    }
  });

  test.prop([anyHistory, changeArb], RUNS)(
    "a schedule tried on a plan is told as truly",
    (history, wanted) => {
      const { state, policy } = walk(history);
      const { start, recurrence, amount, count } = resolveChange(state, wanted);
      const question = { start, recurrence, amount: null, count, total: amount * 3n + 1n, end: null };
      const solved = solveSchedule(question);
      for (const choice of solved.ok ? solved.value : []) {
        const tried = choiceOnPlan(state, { ...question, total: null }, choice, policy);
        if (!tried.ok) continue;
        const sides = { before: state, after: tried.value.after, today: policy.today };
        const claims = claimsOf(tried.value.difference);
        expect(claims.filter((claim) => !holds(claim, sides))).toEqual([]);
        expect(untold(claims, sides)).toEqual([]);
        expect(claims.length === 0).toBe(!tried.value.changed);
      }
    },
  );
});

describe("T3 how the plan stands", () => {
  test.prop([anyHistory], RUNS)(
    '"no payment is left to come" only where nothing is outstanding',
    (history) => {
      for (const told of changesOf(history)) {
        const totals = totalsOf(told.after, told.today);
        if (sentences(told).includes("no payment is left to come")) expect(totals.outstanding).toBe(0n);
        if (sentences(told).includes("all that is left is overdue"))
          expect(totals.overdue).toBe(totals.outstanding);
      }
    },
  );

  test.prop([anyHistory], RUNS)("what is overdue is said, and before what is next", (history) => {
    for (const told of changesOf(history)) {
      if (!told.change.changed || totalsOf(told.after, told.today).overdue === 0n) continue;
      const kinds: string[] = claimsOf(told.change.difference).map(({ kind }) => kind);
      const overdue = kinds.indexOf("overdue");
      expect(overdue).toBeGreaterThanOrEqual(0);
      for (const later of ["next", "all-overdue", "finished", "total"]) {
        if (kinds.includes(later)) expect(kinds.indexOf(later)).toBeGreaterThan(overdue);
      }
    }
  });

  test.prop([anyHistory], RUNS)("a row moved by nobody is not said to move", (history) => {
    for (const told of changesOf(history)) {
      const isMoved = reading(told.change.difference.rows, "moved").length > 0;
      const words = sentences(told).filter((sentence) =>
        /payments? moves?\b|next payment moves/.test(sentence),
      );
      if (!isMoved) expect(words).toEqual([]);
    }
  });
});

describe("T5 every sentence", () => {
  test.prop([anyHistory], RUNS)("has its plural, no full stop, and no two equal ends", (history) => {
    for (const told of changesOf(history)) {
      const warned = told.change.warnings.map((warning) => warningSentence(warning, told.after.currency));
      for (const sentence of [...sentences(told), ...warned]) {
        expect(sentence).not.toMatch(/\.$|\. | {2}|undefined|null|NaN/);
        expect(sentence).not.toMatch(/\b1 (?:future |past-due )?payments\b/);
        expect(sentence).not.toMatch(/\b(?:[2-9]|\d\d+) (?:future |past-due )?payment\b/);
        expect(sentence).not.toMatch(/\bpayments \d+ (?!and|to)|\bpayment \d+(?:, \d| and \d| to \d)/);
        const ends = /from (.+?) to (.+?)(?: together| each|$)/.exec(sentence);
        if (ends !== null) expect(ends[1]).not.toBe(ends[2]);
      }
    }
  });
});

test.prop([anyHistory, changeArb], RUNS)("T6 a preview's text is the commit's", (history, wanted) => {
  const { steps, state, policy } = walk(history);
  for (const { before, command, policy: then, stamp, result } of steps) {
    const again = applyCommand(structuredClone(before), command, then, stamp);
    if (!result.ok || !again.ok) continue;
    expect(sentencesOf(again.value.difference, before.currency)).toEqual(
      sentencesOf(result.value.difference, before.currency),
    );
  }
  const change = updated(state, resolveChange(state, wanted), policy);
  const again = updated(structuredClone(state), resolveChange(state, wanted), policy);
  expect(again?.warnings).toEqual(change?.warnings);
});

const text = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);
