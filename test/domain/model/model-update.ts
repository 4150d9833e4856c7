// The reference model's update: the full new terms of a plan, rule by rule.
import { dayFrom, lengthOfMonth } from "./model-dates.ts";
import { filled } from "./model-ledger.ts";
import {
  anchorOf,
  dueDate,
  isHeldRow,
  isMonthly,
  MOST,
  type ModelAnchor,
  type ModelPlan,
  type ModelPolicy,
  type ModelRow,
  type ModelTerms,
  STEPS,
  totalAsked,
} from "./model-plan.ts";

export type ModelUpdate = {
  readonly kind: "update";
  readonly terms: ModelTerms;
  readonly method: string;
  /** Null or 0: as stored. */
  readonly clientId: number | null;
};

/** The codes that a refusal may have: more than one only where the rules give no order. */
export type Refused = { readonly refused: readonly string[] };
export type Done = { readonly plan: ModelPlan; readonly changed: boolean };
export type ModelResult = Done | Refused;

/** Everybody's plans belong to this client here. */
export const OWNER = 2;

/** Rule 1's fields that are wrong whatever the plan; the last date comes with the grid. */
export function wrongFields({ recurrence, amount, count }: ModelTerms): string | null {
  if (STEPS[recurrence] === undefined) return "RECURRENCE_UNKNOWN";
  if (amount <= 0n) return "AMOUNT_NOT_POSITIVE";
  if (amount > MOST) return "AMOUNT_TOO_LARGE";
  if (!Number.isInteger(count) || count < 1 || count > 600) return "COUNT_OUT_OF_RANGE";
  return null;
}

/** The highest held ordinal, 0 if none. */
export function frontierOf(plan: ModelPlan, policy: ModelPolicy): number {
  return plan.rows.reduce((highest, row, index) => (isHeldRow(row, policy) ? index + 1 : highest), 0);
}

/** Rules 2 and 3: the anchors that the new terms are counted from; null where the new one would be beyond 9999. */
function newAnchors(plan: ModelPlan, terms: ModelTerms, frontier: number): readonly ModelAnchor[] | null {
  const version = plan.version + 1;
  const upTo = (ordinal: number) => plan.anchors.filter((anchor) => anchor.ordinal < ordinal);
  const { recurrence } = terms;
  if (terms.start !== plan.terms.start) {
    const ordinal = frontier + 1;
    const wanted = dayFrom(terms.start).day;
    const moved = {
      ordinal,
      date: terms.start,
      wanted,
      recurrence,
      cause: { by: "start" as const, version },
    };
    return [...upTo(ordinal), moved];
  }
  if (recurrence === plan.terms.recurrence) return plan.anchors;
  const named = plan.anchors.find(({ date }) => date === terms.start)?.ordinal ?? 0;
  const ordinal = named > frontier && named <= terms.count ? named : frontier + 1;
  const date = dueDate(plan.anchors, ordinal);
  if (date === null) return null;
  const cause = { by: "recurrence" as const, version };
  return [...upTo(ordinal), { ordinal, date, wanted: wishAt(plan, ordinal, date), recurrence, cause }];
}

/** The wanted day of an anchor that a change of recurrence makes (rule 3, g). */
function wishAt(plan: ModelPlan, ordinal: number, date: string): number {
  const { year, month, day } = dayFrom(date);
  const old = anchorOf(plan.anchors, ordinal);
  const isMonthsWish = isMonthly(old.recurrence) || old.ordinal === ordinal;
  return isMonthsWish && Math.min(old.wanted, lengthOfMonth(year, month)) === day ? old.wanted : day;
}

const changesTerms = (a: ModelTerms, b: ModelTerms): boolean =>
  a.start !== b.start || a.amount !== b.amount || a.count !== b.count || a.recurrence !== b.recurrence;

/** Rules 1 to 7. */
export function update(plan: ModelPlan, command: ModelUpdate, policy: ModelPolicy): ModelResult {
  const { terms, method, clientId } = command;
  const wrong = wrongFields(terms);
  if (wrong !== null) return { refused: [wrong] };
  const frontier = frontierOf(plan, policy);
  const anchors = newAnchors(plan, terms, frontier);
  const dates = anchors === null ? [] : plannedDates(plan, anchors, terms.count, frontier);
  const refused: string[] = [];
  // "a last date beyond 9999" is the last of the wrong fields, so it comes before the owner and the rest.
  if (anchors === null || dates.includes(null)) refused.push("DATE_OUT_OF_RANGE");
  else if (clientId !== null && clientId !== 0 && clientId !== OWNER) refused.push("PLAN_OWNER_DIFFERS");
  else if (terms.state !== "Active" && changesTerms(terms, plan.terms)) refused.push("CLOSE_AND_CHANGE");
  else if (terms.count < frontier) refused.push("INSTALMENTS_BELOW_LOCKED");
  else if (terms.start !== plan.terms.start && terms.start <= (plan.rows[frontier - 1]?.due ?? "")) {
    refused.push("START_NOT_AFTER_LOCKED");
  }
  // An anchor for a row that is not in the plan may be beyond 9999 where no row is: the rules do not order that.
  if (anchors === null && terms.count < frontier) refused.push("INSTALMENTS_BELOW_LOCKED");
  if (anchors === null || refused.length > 0) return { refused };
  const rows = filled(newRows(plan, terms, dates, policy), plan.payments);
  if (totalAsked(rows) > MOST) return { refused: ["AMOUNT_TOO_LARGE"] };
  const changed =
    changesTerms(terms, plan.terms) || terms.state !== plan.terms.state || method !== plan.method;
  if (!changed) return { plan, changed };
  return { plan: { ...plan, version: plan.version + 1, terms, method, anchors, rows }, changed };
}

/** Rule 4: rows up to the frontier keep their dates, rows after it take the grid. */
function plannedDates(
  plan: ModelPlan,
  anchors: readonly ModelAnchor[],
  count: number,
  frontier: number,
): readonly (string | null)[] {
  return Array.from({ length: count }, (_, index) =>
    index < frontier ? (plan.rows[index]?.due ?? null) : dueDate(anchors, index + 1),
  );
}

/** Update rules 5 and 6. */
function newRows(
  plan: ModelPlan,
  terms: ModelTerms,
  dates: readonly (string | null)[],
  policy: ModelPolicy,
): readonly ModelRow[] {
  const version = plan.version + 1;
  const reprices = terms.amount !== plan.terms.amount;
  return dates.map((date, index) => {
    const due = date ?? "";
    const row = plan.rows[index];
    const fresh = { due, amount: terms.amount, pricedAt: version };
    if (row === undefined) return { ...fresh, override: null, received: 0n, inBatch: false };
    return reprices && !isHeldRow(row, policy) ? { ...row, ...fresh } : { ...row, due };
  });
}
