// How the plan stands after a change: what is overdue, what is next, what it comes to; in that order (law T3).

import { ACTIVE } from "../plan.ts";
import { claim } from "./claim.ts";
import type { Claim } from "./claims.ts";
import type { Difference } from "./difference.ts";

export function standingClaims(difference: Difference): readonly Claim[] {
  const { terms, totals } = difference;
  const from = totals.before?.total ?? null;
  const { total: to } = totals.after;
  const total = from === to ? [] : [claim("total", { from, to })];
  return terms.after.state === ACTIVE ? [...overdue(difference), ...next(difference), ...total] : total;
}

function overdue({ totals }: Difference): readonly Claim[] {
  const from = totals.before?.overdue ?? null;
  const { overdue: to } = totals.after;
  return to === 0n && (from ?? 0n) === 0n ? [] : [claim("overdue", { from, to })];
}

function next({ rows, nextDue, totals }: Difference): readonly Claim[] {
  const { before: from, after: to } = nextDue;
  if (to !== null) {
    // No two rows are due on one day (I4): the row that was next is the one that was due then.
    const row = rows.find(({ before }) => before !== null && before.due === from);
    return [claim("next", { from, to, moves: from !== to && row?.after?.due === to })];
  }
  if (totals.after.outstanding > 0n) return from === null ? [] : [claim("all-overdue", { from, to })];
  const left = totals.before?.outstanding ?? null;
  return left === 0n ? [] : [claim("finished", { from: left, to: 0n })];
}
