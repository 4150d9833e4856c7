// A difference in words, for a person who decides whether to go on: each sentence tells one claim, without a full stop.
import type { Currency } from "../../values/currency.ts";
import { readableAmount } from "../../values/readable-amount.ts";
import type { CommandKind } from "../commands/command-kinds.ts";
import { ACTIVE } from "../plan.ts";
import type { Claim, ClaimKind } from "./claims.ts";
import { claimsOf } from "./claims-of.ts";
import type { Difference } from "./difference.ts";
import { freedSentence, type Money, overrideSentence, type Said } from "./row-sentences.ts";
import { namedPayments, payments, readableDate, together, verb } from "./wording.ts";

/** Said where there is no event, and only there (law T2). */
export const NOTHING_CHANGES = "nothing changes";

/** Said of an event whose difference tells nothing: rules 1 kept no change of an override that left what is asked. */
export const ONLY_AN_OVERRIDE = "an override changed, and what its instalment asks for did not";

/** What is said of an event of each kind whose difference tells nothing; of most kinds it always tells something. */
export const EVENT_SENTENCES: { readonly [K in CommandKind]: string } = {
  create: ONLY_AN_OVERRIDE,
  update: ONLY_AN_OVERRIDE,
  "record-payment": ONLY_AN_OVERRIDE,
  "reverse-payment": ONLY_AN_OVERRIDE,
  "set-instalment": ONLY_AN_OVERRIDE,
  "erase-texts": "what was written about the plan's payments is erased",
};

/**
 * What changed, most important first: "9 future payments fall from 100.00 to 80.00", "the next payment stays 30 Apr
 * 2025", "plan total 1,200.00 -> 1,020.00".
 */
export function sentencesOf(difference: Difference, currency: Currency): readonly string[] {
  const claims = claimsOf(difference);
  return claims.length === 0 ? [NOTHING_CHANGES] : claims.map((claim) => sentenceOf(claim, currency));
}

/** A claim in words. */
export function sentenceOf(claim: Claim, currency: Currency): string {
  const say = SENTENCES[claim.kind] as (claim: Claim, money: Money) => string;
  return say(claim, (minor) => readableAmount(minor, currency));
}

const SENTENCES: { readonly [K in ClaimKind]: (claim: Said<K>, money: Money) => string } = {
  state: ({ from, to }) => {
    if (to === ACTIVE) return "the plan is open again";
    return from === null || from === ACTIVE
      ? `the plan is closed (${to})`
      : `the plan stays closed, ${to} instead of ${from}`;
  },
  method: ({ from, to }) =>
    from === null ? `the payment method is ${to}` : `the payment method changes from ${from} to ${to}`,
  start: ({ from, to }) =>
    from === null
      ? `the plan starts on ${readableDate(to)}`
      : `the start date changes from ${readableDate(from)} to ${readableDate(to)}`,
  recurrence: ({ from, to }) =>
    from === null ? `the recurrence is ${to}` : `the recurrence changes from ${from} to ${to}`,
  amount: ({ from, to }, money) => `the amount of an instalment changes from ${money(from)} to ${money(to)}`,
  repriced: ({ rows, pastDue, ...sums }, money) => {
    const subject = payments(rows.length, pastDue ? "past-due" : "future");
    if (sums.together) return `${subject} change ${together(sums, money)}`;
    return `${subject} ${verb(sums.to < sums.from ? "fall" : "rise", rows)} from ${money(sums.from)} to ${money(sums.to)}`;
  },
  "under-override": ({ rows, ...sums }, money) => {
    const [amounts, their] = rows.length === 1 ? ["amount", "its override"] : ["amounts", "their overrides"];
    const ends = sums.together ? together(sums, money) : `from ${money(sums.from)} to ${money(sums.to)}`;
    return `the ${amounts} of ${namedPayments(rows)}, ${their} aside, ${verb("change", rows)} ${ends}`;
  },
  override: overrideSentence,
  moved: ({ rows, pastDue, from, to }) => {
    const [first, comma] = rows.length === 1 ? ["", ""] : ["the first ", ","];
    const ends = `from ${readableDate(from)} to ${readableDate(to)}`;
    return `${payments(rows.length, pastDue ? "past-due" : "future")} ${verb("move", rows)}${comma} ${first}${ends}`;
  },
  added: ({ rows, from, to, amount }, money) => {
    const [are, dates] =
      rows.length === 1
        ? ["is", `on ${readableDate(to)}`]
        : ["are", `from ${readableDate(from)} to ${readableDate(to)}`];
    return `${payments(rows.length, "")} of ${money(amount)} ${are} added, ${dates}`;
  },
  removed: ({ rows, pastDue, from }) => {
    const since = rows.length === 1 ? `due ${readableDate(from)}` : `from ${readableDate(from)} on`;
    return `${payments(rows.length, pastDue ? "past-due" : "")} ${since} ${verb("leave", rows)} the plan`;
  },
  batch: ({ rows, to }) =>
    to
      ? `${namedPayments(rows)} ${rows.length === 1 ? "goes" : "go"} into a payment batch`
      : `${namedPayments(rows)} ${verb("come", rows)} out of ${rows.length === 1 ? "its" : "their"} payment batch`,
  received: ({ from, to }, money) =>
    to > from ? `${money(to - from)} is received` : `${money(from - to)} received is taken back`,
  credit: ({ from, to, isUsed }, money) => {
    if (isUsed) return `${money(from - to)} of credit is used`;
    if (to > from) return `${money(to)} is credit beyond the plan total`;
    return to === 0n ? "no credit is left" : `${money(to)} of credit is left`;
  },
  held: ({ rows, from, to }, money) => {
    const hold = `${namedPayments(rows)} ${verb("hold", rows)}`;
    return to > from ? `${hold} ${money(to - from)} more` : `${hold} ${money(from - to)} less`;
  },
  "money-moved": ({ from, to, amount }, money) =>
    `${money(amount)} moves from ${namedPayments(from)} to ${namedPayments(to)}`,
  freed: freedSentence,
  overdue: ({ from, to }, money) => {
    if (to === 0n) return "nothing is overdue any more";
    if (from === null || from === 0n) return `${money(to)} is overdue`;
    if (from === to) return `${money(to)} stays overdue`;
    return `what is overdue ${to < from ? "falls" : "rises"} from ${money(from)} to ${money(to)}`;
  },
  next: ({ from, to, moves }) => {
    if (moves && from !== null) {
      return `the next payment moves from ${readableDate(from)} to ${readableDate(to)}`;
    }
    return `the next payment ${from === to ? "stays" : "is"} ${readableDate(to)}`;
  },
  "all-overdue": () => "all that is left is overdue",
  finished: () => "no payment is left to come",
  total: ({ from, to }, money) =>
    from === null ? `plan total ${money(to)}` : `plan total ${money(from)} -> ${money(to)}`,
};
