// Law T4: who follows an explanation's arithmetic comes to the date, and its cause is an event of the history.
import { test } from "@fast-check/vitest";
import { Temporal } from "temporal-polyfill/implementation";
import { describe, expect } from "vitest";
import { readableDate } from "../../../src/domain/plans/difference/wording.ts";
import { type Explanation, explainInstalment } from "../../../src/domain/plans/explain/explanation.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { accepted } from "./builders.ts";
import { type Walk, walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";
import { RUNS } from "./law-checks.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function dateRead(text: string): Temporal.PlainDate {
  const match = /^(\d+) (\w{3}) (\d{4})$/.exec(text);
  if (match === null) throw new Error(`no date: ${text}`);
  return Temporal.PlainDate.from({
    year: Number(match[3]),
    month: MONTHS.indexOf(match[2] ?? "") + 1,
    day: Number(match[1]),
  });
}

const DATE = String.raw`\d+ \w{3} \d{4}`;

/** The date that the words lead to, by a calendar of its own; null for words that name the date itself wrongly. */
function dateFollowed({ date: { text }, anchor, ordinal }: Explanation): string {
  const steps = ordinal - anchor.ordinal;
  const itself = new RegExp(`^(?:the start date, |the start date was moved to )?(${DATE})`).exec(text);
  if (itself !== null) return dateRead(itself[1] ?? "").toString();
  const from = dateRead(new RegExp(`counted from (${DATE}); rule D2$`).exec(text)?.[1] ?? "");
  const days = /^(\d+) days on;/.exec(text);
  if (days !== null) return from.add({ days: Number(days[1]) }).toString();
  const months = /^(?:(1) month|(\d+) months) on, (\d+) wanted;/.exec(text);
  if (months !== null) {
    const month = from.toPlainYearMonth().add({ months: Number(months[1] ?? months[2]) });
    return month.toPlainDate({ day: Number(months[3]) }).toString();
  }
  const short = /^(\d+) wanted, (\w+) has (\d+);/.exec(text);
  if (short === null) throw new Error(`no arithmetic: ${text}`);
  const every = { Monthly: 1, Quarterly: 3, HalfYearly: 6, Yearly: 12 }[anchor.recurrence as "Monthly"];
  const month = from.toPlainYearMonth().add({ months: every * steps });
  expect(short[2]?.slice(0, 3)).toBe(MONTHS[month.month - 1]);
  expect(Number(short[3])).toBe(month.daysInMonth);
  expect(Number(short[1])).toBeGreaterThan(month.daysInMonth);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}

/** The plan at each of its versions. */
const versionsOf = ({ steps, state }: Walk): readonly PlanState[] => [
  ...steps.filter(({ result }) => result.ok && result.value.changed).map(({ before }) => before),
  state,
];

describe("T4 every explanation of every row", () => {
  test.prop([anyHistory], RUNS)("leads to its date", (history) => {
    const { state } = walk(history);
    for (const { ordinal, due } of state.rows) {
      const explained = accepted(explainInstalment(state, ordinal));
      expect(dateFollowed(explained), explained.date.text).toBe(due);
    }
  });

  test.prop([anyHistory], RUNS)("names an anchor that an event of the history made, and how", (history) => {
    const walked = walk(history);
    const versions = versionsOf(walked);
    const { state } = walked;
    for (const { ordinal } of state.rows) {
      const { anchor, cause, date } = accepted(explainInstalment(state, ordinal));
      if (anchor.cause === null) throw new Error("a cause that is not known");
      const { kind, version } = anchor.cause;
      expect(state.anchors).toContainEqual(anchor);
      expect(walked.records[version - 1]?.command.kind).toBe(kind === "creation" ? "create" : "update");
      const [before, made] = [versions[version - 2]?.terms, versions[version - 1]?.terms];
      if (kind === "changed-recurrence") {
        expect([before?.start, made?.recurrence]).toEqual([made?.start, anchor.recurrence]);
        expect(before?.recurrence).not.toBe(made?.recurrence);
      } else {
        expect(made?.start).toBe(anchor.date);
        expect(before?.start).not.toBe(anchor.date);
      }
      expect(cause.text).toContain(`(version ${version})`);
      expect(cause.text).toContain(readableDate(anchor.date));
      const isOfMonths = ["Monthly", "Quarterly", "HalfYearly", "Yearly"].includes(anchor.recurrence);
      expect(cause.text.includes(`${anchor.wantedDay} wanted`)).toBe(isOfMonths);
      if (isOfMonths) expect(date.text).toContain(`${anchor.wantedDay} wanted`);
    }
  });

  test.prop([anyHistory], RUNS)("says since when an amount is not the terms', and why", (history) => {
    const walked = walk(history);
    const versions = versionsOf(walked);
    const { state } = walked;
    for (const row of state.rows) {
      const { amount, amountSince } = accepted(explainInstalment(state, row.ordinal));
      const said = /stays since version (\d+): (.+); the terms ask for/.exec(amount.text);
      expect(said !== null).toBe(row.amount !== state.terms.amount);
      if (said === null) continue;
      const since = Number(said[1]);
      expect(since).toBe(amountSince);
      expect(versions[since - 1]?.rows[row.ordinal - 1]?.amount).toBe(row.amount);
      expect(versions[since - 2]?.rows[row.ordinal - 1]?.amount).not.toBe(row.amount);
      const freed = /^it came free in version (\d+)/.exec(said[2] ?? "");
      if (row.received > 0n) expect(said[2]).toMatch(/^it is locked, as it holds /);
      else if (row.inBatch) expect(said[2]).toBe("it is locked, as it is in a payment batch");
      else if (freed !== null) {
        const [locked, free] = [Number(freed[1]) - 2, Number(freed[1]) - 1].map(
          (at) => versions[at]?.rows[row.ordinal - 1],
        );
        expect((locked?.received ?? 0n) > 0n || locked?.inBatch).toBe(true);
        expect((free?.received ?? 0n) > 0n || free?.inBatch).toBe(false);
      } else expect(said[2]).toBe("it was past due, and arrears were kept");
    }
  });
});
