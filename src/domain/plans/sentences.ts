// A difference in words: one sentence per kind of change, for a person who decides whether to go on.
import type { Currency } from "../values/currency.ts";
import type { Difference, PlanWarning, RowChange } from "./difference.ts";
import { ACTIVE, effectiveAmount } from "./plan.ts";
import { payments, readableAmount, readableDate } from "./wording.ts";

/**
 * What changed, most important first, without full stops: "9 future payments fall from 100.00 to 80.00", "the next
 * payment stays 30 Apr 2025", "plan total 1,200.00 -> 1,020.00". Just "nothing changes" when nothing does.
 */
export function sentencesOf(difference: Difference, currency: Currency): readonly string[] {
  const changes = [
    ...stateSentences(difference),
    ...repricedSentences(difference.repriced, currency),
    ...movedSentences(difference.moved),
    ...addedSentences(difference.added, currency),
    ...removedSentences(difference.removed),
    ...batchSentences(difference.rebatched),
    ...moneySentences(difference, currency),
  ];
  if (changes.length === 0) return ["nothing changes"];
  return [...changes, ...nextSentences(difference), ...totalSentences(difference, currency)];
}

/** A warning in words. */
export function warningSentence(warning: PlanWarning, currency: Currency): string {
  return `payment ${warning.ordinal} leaves the plan with its override of ${readableAmount(warning.override, currency)}`;
}

function stateSentences({ terms, method }: Difference): string[] {
  const said: string[] = [];
  if (terms.before !== null && terms.before.state !== terms.after.state) {
    if (terms.after.state === ACTIVE) said.push("the plan is open again");
    else said.push(`the plan is closed (${terms.after.state})`);
  }
  if (method.before !== null && method.before !== method.after) {
    said.push(`the payment method changes from ${method.before} to ${method.after}`);
  }
  return said;
}

function repricedSentences(repriced: readonly RowChange[], currency: Currency): string[] {
  return bySide(repriced, (rows, kind) => {
    const prices = rows.map(({ before, after }) => ({
      from: before === null ? 0n : effectiveAmount(before),
      to: after === null ? 0n : effectiveAmount(after),
    }));
    const [first] = prices;
    if (first === undefined) return [];
    const alike = prices.every(({ from, to }) => from === first.from && to === first.to);
    if (!alike) {
      const from = readableAmount(sum(prices.map((price) => price.from)), currency);
      const to = readableAmount(sum(prices.map((price) => price.to)), currency);
      return [`${payments(rows.length, kind)} change from ${from} to ${to} together`];
    }
    const verb = plural(first.to < first.from ? "fall" : "rise", rows.length);
    const [from, to] = [readableAmount(first.from, currency), readableAmount(first.to, currency)];
    return [`${payments(rows.length, kind)} ${verb} from ${from} to ${to}`];
  });
}

function movedSentences(moved: readonly RowChange[]): string[] {
  return bySide(moved, (rows, kind) => {
    const [first] = rows;
    if (first === undefined || first.before === null || first.after === null) return [];
    const [from, to] = [readableDate(first.before.due), readableDate(first.after.due)];
    const which = rows.length === 1 ? "" : "the first ";
    const comma = rows.length === 1 ? "" : ",";
    return [
      `${payments(rows.length, kind)} ${plural("move", rows.length)}${comma} ${which}from ${from} to ${to}`,
    ];
  });
}

function addedSentences(added: readonly RowChange[], currency: Currency): string[] {
  const first = added[0]?.after;
  const last = added.at(-1)?.after;
  if (first === null || first === undefined || last === null || last === undefined) return [];
  const be = added.length === 1 ? "is" : "are";
  const amount = readableAmount(first.amount, currency);
  const dates =
    added.length === 1
      ? `on ${readableDate(first.due)}`
      : `from ${readableDate(first.due)} to ${readableDate(last.due)}`;
  return [`${payments(added.length, "")} of ${amount} ${be} added, ${dates}`];
}

function removedSentences(removed: readonly RowChange[]): string[] {
  const first = removed[0]?.before;
  if (first === null || first === undefined) return [];
  const since =
    removed.length === 1 ? `due ${readableDate(first.due)}` : `from ${readableDate(first.due)} on`;
  return [`${payments(removed.length, "")} ${since} ${plural("leave", removed.length)} the plan`];
}

function batchSentences(rebatched: readonly RowChange[]): string[] {
  return rebatched.map(({ ordinal, after }) =>
    after?.inBatch === true
      ? `payment ${ordinal} goes into a payment batch`
      : `payment ${ordinal} comes out of its payment batch`,
  );
}

function moneySentences({ totals }: Difference, currency: Currency): string[] {
  const said: string[] = [];
  const received = totals.after.received - (totals.before?.received ?? 0n);
  const credit = totals.after.credit - (totals.before?.credit ?? 0n);
  if (received > 0n) said.push(`${readableAmount(received, currency)} is received`);
  if (received < 0n) said.push(`${readableAmount(-received, currency)} received is taken back`);
  if (received === 0n && credit < 0n) {
    said.push(`${readableAmount(-credit, currency)} of credit is used`);
  }
  if (credit > 0n)
    said.push(`${readableAmount(totals.after.credit, currency)} is credit beyond the plan total`);
  return said;
}

function nextSentences({ nextDue, terms }: Difference): string[] {
  const { before, after } = nextDue;
  if (terms.before === null || terms.after.state !== ACTIVE) return [];
  if (after === null) return before === null ? [] : ["no payment is left to come"];
  if (before === after) return [`the next payment stays ${readableDate(after)}`];
  if (before === null) return [`the next payment is ${readableDate(after)}`];
  return [`the next payment moves from ${readableDate(before)} to ${readableDate(after)}`];
}

function totalSentences({ totals }: Difference, currency: Currency): string[] {
  const { before, after } = totals;
  if (before === null) return [`plan total ${readableAmount(after.total, currency)}`];
  if (before.total === after.total) return [];
  return [`plan total ${readableAmount(before.total, currency)} -> ${readableAmount(after.total, currency)}`];
}

/** Past-due rows get a sentence of their own: what was owed already is another matter than what is to come. */
function bySide(
  changes: readonly RowChange[],
  say: (rows: readonly RowChange[], kind: "future" | "past-due") => string[],
): string[] {
  const pastDue = changes.filter((change) => change.pastDue);
  const future = changes.filter((change) => !change.pastDue);
  return [...say(future, "future"), ...say(pastDue, "past-due")];
}

const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

const plural = (verb: string, count: number): string => (count === 1 ? `${verb}s` : verb);
