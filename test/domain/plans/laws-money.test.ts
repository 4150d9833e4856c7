// Laws I10 and I13, and what the ledger promises besides: no money is lost, made or moved by an update.
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { allocate } from "../../../src/domain/plans/ledger/ledger.ts";
import { ACTIVE, effectiveAmount, isLocked } from "../../../src/domain/plans/plan.ts";
import { statusOf, totalsOf } from "../../../src/domain/plans/totals.ts";
import { statesOf, walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";
import { RUNS, sumOf } from "./law-checks.ts";
import { anyDate } from "./terms-changes.ts";

test.prop([anyHistory], RUNS)(
  "I10 allocated + credit = received, and 0 <= allocated <= effective on every row",
  (history) => {
    for (const state of statesOf(walk(history))) {
      const standing = state.payments.filter(({ reversed }) => reversed === null);
      const received = sumOf(standing.map(({ amount }) => amount));
      const totals = totalsOf(state, history.today);
      expect(totals.received).toBe(received);
      expect(sumOf(state.rows.map((row) => row.received)) + totals.credit).toBe(received);
      expect(state.rows.every((row) => 0n <= row.received && row.received <= effectiveAmount(row))).toBe(
        true,
      );
    }
  },
);

test.prop([anyHistory, anyDate], RUNS)(
  "I13 nothing outstanding, overdue, due or credited is negative",
  (history, asOf) => {
    for (const state of statesOf(walk(history))) {
      const { total, received, outstanding, credit, overdue, dueNow } = totalsOf(state, asOf);
      expect(outstanding >= 0n && credit >= 0n && overdue >= 0n).toBe(true);
      expect(overdue <= dueNow && dueNow <= outstanding).toBe(true);
      expect(total - outstanding).toBe(received - credit);
      if (state.terms.state === ACTIVE && credit > 0n) expect(statusOf(state)).toBe("completed");
    }
  },
);

describe("the ledger", () => {
  test.prop([anyHistory], RUNS)("gives the rows just what they hold, after any command", (history) => {
    for (const { rows, payments } of statesOf(walk(history))) {
      expect(rows.map(({ received }) => received)).toEqual(allocate(rows, payments));
    }
  });

  test.prop([anyHistory], RUNS)(
    "is oldest first: no row holds money while an earlier one has room, unless it was named",
    (history) => {
      for (const { rows, payments } of statesOf(walk(history))) {
        const named = new Set(
          payments.filter(({ reversed }) => reversed === null).map(({ instalment }) => instalment),
        );
        const room = rows.findIndex((row) => row.received < effectiveAmount(row));
        if (room === -1) continue;
        expect(rows.slice(room + 1).every((row) => row.received === 0n || named.has(row.ordinal))).toBe(true);
      }
    },
  );

  test.prop([anyHistory], RUNS)("keeps every row locked that a standing payment named", (history) => {
    for (const { rows, payments } of statesOf(walk(history))) {
      for (const { reversed, instalment } of payments) {
        if (reversed !== null || instalment === null) continue;
        const row = rows[instalment - 1];
        expect(row !== undefined && isLocked(row)).toBe(true);
      }
    }
  });

  test.prop([anyHistory, fc.nat()], RUNS)("forgets a reversed payment wholly", (history, which) => {
    const { state } = walk(history);
    const standing = state.payments.filter(({ reversed }) => reversed === null);
    fc.pre(standing.length > 0);
    const gone = standing[which % standing.length];
    const marked = state.payments.map((line) =>
      line === gone ? { ...line, reversed: { ...line.recorded, reason: null, on: null } } : line,
    );
    const without = state.payments.filter((line) => line !== gone);
    expect(allocate(state.rows, marked)).toEqual(allocate(state.rows, without));
  });
});
