// Random histories of a plan: commands as requests on several days would bring them, chosen where rules meet.
import type { Random } from "../../../scripts/seeded.ts";
import { apply, create, type ModelChange, type ModelCreate } from "./model-commands.ts";
import { type Day, dayBefore, dayFrom, daysLater, lengthOfMonth, textOf } from "./model-dates.ts";
import { asks, MOST, type ModelPlan, type ModelPolicy, type ModelTerms, STEPS } from "./model-plan.ts";
import { frontierOf } from "./model-update.ts";

/** One command under its policy; the first of a history makes the plan. */
export type Step = { readonly policy: ModelPolicy; readonly command: ModelChange | ModelCreate };

const RECURRENCES = Object.keys(STEPS);
const CLOSED = ["Inactive", "Deleted"];

const chance = (random: Random, oneIn: number): boolean => random.below(oneIn) === 0;

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
  for (let left = 3 + random.below(14); left > 0; left -= 1) {
    if (chance(random, 3)) today = someDaysOn(random, plan, today);
    const under = policy();
    const command = randomChange(random, plan, under, seen);
    steps.push({ policy: under, command });
    const result = apply(plan, command, under);
    if ("plan" in result) plan = result.plan;
    if (command.kind === "update") seen.push(command.terms);
  }
  return steps;
}

const later = (date: string, days: number): string => {
  const day = daysLater(dayFrom(date), days);
  return day === null ? date : textOf(day);
};

function earlier(date: string, days: number): string {
  let day: Day = dayFrom(date);
  for (let left = days; left > 0; left -= 1) if (textOf(day) !== "0001-01-01") day = dayBefore(day);
  return textOf(day);
}

/** Time passes: a little, or to a row's due date, or to the day after it. */
function someDaysOn(random: Random, plan: ModelPlan, today: string): string {
  const ahead = plan.rows.map(({ due }) => due).filter((due) => due >= today);
  if (ahead.length === 0 || chance(random, 3)) return later(today, random.below(60));
  const due = random.pick(ahead.slice(0, 3));
  return chance(random, 2) ? due : later(due, 1);
}

/** Mostly the ends of months around a leap year; now and then the ends of the calendar. */
function randomStart(random: Random): string {
  const year = chance(random, 25) ? random.pick([1, 9990, 9998, 9999]) : 2023 + random.below(4);
  const month = chance(random, 2) ? random.pick([1, 2, 8, 12]) : 1 + random.below(12);
  const last = lengthOfMonth(year, month);
  const day = chance(random, 3) ? 1 + random.below(last) : last - random.below(4);
  return textOf({ year, month, day });
}

function randomCount(random: Random): number {
  if (chance(random, 60)) return random.pick([52, 104, 600]);
  return chance(random, 6) ? 1 + random.below(30) : 1 + random.below(7);
}

function randomAmount(random: Random): bigint {
  if (chance(random, 40)) return MOST - BigInt(random.below(3));
  if (chance(random, 40)) return MOST / BigInt(1 + random.below(8));
  return chance(random, 5) ? BigInt(1 + random.below(9)) : random.pick([1000n, 5000n, 8000n, 10_000n, 3333n]);
}

const randomTerms = (random: Random, start: string): ModelTerms => ({
  start,
  amount: randomAmount(random),
  count: randomCount(random),
  recurrence: random.pick(RECURRENCES),
  state: "Active",
});

function randomChange(
  random: Random,
  plan: ModelPlan,
  policy: ModelPolicy,
  seen: readonly ModelTerms[],
): ModelChange {
  const kind = random.below(20);
  if (kind < 6) return randomPayment(random, plan, policy);
  if (kind < 9 && plan.payments.length > 0) return randomReversal(random, plan, policy);
  if (kind < 12) return randomBatch(random, plan);
  if (kind < 14) return randomOverride(random, plan);
  const terms = chance(random, 8) ? random.pick(seen) : changedTerms(random, plan, policy);
  return {
    kind: "update",
    terms,
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

/** The plan's terms with one member changed, or several. */
function changedTerms(random: Random, plan: ModelPlan, policy: ModelPolicy): ModelTerms {
  const { terms } = plan;
  const members = random.pick([1, 1, 1, 2, 3]);
  let changed = terms;
  for (let left = members; left > 0; left -= 1) {
    changed = { ...changed, ...changedMember(random, plan, policy) };
  }
  return chance(random, 40) ? { ...changed, recurrence: "Daily" } : changed;
}

function changedMember(random: Random, plan: ModelPlan, policy: ModelPolicy): Partial<ModelTerms> {
  const frontier = frontierOf(plan, policy);
  const { count } = plan.terms;
  switch (random.below(8)) {
    case 0:
    case 1:
      return { amount: chance(random, 12) ? 0n : randomAmount(random) };
    case 2:
      return {
        count: random.pick(
          [frontier, frontier + 1, frontier - 1, count - 1, count + 1, count + 3, 601, 0].slice(
            0,
            chance(random, 6) ? 8 : 6,
          ),
        ),
      };
    case 3:
    case 4:
      return { recurrence: random.pick(RECURRENCES) };
    case 5:
    case 6:
      return { start: movedStart(random, plan, frontier) };
    default:
      return { state: chance(random, 2) ? "Active" : random.pick(CLOSED) };
  }
}

/** Around the frontier, onto a promised date, or anywhere. */
function movedStart(random: Random, plan: ModelPlan, frontier: number): string {
  const last = plan.rows[frontier - 1]?.due ?? plan.terms.start;
  const next = plan.rows[frontier]?.due ?? later(last, 20);
  const any = random.pick(plan.rows).due;
  return random.pick([
    next,
    later(next, 1 + random.below(40)),
    later(last, 1),
    last,
    any,
    later(next, random.below(400)),
    earlier(next, 1 + random.below(20)),
    chance(random, 3) ? randomStart(random) : next,
  ]);
}
