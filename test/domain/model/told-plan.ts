// The sentences about the plan as a whole, each with what has to hold for it to be true and what it says.
import { isOpen } from "./model-plan.ts";
import { type Change, nextOf, totalsAfter, totalsBefore } from "./told-change.ts";
import { type Form, form, type Said } from "./told-forms.ts";
import { DATE, dateIn, MONEY, moneyIn } from "./told-words.ts";

const when = (holds: boolean, ...said: readonly string[]): Said => (holds ? said : null);
const member = (change: Change, name: "start" | "recurrence" | "state") => ({
  was: change.before?.terms[name],
  is: change.after.terms[name],
});
const next = (change: Change) => ({
  was: nextOf(change.before, change.today),
  is: nextOf(change.after, change.today),
});
/** A sum before (0 for a new plan) and after. */
const sums = (change: Change, name: "total" | "credit" | "received" | "overdue" | "outstanding") => ({
  was: totalsBefore(change)?.[name] ?? 0n,
  is: totalsAfter(change)[name],
});

const TERMS_FORMS: readonly Form[] = [
  form("the plan is closed \\((?<state>\\w+)\\)", ({ state }, change) => {
    const { was, is } = member(change, "state");
    return when(!isOpen(change.after) && is === state && was === "Active", "state");
  }),
  form("the plan stays closed, (?<to>\\w+) instead of (?<from>\\w+)", ({ from, to }, change) => {
    const { was, is } = member(change, "state");
    return when(was === from && is === to && was !== is && was !== "Active" && is !== "Active", "state");
  }),
  form("the plan is open again", (_, change) => {
    const { was, is } = member(change, "state");
    return when(is === "Active" && was !== undefined && was !== "Active", "state");
  }),
  form("the payment method is (?<to>\\w+)", ({ to }, { before, after }) =>
    when(before === null && after.method === to, "method"),
  ),
  form("the payment method changes from (?<from>\\w+) to (?<to>\\w+)", ({ from, to }, { before, after }) =>
    when(before?.method === from && after.method === to && from !== to, "method"),
  ),
  form(`the plan starts on (?<to>${DATE})`, ({ to = "" }, change) =>
    when(change.before === null && change.after.terms.start === dateIn(to), "start"),
  ),
  form(`the start date changes from (?<from>${DATE}) to (?<to>${DATE})`, ({ from = "", to = "" }, change) => {
    const { was, is } = member(change, "start");
    return when(was === dateIn(from) && is === dateIn(to) && was !== is, "start");
  }),
  form("the recurrence is (?<to>\\w+)", ({ to }, change) =>
    when(change.before === null && change.after.terms.recurrence === to, "recurrence"),
  ),
  form("the recurrence changes from (?<from>\\w+) to (?<to>\\w+)", ({ from, to }, change) => {
    const { was, is } = member(change, "recurrence");
    return when(was === from && is === to && was !== is, "recurrence");
  }),
  form(
    `the amount of an instalment changes from (?<from>${MONEY}) to (?<to>${MONEY})`,
    ({ from = "", to = "" }, { before, after }) => {
      const [was, is] = [before?.terms.amount, after.terms.amount];
      return when(was === moneyIn(from) && is === moneyIn(to) && was !== is, "amount");
    },
  ),
];

const MONEY_FORMS: readonly Form[] = [
  form(`(?<money>${MONEY}) is received`, ({ money = "" }, change) => {
    const { was, is } = sums(change, "received");
    return when(change.kind === "pay" && is - was === moneyIn(money), "received");
  }),
  form(`(?<money>${MONEY}) received is taken back`, ({ money = "" }, change) => {
    const { was, is } = sums(change, "received");
    return when(change.kind === "reverse" && was - is === moneyIn(money), "received");
  }),
  form(`(?<money>${MONEY}) is credit beyond the plan total`, ({ money = "" }, change) => {
    const { was, is } = sums(change, "credit");
    return when(is > was && is === moneyIn(money), "credit");
  }),
  form(`(?<money>${MONEY}) of credit is used`, ({ money = "" }, change) => {
    const { was, is } = sums(change, "credit");
    return when(was - is === moneyIn(money) && was > is && change.kind !== "reverse", "credit");
  }),
  form(`(?<money>${MONEY}) of credit is left`, ({ money = "" }, change) => {
    const { was, is } = sums(change, "credit");
    return when(is < was && is > 0n && is === moneyIn(money), "credit");
  }),
  form("no credit is left", (_, change) => {
    const { was, is } = sums(change, "credit");
    return when(was > 0n && is === 0n, "credit");
  }),
  form(`plan total (?<to>${MONEY})`, ({ to = "" }, change) =>
    when(change.before === null && sums(change, "total").is === moneyIn(to), "total"),
  ),
  form(`plan total (?<from>${MONEY}) -> (?<to>${MONEY})`, ({ from = "", to = "" }, change) => {
    const { was, is } = sums(change, "total");
    return when(was === moneyIn(from) && is === moneyIn(to) && was !== is, "total");
  }),
];

const STANDING_FORMS: readonly Form[] = [
  form(`(?<to>${MONEY}) (?<verb>is|stays) overdue`, ({ to = "", verb }, change) => {
    const { was, is } = sums(change, "overdue");
    return when(is > 0n && is === moneyIn(to) && was === (verb === "is" ? 0n : is), "overdue");
  }),
  form(`what is overdue (?<verb>falls|rises) from (?<from>${MONEY}) to (?<to>${MONEY})`, (words, change) => {
    const { was, is } = sums(change, "overdue");
    const told = was === moneyIn(words.from ?? "") && is === moneyIn(words.to ?? "");
    return when(told && (words.verb === "rises" ? was < is : was > is), "overdue");
  }),
  form("nothing is overdue any more", (_, change) => {
    const { was, is } = sums(change, "overdue");
    return when(was > 0n && is === 0n, "overdue");
  }),
  form(`the next payment (?<verb>is|stays) (?<to>${DATE})`, ({ to = "", verb }, change) => {
    const { was, is } = next(change);
    return when(is?.due === dateIn(to) && (verb === "stays") === (was?.due === is.due), "next");
  }),
  form(`the next payment moves from (?<from>${DATE}) to (?<to>${DATE})`, ({ from = "", to = "" }, change) => {
    const { was, is } = next(change);
    const moved = was?.due === dateIn(from) && is?.due === dateIn(to) && was.due !== is.due;
    return when(moved && was.ordinal === is.ordinal, "next");
  }),
  form("no payment is left to come", (_, change) => when(sums(change, "outstanding").is === 0n, "next")),
  form("all that is left is overdue", (_, change) => {
    const { is } = sums(change, "outstanding");
    return when(is > 0n && is === sums(change, "overdue").is, "next");
  }),
];

export const PLAN_FORMS: readonly Form[] = [...TERMS_FORMS, ...MONEY_FORMS, ...STANDING_FORMS];
