// Holds a claim against the plan before and after, from the rows themselves and not from the difference.
import type { Claim, ClaimKind } from "../../../src/domain/plans/difference/claims.ts";
import { nextDueOf } from "../../../src/domain/plans/difference/difference.ts";
import {
  effectiveAmount,
  type Instalment,
  isLocked,
  type PlanState,
} from "../../../src/domain/plans/plan.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";

export type Sides = {
  readonly before: PlanState | null;
  readonly after: PlanState;
  readonly today: LocalDate;
};

const sum = (parts: readonly bigint[]): bigint => parts.reduce((all, part) => all + part, 0n);

const rowAt = (plan: PlanState | null, ordinal: number): Instalment | undefined =>
  plan?.rows.find((row) => row.ordinal === ordinal);

const rowsOf = (plan: PlanState | null, ordinals: readonly number[]): Instalment[] =>
  ordinals.flatMap((ordinal) => rowAt(plan, ordinal) ?? []);

const held = (plan: PlanState | null, ordinals: readonly number[]): bigint =>
  sum(rowsOf(plan, ordinals).map(({ received }) => received));

const isAll = (wanted: boolean, flags: readonly boolean[]): boolean => flags.every((flag) => flag === wanted);

/** Money of each row: alike, or together. */
function sumsHold(
  claim: { from: bigint; to: bigint; together: boolean; rows: readonly number[] },
  { before, after }: Sides,
  moneyOf: (row: Instalment) => bigint,
): boolean {
  const ends = claim.rows.map((ordinal) => {
    const [old, now] = [rowAt(before, ordinal), rowAt(after, ordinal)];
    if (old === undefined || now === undefined) return null;
    return { from: moneyOf(old), to: moneyOf(now) };
  });
  if (ends.some((end) => end === null || end.from === end.to)) return false;
  const told = ends.flatMap((end) => end ?? []);
  if (!claim.together) return told.every(({ from, to }) => from === claim.from && to === claim.to);
  return sum(told.map(({ from }) => from)) === claim.from && sum(told.map(({ to }) => to)) === claim.to;
}

const wasPastDue = ({ before, after, today }: Sides, rows: readonly number[]): boolean[] =>
  rows.map((ordinal) => (rowAt(before, ordinal)?.due ?? rowAt(after, ordinal)?.due ?? today) < today);

const CHECKS: { readonly [K in ClaimKind]: (claim: Claim<K>, sides: Sides) => boolean } = {
  state: ({ from, to }, { before, after }) =>
    (before?.terms.state ?? null) === from && after.terms.state === to && from !== to,
  method: ({ from, to }, { before, after }) =>
    (before?.method ?? null) === from && after.method === to && from !== to,
  start: ({ from, to }, { before, after }) =>
    (before?.terms.start ?? null) === from && after.terms.start === to && from !== to,
  recurrence: ({ from, to }, { before, after }) =>
    (before?.terms.recurrence ?? null) === from && after.terms.recurrence === to && from !== to,
  amount: ({ from, to }, { before, after }) =>
    before?.terms.amount === from && after.terms.amount === to && from !== to,
  repriced: (claim, sides) =>
    sumsHold(claim, sides, effectiveAmount) && isAll(claim.pastDue, wasPastDue(sides, claim.rows)),
  "under-override": (claim, sides) =>
    sumsHold(claim, sides, ({ amount }) => amount) &&
    claim.rows.every((n) =>
      [sides.before, sides.after].some((plan) => (rowAt(plan, n)?.override ?? null) !== null),
    ),
  override: ({ rows, from, to, together }, { before, after }) => {
    const endsOf = (plan: PlanState | null) => rows.map((n) => rowAt(plan, n)?.override ?? null);
    const [old, now] = [endsOf(before), endsOf(after)];
    const isEach = (ends: (bigint | null)[], told: bigint | null) => {
      if (told === null || !together) return ends.every((end) => end === told);
      return ends.every((end) => end !== null) && sum(ends.map((end) => end ?? 0n)) === told;
    };
    return old.every((end, index) => end !== now[index]) && isEach(old, from) && isEach(now, to);
  },
  moved: ({ rows, from, to, pastDue }, sides) => {
    const [first = 0] = rows;
    const { before, after } = sides;
    return (
      rows.every((n) => rowAt(before, n) !== undefined && rowAt(before, n)?.due !== rowAt(after, n)?.due) &&
      rowAt(before, first)?.due === from &&
      rowAt(after, first)?.due === to &&
      isAll(pastDue, wasPastDue(sides, rows))
    );
  },
  added: ({ rows, from, to, amount }, { before, after }) => {
    const added = rowsOf(after, rows);
    return (
      rowsOf(before, rows).length === 0 &&
      added.length === rows.length &&
      added.every((row) => row.amount === amount) &&
      added[0]?.due === from &&
      added.at(-1)?.due === to
    );
  },
  removed: ({ rows, from, pastDue }, sides) => {
    const gone = rowsOf(sides.before, rows);
    const isGone = gone.length === rows.length && rowsOf(sides.after, rows).length === 0;
    return isGone && gone[0]?.due === from && isAll(pastDue, wasPastDue(sides, rows));
  },
  batch: ({ rows, from, to }, { before, after }) =>
    from !== to &&
    isAll(
      to,
      rowsOf(after, rows).map(({ inBatch }) => inBatch),
    ) &&
    rows.every((n) => (rowAt(before, n)?.inBatch ?? false) === from),
  received: ({ from, to }, { before, after, today }) =>
    from !== to &&
    from === (before === null ? 0n : totalsOf(before, today).received) &&
    to === totalsOf(after, today).received,
  credit: ({ from, to, isUsed }, { before, after, today }) => {
    const then = before === null ? { credit: 0n, received: 0n } : totalsOf(before, today);
    const now = totalsOf(after, today);
    const isSo = isUsed === (now.credit < then.credit && now.received === then.received);
    return from !== to && from === then.credit && to === now.credit && isSo;
  },
  held: ({ rows, from, to }, { before, after }) =>
    held(before, rows) === from &&
    held(after, rows) === to &&
    rows.every((n) => {
      const [old, now] = [rowAt(before, n)?.received ?? 0n, rowAt(after, n)?.received ?? 0n];
      return to > from ? now > old : now < old;
    }),
  "money-moved": ({ from, to, amount }, { before, after, today }) => {
    const lost = held(before, from) - held(after, from);
    const won = held(after, to) - held(before, to);
    const [then, now] = [before === null ? null : totalsOf(before, today), totalsOf(after, today)];
    const isStill = then?.received === now.received && then.credit === now.credit;
    return amount > 0n && lost === amount && won === amount && isStill;
  },
  freed: ({ rows, from, to, by, isOwed }, { before, after }) => {
    const [old, now] = [rowsOf(before, rows), rowsOf(after, rows)];
    const isBy = now.every((row) =>
      by === "override"
        ? row.override !== null
        : row.override === null && (by === "terms") === (row.amount === after.terms.amount),
    );
    const isKept = by !== "promise" || now.every((row, index) => row.amount === old[index]?.amount);
    return (
      old.length === rows.length &&
      isAll(true, old.map(isLocked)) &&
      isAll(false, now.map(isLocked)) &&
      isBy &&
      isKept &&
      held(before, rows) === from &&
      sum(now.map(effectiveAmount)) === to &&
      isOwed === (after.terms.state === "Active")
    );
  },
  overdue: ({ from, to }, { before, after, today }) =>
    (before === null ? null : totalsOf(before, today).overdue) === from &&
    totalsOf(after, today).overdue === to &&
    (to > 0n || (from ?? 0n) > 0n),
  next: ({ from, to, moves }, { before, after, today }) => {
    const [was, is] = [before === null ? null : nextDueOf(before, today), nextDueOf(after, today)];
    const ordinalOf = (plan: PlanState | null, due: LocalDate | null) =>
      plan?.rows.find((row) => row.due === due)?.ordinal;
    const isSame = was !== null && ordinalOf(before, was) === ordinalOf(after, is);
    return was === from && is === to && moves === (isSame && from !== to);
  },
  "all-overdue": ({ from }, { before, after, today }) => {
    const { outstanding, overdue } = totalsOf(after, today);
    const was = before === null ? null : nextDueOf(before, today);
    return was === from && nextDueOf(after, today) === null && outstanding > 0n && outstanding === overdue;
  },
  finished: ({ from }, { before, after, today }) =>
    totalsOf(after, today).outstanding === 0n &&
    after.terms.state === "Active" &&
    (before === null ? null : totalsOf(before, today).outstanding) === from &&
    from !== 0n,
  total: ({ from, to }, { before, after, today }) =>
    from !== to &&
    (before === null ? null : totalsOf(before, today).total) === from &&
    totalsOf(after, today).total === to,
};

/** Whether the claim is true of the plan before and after. */
export function holds(claim: Claim, sides: Sides): boolean {
  const check = CHECKS[claim.kind] as (claim: Claim, sides: Sides) => boolean;
  return check(claim, sides);
}

/** Which claims tell which fact of a row that is another. */
const TELLING: readonly (readonly [(row: Instalment | undefined) => unknown, readonly ClaimKind[]])[] = [
  [(row) => row?.due, ["moved", "added", "removed"]],
  [(row) => row && effectiveAmount(row), ["repriced", "added", "removed", "override"]],
  [(row) => row?.amount, ["repriced", "under-override", "added", "removed"]],
  [(row) => row?.override ?? null, ["override", "removed"]],
  [(row) => row?.received ?? 0n, ["held", "money-moved"]],
  [(row) => row?.inBatch ?? false, ["batch"]],
];

/** What became different and no claim tells: rows by fact, and members of the terms. */
export function untold(claims: readonly Claim[], { before, after }: Sides): string[] {
  const ordinals = Array.from(
    { length: Math.max(before?.rows.length ?? 0, after.rows.length) },
    (_, index) => index + 1,
  );
  const rows = ordinals.flatMap((ordinal) => {
    const [old, now] = [rowAt(before, ordinal), rowAt(after, ordinal)];
    return TELLING.flatMap(([factOf, kinds]) => {
      if (factOf(old) === factOf(now)) return [];
      const isTold = claims.some((claim) => kinds.includes(claim.kind) && claim.rows.includes(ordinal));
      return isTold ? [] : [`payment ${ordinal}: ${kinds.join()}`];
    });
  });
  const told = new Set(claims.flatMap(({ terms }) => terms));
  const members = (["start", "amount", "count", "recurrence", "state"] as const).filter(
    (member) => before !== null && before.terms[member] !== after.terms[member] && !told.has(member),
  );
  const method = before !== null && before.method !== after.method && !told.has("method") ? ["method"] : [];
  return [...rows, ...members, ...method];
}
