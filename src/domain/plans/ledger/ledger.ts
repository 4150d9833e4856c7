// Which row holds how much: a pure function of the rows and of the payments that still stand.
import type { Minor } from "../../values/money.ts";
import { effectiveAmount, type Instalment, type Payment } from "../plan.ts";

/**
 * Per row, in row order, what it holds, in minor units. Applies the unreversed payments in ledger order: one that names
 * an instalment fills that row first, the rest of it and every other payment fill rows oldest first up to what each asks
 * for, and what no row can hold is credit (the payments ledger rule; law I10).
 */
export function allocate(rows: readonly Instalment[], payments: readonly Payment[]): readonly Minor[] {
  const received: Minor[] = new Array(rows.length).fill(0n);
  const put = (index: number, money: Minor): Minor => {
    const row = rows[index];
    const held = received[index];
    if (row === undefined || held === undefined) return money;
    const room = effectiveAmount(row) - held;
    if (money < room) {
      received[index] = held + money;
      return 0n;
    }
    received[index] = held + room;
    return money - room;
  };
  let oldest = 0;
  for (const payment of payments) {
    if (payment.reversed !== null) continue;
    let left = payment.amount;
    if (payment.instalment !== null) left = put(payment.instalment - 1, left);
    while (left > 0n && oldest < rows.length) {
      left = put(oldest, left);
      if (left > 0n) oldest += 1;
    }
  }
  return received;
}

/** The same rows holding what the ledger gives them; a row that holds the same stays the same object. */
export function fill(rows: readonly Instalment[], payments: readonly Payment[]): readonly Instalment[] {
  const received = allocate(rows, payments);
  return rows.map((row, index) => {
    const money = received[index] ?? 0n;
    return row.received === money ? row : { ...row, received: money };
  });
}

/** The sum of the payments that still stand, in minor units. */
export function receivedOf(payments: readonly Payment[]): Minor {
  let received = 0n;
  for (const payment of payments) if (payment.reversed === null) received += payment.amount;
  return received;
}
