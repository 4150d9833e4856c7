// The reference model against every worked case: a model that is wrong would judge wrongly.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type PlanCase, RECALCULATIONS, recurrenceNamed, SCHEDULES } from "../plans/cases.ts";
import { apply, create, type ModelChange } from "./model-commands.ts";
import { isLockedRow, type ModelPlan, type ModelPolicy, type ModelTerms, totalsOn } from "./model-plan.ts";
import { frontierOf, type ModelResult } from "./model-update.ts";

type StepTerms = {
  readonly start: string;
  readonly amount: number;
  readonly count: number;
  readonly rec: string;
  readonly active?: boolean;
};

type Step = ModelPolicy & {
  readonly op: "create" | "update" | "pay" | "reverse" | "batch";
  readonly result: string;
  readonly terms?: StepTerms;
  readonly change?: Partial<StepTerms>;
  readonly amount?: number;
  readonly named?: number;
  readonly n?: number;
  readonly in?: boolean;
  readonly anchors: readonly { readonly recurrence: string }[];
  readonly rows: readonly object[];
  readonly totals: Readonly<Record<string, string>>;
};

type HistoryCase = { readonly id: string; readonly note: string; readonly steps: readonly Step[] };

const HISTORIES = JSON.parse(
  readFileSync(new URL("../../cases/histories.json", import.meta.url), "utf8"),
) as readonly HistoryCase[];

const termsWith = (terms: ModelTerms, change: Partial<StepTerms>): ModelTerms => ({
  start: change.start ?? terms.start,
  amount: change.amount === undefined ? terms.amount : BigInt(change.amount),
  count: change.count ?? terms.count,
  recurrence: change.rec === undefined ? terms.recurrence : recurrenceNamed(change.rec),
  state: change.active === undefined ? terms.state : change.active ? "Active" : "Inactive",
});

const NO_TERMS: ModelTerms = { start: "", amount: 0n, count: 0, recurrence: "", state: "Active" };

function commandOf(plan: ModelPlan, step: Step): ModelChange {
  const { n = 0, today } = step;
  const row = plan.rows[n - 1];
  switch (step.op) {
    case "update": {
      const terms = termsWith(plan.terms, step.change ?? {});
      return { kind: "update", terms, method: plan.method, clientId: null };
    }
    case "pay":
      return { kind: "pay", amount: BigInt(step.amount ?? 0), named: step.named ?? null, receivedOn: today };
    case "reverse":
      return { kind: "reverse", payment: n, on: today };
    case "batch":
      return { kind: "set", row: n, override: row?.override ?? null, inBatch: step.in ?? false };
    default:
      throw new Error(`no step ${step.op}`);
  }
}

const texts = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

describe("histories", () => {
  it.each(HISTORIES)("$id $note", ({ steps }) => {
    let plan: ModelPlan | null = null;
    for (const step of steps) {
      const result: ModelResult =
        plan === null
          ? create(termsWith(NO_TERMS, step.terms ?? {}))
          : apply(plan, commandOf(plan, step), step);
      if ("refused" in result) expect(result.refused).toEqual([step.result]);
      else {
        expect(step.result).toBe("ok");
        plan = result.plan;
      }
      if (plan === null) throw new Error("a history without a plan");
      const anchors = plan.anchors.map(({ ordinal, date, wanted, recurrence }) => ({
        ordinal,
        date,
        wantedDay: wanted,
        recurrence,
      }));
      expect(anchors).toEqual(
        step.anchors.map((anchor) => ({ ...anchor, recurrence: recurrenceNamed(anchor.recurrence) })),
      );
      const rows = plan.rows.map(({ due, amount, override, received, inBatch }) => ({
        due,
        amount: String(amount),
        override: override === null ? null : String(override),
        received: String(received),
        inBatch,
      }));
      expect(rows).toEqual(step.rows);
      expect(texts(totalsOn(plan, step.today))).toEqual(step.totals);
    }
  });
});

/** A plan as a recalculation case has it, with a ledger that names the rows it pays. */
function planOf({ terms, rows, credit_minor }: PlanCase): ModelPlan {
  const recurrence = recurrenceNamed(terms.recurrence);
  const paid = rows.filter(({ received_minor }) => received_minor > 0);
  return {
    version: 1,
    method: "Cash",
    terms: {
      start: terms.start,
      amount: BigInt(terms.amount_minor),
      count: terms.installments,
      recurrence,
      state: terms.active ? "Active" : "Inactive",
    },
    anchors: [
      {
        ordinal: 1,
        date: terms.start,
        wanted: Number(terms.start.slice(8)),
        recurrence,
        cause: { by: "creation", version: 1 },
      },
    ],
    rows: rows.map((row) => ({
      due: row.due,
      amount: BigInt(row.amount_minor),
      pricedAt: 1,
      override:
        row.override_minor === undefined || row.override_minor === null ? null : BigInt(row.override_minor),
      received: BigInt(row.received_minor),
      inBatch: false,
    })),
    payments: paid.map(({ n, received_minor }, index) => ({
      amount: BigInt(received_minor + (index === paid.length - 1 ? credit_minor : 0)),
      named: n,
      reversed: false,
    })),
  };
}

describe("recalculations", () => {
  it.each(RECALCULATIONS)("$id $note", ({ before, change, after, changed, reject, options }) => {
    const plan = planOf(before);
    const policy = { arrears: options?.arrears ?? "roll", today: options?.as_of ?? "2025-01-01" } as const;
    const terms = termsWith(plan.terms, change);
    const result = apply(plan, { kind: "update", terms, method: plan.method, clientId: null }, policy);
    if ("refused" in result) {
      expect(result.refused).toEqual([reject]);
      return;
    }
    expect(result.changed).toBe(changed);
    const { plan: now } = result;
    const expected = planOf(after ?? before);
    expect(now.terms).toEqual(expected.terms);
    const facts = (one: ModelPlan) => one.rows.map(({ pricedAt: _, ...row }) => row);
    expect(facts(now)).toEqual(facts(expected));
    expect(now.rows.map(isLockedRow)).toEqual(after?.rows.map(({ locked }) => locked));
    expect(frontierOf(now, { arrears: "roll", today: "0001-01-01" })).toBe(after?.frontier);
    const { total, received, outstanding, credit } = totalsOn(now, policy.today);
    expect([total, received, outstanding, credit].map(Number)).toEqual([
      after?.total_minor,
      after?.received_minor,
      after?.outstanding_minor,
      after?.credit_minor,
    ]);
  });
});

it.each(SCHEDULES)("schedule $id $note", ({ start, recurrence, installments, amount_minor, dates }) => {
  const result = create({
    start,
    amount: BigInt(amount_minor),
    count: installments,
    recurrence: recurrenceNamed(recurrence),
    state: "Active",
  });
  if ("refused" in result) throw new Error(result.refused.join());
  expect(result.plan.rows.map(({ due }) => due)).toEqual(dates);
});
