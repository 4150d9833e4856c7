// The laws are worth what their histories reach: this counts the states and refusals in a sample.
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { claimsOf } from "../../../src/domain/plans/difference/claims-of.ts";
import { effectiveAmount, isLocked, type PlanState } from "../../../src/domain/plans/plan.ts";
import { creditOf, statusOf } from "../../../src/domain/plans/totals.ts";
import { statesOf, walk } from "./histories.ts";
import { anyHistory, steadyHistory } from "./history-moves.ts";

const walks = fc.sample(anyHistory, { numRuns: 2_000, seed: 20_250_131 }).map(walk);

const frontier = (plan: PlanState): number => plan.rows.findLast(isLocked)?.ordinal ?? 0;

const shareOf = (holds: (plan: PlanState) => boolean): number =>
  walks.filter((one) => statesOf(one).some(holds)).length / walks.length;

describe("random histories", () => {
  it.each<[string, number, (plan: PlanState) => boolean]>([
    [
      "an unlocked row below a locked one",
      0.2,
      (plan) => plan.rows.slice(0, frontier(plan)).some((row) => !isLocked(row)),
    ],
    [
      "a part-paid row",
      0.2,
      (plan) => plan.rows.some((row) => row.received > 0n && row.received < effectiveAmount(row)),
    ],
    [
      "a row locked by its batch alone",
      0.15,
      (plan) => plan.rows.some((row) => row.inBatch && row.received === 0n),
    ],
    [
      "a locked row at another amount than the terms",
      0.1,
      (plan) => plan.rows.some((row) => isLocked(row) && row.amount !== plan.terms.amount),
    ],
    ["credit", 0.1, (plan) => creditOf(plan) > 0n],
    ["several anchors", 0.1, ({ anchors }) => anchors.length > 1],
    ["three anchors", 0.01, ({ anchors }) => anchors.length > 2],
    [
      "an anchor that wants a day its month does not have",
      0.015,
      ({ anchors }) => anchors.some(({ date, wantedDay }) => Number(date.slice(8)) !== wantedDay),
    ],
    [
      "an anchor behind which a reversal pulled the frontier",
      0.01,
      (plan) => (plan.anchors.at(-1)?.ordinal ?? 1) > frontier(plan) + 1,
    ],
    ["a waived row", 0.1, (plan) => plan.rows.some((row) => row.override === 0n)],
    ["an override", 0.3, (plan) => plan.rows.some((row) => row.override !== null)],
    [
      "a row kept as arrears",
      0.015,
      (plan) => plan.rows.some((row) => !isLocked(row) && row.amount !== plan.terms.amount),
    ],
    [
      "a row that came free and kept another amount than the terms'",
      0.01,
      (plan) => plan.rows.some((row) => row.freedIn !== null && row.amount !== plan.terms.amount),
    ],
    [
      "a start that was moved onto a row which a reversal left after the frontier",
      0.01,
      (plan) =>
        plan.anchors.some(
          ({ ordinal, date }) =>
            date === plan.terms.start && ordinal > frontier(plan) + 1 && ordinal <= plan.rows.length,
        ),
    ],
    ["a closed plan", 0.15, (plan) => statusOf(plan) === "closed"],
    ["a completed plan", 0.1, (plan) => statusOf(plan) === "completed"],
    ["a reversed payment", 0.2, (plan) => plan.payments.some(({ reversed }) => reversed !== null)],
    ["more than 500 rows", 0.03, ({ rows }) => rows.length > 500],
    ["a date in year 9999", 0.05, ({ rows }) => rows.some(({ due }) => due.startsWith("9999"))],
    ["a total of more than 12 digits", 0.1, ({ terms }) => terms.amount * BigInt(terms.count) > 10n ** 12n],
  ])("reach %s often enough", (_name, share, holds) => {
    expect(shareOf(holds)).toBeGreaterThan(share);
  });

  it("drop overrides", () => {
    const dropping = walks.filter(({ steps }) =>
      steps.some(({ result }) => result.ok && result.value.warnings.length > 0),
    );
    expect(dropping.length / walks.length).toBeGreaterThan(0.015);
  });

  it("give every warning", () => {
    const tags = walks.flatMap(({ steps }) =>
      steps.flatMap(({ result }) => (result.ok ? result.value.warnings.map(({ tag }) => tag) : [])),
    );
    expect([...new Set(tags)].sort()).toEqual([
      "ARREARS_REDUCED",
      "OVERRIDE_DROPPED",
      "ROW_DIFFERS_FROM_TERMS",
    ]);
  });

  it("make every claim but those of many overrides at once", () => {
    const kinds = walks.flatMap(({ steps }) =>
      steps.flatMap(({ result }) =>
        result.ok ? claimsOf(result.value.difference).map(({ kind }) => kind) : [],
      ),
    );
    expect([...new Set(kinds)].sort()).toEqual(
      [
        ...["added", "all-overdue", "amount", "batch", "credit", "finished", "freed", "held", "method"],
        ...["money-moved", "moved", "next", "overdue", "override", "received", "recurrence", "removed"],
        ...["repriced", "start", "state", "total", "under-override"],
      ].sort(),
    );
  });

  it("let credit fill added rows", () => {
    const filling = walks.filter(({ steps }) =>
      steps.some(
        ({ command, result }) =>
          command.kind === "update" &&
          result.ok &&
          result.value.difference.rows.some((row) => row.before === null && (row.after?.received ?? 0n) > 0n),
      ),
    );
    expect(filling.length / walks.length).toBeGreaterThan(0.015);
  });

  it("mostly consist of accepted changes", () => {
    const steps = walks.flatMap((one) => one.steps);
    const accepted = steps.filter(({ result }) => result.ok && result.value.changed);
    expect(accepted.length / steps.length).toBeGreaterThan(0.5);
  });

  it("reach every refusal that a history can reach", () => {
    const tags = new Set(
      walks.flatMap(({ steps }) => steps.flatMap(({ result }) => (result.ok ? [] : [result.error.tag]))),
    );
    expect([...tags].sort()).toEqual([
      "AMOUNT_NOT_POSITIVE",
      "AMOUNT_TOO_LARGE",
      "COUNT_OUT_OF_RANGE",
      "DATE_OUT_OF_RANGE",
      "INSTALMENTS_BELOW_LOCKED",
      "INSTALMENT_LOCKED",
      "INSTALMENT_WAIVED",
      "PAYMENT_ALREADY_REVERSED",
      "PAYMENT_UNKNOWN",
      "PLAN_CLOSED",
      "RECEIVED_IN_FUTURE",
      "START_NOT_AFTER_LOCKED",
    ]);
  });

  it("keep one arrears policy where they are steady", () => {
    for (const { steps } of fc.sample(steadyHistory, { numRuns: 200, seed: 1 }).map(walk)) {
      expect(new Set(steps.map(({ policy }) => policy.arrears)).size).toBeLessThanOrEqual(1);
    }
  });
});
