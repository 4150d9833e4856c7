// The reference model's money: who holds what, and what becomes of a row that is freed (rule 8).
import {
  asks,
  isLockedRow,
  MOST,
  type ModelPayment,
  type ModelPlan,
  type ModelPolicy,
  type ModelRow,
  totalAsked,
} from "./model-plan.ts";

/**
 * The rows with the ledger's money put into them anew, payment by payment in the order they were recorded: the row that
 * a payment names first, then oldest first; what no row takes stays credit. Reversed payments never were.
 */
export function filled(rows: readonly ModelRow[], payments: readonly ModelPayment[]): readonly ModelRow[] {
  const holds = rows.map(() => 0n);
  for (const payment of payments.filter(({ reversed }) => !reversed)) {
    const oldestFirst = rows.map((_, index) => index);
    const order = payment.named === null ? oldestFirst : [payment.named - 1, ...oldestFirst];
    let left = payment.amount;
    for (const index of order) {
      const row = rows[index];
      // A named row may have left the plan since, once nothing was in it any more.
      if (row === undefined) continue;
      const room = asks(row) - (holds[index] ?? 0n);
      const part = left < room ? left : room;
      holds[index] = (holds[index] ?? 0n) + part;
      left -= part;
    }
  }
  return rows.map((row, index) => ({ ...row, received: holds[index] ?? 0n }));
}

/** The ordinals that were locked before and are not now. */
export function freedRows(before: readonly ModelRow[], after: readonly ModelRow[]): readonly number[] {
  return before.flatMap((row, index) => {
    const now = after[index];
    return now !== undefined && isLockedRow(row) && !isLockedRow(now) ? [index + 1] : [];
  });
}

/**
 * The end of every command but an update: the money is put in anew, and freed rows that are still to come take the
 * terms' amount; past-due ones keep theirs, and all of them do where the sum would be more than a plan may ask for.
 * The version is the one that this command makes.
 */
export function settled(before: ModelPlan, changed: ModelPlan, policy: ModelPolicy): ModelPlan {
  const version = before.version + 1;
  const rows = filled(changed.rows, changed.payments);
  const freed = freedRows(before.rows, rows);
  const repriced = rows.map((row, index) =>
    freed.includes(index + 1) && row.due >= policy.today && row.amount !== changed.terms.amount
      ? { ...row, amount: changed.terms.amount, pricedAt: version }
      : row,
  );
  // A freed row holds nothing, so no money reached it and none has to be put in anew after this.
  const priced = totalAsked(repriced) > MOST ? rows : repriced;
  return { ...changed, version, rows: filled(priced, changed.payments) };
}
