// Random histories of a plan: commands as requests on several days would bring them, chosen where rules meet.
import type { Random } from "../../../scripts/seeded.ts";
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
type Kind = "pay" | "reverse" | "batch" | "override" | "update" | "seen" | Member;

const KINDS = [
  ...(["pay", "pay", "pay", "pay", "pay", "pay", "reverse", "reverse", "reverse"] as const),
  ...(["batch", "batch", "batch", "override", "override", "seen"] as const),
  ...(["update", "update", "update", "update", "update"] as const),
];

/** Where several rules meet, which chance alone seldom brings about; other steps come in between. */
const PLOTS: readonly (readonly Kind[])[] = [
  ["pay", "start", "reverse", "recurrence", "recurrence", "count"],
  ["pay", "recurrence", "reverse", "recurrence", "pay", "recurrence"],
  ["pay", "amount", "reverse", "amount", "pay", "reverse"],
  ["batch", "amount", "batch", "amount", "start"],
  ["override", "pay", "amount", "override", "reverse"],
  ["pay", "pay", "amount", "state", "reverse", "state"],
  ["recurrence", "recurrence", "pay", "recurrence", "seen"],
  ["pay", "start", "start", "count", "reverse", "start", "recurrence"],
];

/** A random history that the model accepts from the first command on; refused commands are in it too. */
export function randomHistory(random: Random): readonly Step[] {
  const arrears = random.pick(["roll", "roll", "keep", "mixed"] as const);
  const start = randomStart(random);
  let today = chance(random, 3) ? later(start, random.below(200)) : earlier(start, random.below(40));
  const policy = (): ModelPolicy => ({
    arrears: arrears === "mixed" ? random.pick(["roll", "keep"] as const) : arrears,
    today,
  });
  let plan: ModelPlan | null = null;
  const steps: Step[] = [];
  while (plan === null) {
    const terms = randomTerms(random, start);
    const result = create(terms);
    if ("refused" in result) continue;
    steps.push({ policy: policy(), command: { kind: "create", terms } });
    plan = result.plan;
  }
  const seen: ModelTerms[] = [plan.terms];
  const plot: Kind[] = chance(random, 2) ? [...random.pick(PLOTS)] : [];
  for (let left = 3 + random.below(14); left > 0; left -= 1) {
    if (chance(random, 3)) today = someDaysOn(random, plan, today);
    const under = policy();
    const kind = (chance(random, 4) ? undefined : plot.shift()) ?? random.pick(KINDS);
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
