// Random terms of a plan and changes of them, where the rules of dates, counts and the frontier meet.
import type { Random } from "../../../tools/shared/seeded.ts";
import { type Day, dayBefore, dayFrom, daysLater, lengthOfMonth, textOf } from "./model-dates.ts";
import {
  asks,
  isHeldRow,
  MOST,
  type ModelPlan,
  type ModelPolicy,
  type ModelTerms,
  STEPS,
} from "./model-plan.ts";
import { frontierOf } from "./model-update.ts";

/** A member of the terms that a change is about. */
export type Member = "amount" | "limit" | "count" | "recurrence" | "start" | "state";

const MEMBERS = ["amount", "amount", "count", "recurrence", "recurrence", "start", "start", "state"] as const;
const RECURRENCES = Object.keys(STEPS);
const CLOSED = ["Inactive", "Deleted"];

export const chance = (random: Random, oneIn: number): boolean => random.below(oneIn) === 0;

export const later = (date: string, days: number): string => {
  const day = daysLater(dayFrom(date), days);
  return day === null ? date : textOf(day);
};

export function earlier(date: string, days: number): string {
  let day: Day = dayFrom(date);
  for (let left = days; left > 0; left -= 1) if (textOf(day) !== "0001-01-01") day = dayBefore(day);
  return textOf(day);
}

/** Mostly the ends of months around a leap year; now and then the ends of the calendar. */
export function randomStart(random: Random): string {
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

export const randomTerms = (random: Random, start: string): ModelTerms => ({
  start,
  amount: randomAmount(random),
  count: randomCount(random),
  recurrence: random.pick(RECURRENCES),
  state: "Active",
});

/** The plan's terms with the member changed, or else with one or several. */
export function changedTerms(
  random: Random,
  plan: ModelPlan,
  policy: ModelPolicy,
  member: Member | null,
): ModelTerms {
  const members =
    member === null ? random.pick([1, 1, 2, 3].map((count) => manyOf(random, count))) : [member];
  let changed = plan.terms;
  for (const each of members) changed = { ...changed, ...changedMember(random, plan, policy, each) };
  return chance(random, 40) ? { ...changed, recurrence: "Daily" } : changed;
}

const manyOf = (random: Random, count: number) => Array.from({ length: count }, () => random.pick(MEMBERS));

function changedMember(
  random: Random,
  plan: ModelPlan,
  policy: ModelPolicy,
  member: Member,
): Partial<ModelTerms> {
  const frontier = frontierOf(plan, policy);
  const { count, state } = plan.terms;
  switch (member) {
    case "amount":
      return { amount: chance(random, 12) ? 0n : randomAmount(random) };
    case "limit":
      return { amount: mostOfUnlocked(plan, policy) };
    case "count":
      return {
        count: chance(random, 9)
          ? random.pick([601, 0, -1, 1])
          : random.pick([frontier, frontier + 1, frontier - 1, count - 1, count + 1, count + 3]),
      };
    case "recurrence":
      return { recurrence: random.pick(RECURRENCES) };
    case "start":
      return { start: movedStart(random, plan, frontier) };
    case "state":
      return { state: chance(random, state === "Active" ? 2 : 4) ? random.pick(CLOSED) : "Active" };
  }
}

/** As much as the unlocked rows may ask for, so that a row more is too much. */
function mostOfUnlocked({ rows }: ModelPlan, policy: ModelPolicy): bigint {
  const held = rows.filter((row) => isHeldRow(row, policy));
  const asked = held.reduce((sum, row) => sum + asks(row), 0n);
  return (MOST - asked) / BigInt(Math.max(1, rows.length - held.length));
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
