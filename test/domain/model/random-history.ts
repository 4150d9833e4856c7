// Random histories of a plan: commands as requests on several days would bring them, chosen where rules meet.
import type { Random } from "../../../tools/shared/seeded.ts";
import { apply, create, type ModelChange, type ModelCreate } from "./model-commands.ts";
import { asks, MOST, type ModelPlan, type ModelPolicy, type ModelTerms } from "./model-plan.ts";
import {
  chance,
  changedTerms,
  earlier,
  later,
  type Member,
  randomStart,
  randomTerms,
} from "./random-terms.ts";

/** One command under its policy; the first of a history makes the plan. */
export type Step = { readonly policy: ModelPolicy; readonly command: ModelChange | ModelCreate };

/** What a step is about. */
type Kind = "pay" | "reverse" | "batch" | "override" | "update" | "seen" | "row" | Member;

const KINDS = [
  ...(["pay", "pay", "pay", "pay", "pay", "pay", "reverse", "reverse", "reverse"] as const),
  ...(["batch", "batch", "batch", "override", "override", "seen"] as const),
  ...(["update", "update", "update", "update", "update"] as const),
];

/** What is to happen, and terms to begin with: none that would end beyond 9999, or no plan could be made. */
type Plot = {
  readonly kinds: readonly Kind[];
  readonly from?: Partial<ModelTerms> & { readonly start: string };
};

/** Where several rules meet, which chance alone seldom brings about; other steps come in between. */
const PLOTS: readonly Plot[] = [
  { kinds: ["pay", "start", "reverse", "recurrence", "recurrence", "count"] },
  { kinds: ["row", "row", "start", "reverse", "recurrence", "reverse", "recurrence"] },
  { kinds: ["pay", "recurrence", "reverse", "recurrence", "pay", "recurrence"] },
  { kinds: ["pay", "amount", "reverse", "amount", "pay", "reverse"] },
  { kinds: ["batch", "amount", "batch", "amount", "start"] },
  { kinds: ["override", "pay", "amount", "override", "reverse"] },
  { kinds: ["row", "pay", "amount", "state", "reverse", "state"] },
  { kinds: ["recurrence", "recurrence", "pay", "recurrence", "seen"] },
  { kinds: ["pay", "start", "start", "count", "reverse", "start", "recurrence"] },
  {
    kinds: ["row", "recurrence", "recurrence", "recurrence"],
    from: { start: "2025-01-31", recurrence: "Monthly" },
  },
  {
    kinds: ["row", "recurrence", "recurrence", "row", "seen"],
    from: { start: "2024-01-31", recurrence: "Monthly" },
  },
  { kinds: ["row", "recurrence", "recurrence"], from: { start: "2025-01-31", recurrence: "FourWeekly" } },
  {
    kinds: ["row", "row", "recurrence", "recurrence"],
    from: { start: "2025-08-31", recurrence: "Quarterly" },
  },
  { kinds: ["row", "limit", "reverse"], from: { start: "2025-03-31", amount: 1n, count: 2 } },
  { kinds: ["batch", "limit", "batch"], from: { start: "2024-02-29", amount: 5n, count: 3 } },
];

/** A random history that the model accepts from the first command on; refused commands are in it too. */
export function randomHistory(random: Random): readonly Step[] {
  const arrears = random.pick(["roll", "roll", "keep", "mixed"] as const);
  const plot = chance(random, 2) ? random.pick(PLOTS) : { kinds: [] };
  const start = plot.from?.start ?? randomStart(random);
  let today = chance(random, 3) ? later(start, random.below(200)) : earlier(start, random.below(40));
  const policy = (): ModelPolicy => ({
    arrears: arrears === "mixed" ? random.pick(["roll", "keep"] as const) : arrears,
    today,
  });
  let plan: ModelPlan | null = null;
  const steps: Step[] = [];
  while (plan === null) {
    const terms = { ...randomTerms(random, start), ...plot.from };
    const result = create(terms);
    if ("refused" in result) continue;
    steps.push({ policy: policy(), command: { kind: "create", terms } });
    plan = result.plan;
  }
  const seen: ModelTerms[] = [plan.terms];
  const kinds = [...plot.kinds];
  for (let left = 3 + random.below(14); left > 0; left -= 1) {
    if (chance(random, 3)) today = someDaysOn(random, plan, today);
    const under = policy();
    const kind = (chance(random, 4) ? undefined : kinds.shift()) ?? random.pick(KINDS);
    const command = randomChange(random, plan, under, kind, seen);
    steps.push({ policy: under, command });
    const result = apply(plan, command, under);
    if ("plan" in result) plan = result.plan;
    if (command.kind === "update") seen.push(command.terms);
  }
  return steps;
}

/** Time passes: a little, or to a row's due date, or to the day after it. */
function someDaysOn(random: Random, plan: ModelPlan, today: string): string {
  const ahead = plan.rows.map(({ due }) => due).filter((due) => due >= today);
  if (ahead.length === 0 || chance(random, 3)) return later(today, random.below(60));
  const due = random.pick(ahead.slice(0, 3));
  return chance(random, 2) ? due : later(due, 1);
}

function randomChange(
  random: Random,
  plan: ModelPlan,
  policy: ModelPolicy,
  kind: Kind,
  seen: readonly ModelTerms[],
): ModelChange {
  if (kind === "pay") return randomPayment(random, plan, policy);
  if (kind === "row") return nextRowPaid(plan, policy);
  if (kind === "reverse") return randomReversal(random, plan, policy);
  if (kind === "batch") return randomBatch(random, plan);
  if (kind === "override") return randomOverride(random, plan);
  return {
    kind: "update",
    terms:
      kind === "seen"
        ? random.pick(seen)
        : changedTerms(random, plan, policy, kind === "update" ? null : kind),
    method: chance(random, 10) ? random.pick(["Cash", "Cheque"]) : plan.method,
    clientId: chance(random, 40) ? 7 : random.pick([null, 0, 2]),
  };
}

function randomPayment(random: Random, plan: ModelPlan, policy: ModelPolicy): ModelChange {
  const named = chance(random, 3) ? 1 + random.below(plan.rows.length + (chance(random, 9) ? 2 : 0)) : null;
  const asked = plan.rows[(named ?? 1) - 1];
  const one = asked === undefined ? 1000n : asks(asked);
  const open = plan.rows.reduce((left, row) => left + asks(row) - row.received, 0n);
  const amount = random.pick([
    one,
    one,
    one / 2n + 1n,
    one * BigInt(1 + random.below(4)),
    BigInt(random.below(3)),
    open,
    open + BigInt(random.below(9000)),
  ]);
  const receivedOn = chance(random, 30) ? later(policy.today, 1) : policy.today;
  return { kind: "pay", amount, named, receivedOn };
}

/** Exactly what the oldest open row still asks for. */
function nextRowPaid({ rows }: ModelPlan, { today }: ModelPolicy): ModelChange {
  const open = rows.find((row) => row.received < asks(row));
  return {
    kind: "pay",
    amount: open === undefined ? 100n : asks(open) - open.received,
    named: null,
    receivedOn: today,
  };
}

function randomReversal(random: Random, plan: ModelPlan, { today }: ModelPolicy): ModelChange {
  const standing = plan.payments.flatMap(({ reversed }, index) => (reversed ? [] : [index + 1]));
  const payment =
    standing.length === 0 || chance(random, 12)
      ? random.below(plan.payments.length + 2)
      : random.pick(standing);
  // The day that a reversal names is told, and decides nothing (rule 8).
  return { kind: "reverse", payment, on: earlier(today, random.below(90)) };
}

function randomBatch(random: Random, plan: ModelPlan): ModelChange {
  const inside = plan.rows.flatMap(({ inBatch }, index) => (inBatch ? [index + 1] : []));
  const row =
    inside.length > 0 && chance(random, 2) ? random.pick(inside) : 1 + random.below(plan.rows.length);
  const now = plan.rows[row - 1];
  return { kind: "set", row, override: now?.override ?? null, inBatch: !(now?.inBatch ?? false) };
}

function randomOverride(random: Random, plan: ModelPlan): ModelChange {
  const empty = plan.rows.flatMap(({ received }, index) => (received === 0n ? [index + 1] : []));
  const row =
    empty.length > 0 && !chance(random, 7) ? random.pick(empty) : 1 + random.below(plan.rows.length + 1);
  const now = plan.rows[row - 1];
  const override =
    now?.override !== null && chance(random, 2)
      ? null
      : random.pick([0n, 0n, now?.amount ?? 0n, 2500n, 1n, chance(random, 9) ? MOST : 12_000n, -1n]);
  const inBatch = chance(random, 5) ? chance(random, 2) : (now?.inBatch ?? false);
  return { kind: "set", row, override, inBatch };
}
