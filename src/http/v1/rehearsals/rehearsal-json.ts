// The lines of a rehearsal, and its hash. The same plan, change and policy give the same line, to the letter.

import {
  type Effect,
  effectOf,
  type RehearsalSummary,
} from "../../../domain/plans/bulk/rehearsal-summary.ts";
import type { Rehearsed } from "../../../domain/plans/bulk/terms-patch.ts";
import { sentencesOf } from "../../../domain/plans/difference/sentences.ts";
import { plainDifference } from "../../../domain/plans/history/difference-text.ts";
import type { Plan } from "../../../domain/plans/plan.ts";
import { canonicalText } from "../../../domain/values/canonical-text.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import { sha256 } from "../../request/key/api-key.ts";
import { warningJson } from "../plans/difference-json.ts";
import { money, totalsJson } from "../plans/plan-json.ts";

const sidesJson = ({ before, after }: Effect["totals"], currency: Currency) => ({
  before: totalsJson(before, currency),
  after: totalsJson(after, currency),
});

/** A plan's line. `effect` is the SHA-256 of the whole difference, row by row, which the event of a commit will tell. */
export async function planLine(plan: Plan, rehearsed: Rehearsed, today: LocalDate): Promise<string> {
  const { id, version, currency } = plan;
  const { totals, nextDue } = effectOf(plan, rehearsed, today);
  const head = { id, version, outcome: rehearsed.tag };
  const facts = { totals: sidesJson(totals, currency), nextDue };
  if (rehearsed.tag === "refused") {
    const { tag: code } = rehearsed.failure;
    return JSON.stringify({ ...head, code, detail: answerOf(rehearsed.failure).detail, ...facts });
  }
  const { difference, warnings } = rehearsed.change;
  const text = sentencesOf(difference, currency);
  if (rehearsed.tag === "unchanged") return JSON.stringify({ ...head, ...facts, text });
  return JSON.stringify({
    ...head,
    ...facts,
    text,
    warnings: warnings.map((warning) => warningJson(warning, currency)),
    effect: await sha256(canonicalText(plainDifference(difference))),
  });
}

/** The line of an id that is no plan's. */
export function missingLine(id: number): string {
  const failure = { tag: "PLAN_NOT_FOUND", id } as const;
  const { detail } = answerOf(failure);
  return JSON.stringify({ id, version: null, outcome: "refused", code: failure.tag, detail });
}

export function summaryJson({ arrearsReduced, totals, ...counts }: RehearsalSummary) {
  return {
    ...counts,
    arrearsReduced: byCurrency(arrearsReduced, ({ from, to }, currency) => ({
      from: money(from, currency),
      to: money(to, currency),
    })),
    totals: byCurrency(totals, sidesJson),
  };
}

const byCurrency = <T, J>(of: Readonly<Record<string, T>>, json: (value: T, currency: Currency) => J) =>
  Object.fromEntries(
    Object.entries(of).map(([currency, value]) => [currency, json(value, currency as Currency)]),
  );

/** SHA-256 over the SHA-256 of every line in order, the summary's text standing for the last line. */
export const rehearsalHash = (lineHashes: readonly string[]): Promise<string> =>
  sha256(lineHashes.join("\n"));
