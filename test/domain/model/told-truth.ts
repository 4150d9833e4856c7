// Judges everything that is said of one change: known, true, complete, and in the order that it has to be in (T2, T3, T5).
import { type Change, freedBy, nextOf, toBeSaid, totalsAfter, totalsBefore } from "./told-change.ts";
import { FACT_FORMS } from "./told-facts.ts";
import type { Form, Said } from "./told-forms.ts";
import { PLAN_FORMS } from "./told-plan.ts";
import { ROW_FORMS } from "./told-rows.ts";
import { moneyIn } from "./told-words.ts";

const FORMS: readonly Form[] = [...ROW_FORMS, ...FACT_FORMS, ...PLAN_FORMS];

/** What a sentence says of the change; "unknown" where no form is its, null where it is not true. */
export function reading(sentence: string, change: Change): Said | "unknown" {
  for (const { pattern, reads } of FORMS) {
    const match = pattern.exec(sentence);
    if (match === null) continue;
    const words = Object.entries(match.groups ?? {}).filter(([, word]) => word !== undefined);
    return reads(Object.fromEntries(words), change);
  }
  return "unknown";
}

/** What is wrong with what is said of a change that made an event; none where all is right. */
export function wrongSentences(sentences: readonly string[], change: Change): readonly string[] {
  const wrong: string[] = [];
  const said: string[] = [];
  const at = (what: string): number => readings.findIndex((each) => each?.includes(what));
  const readings = sentences.map((sentence) => {
    const read = reading(sentence, change);
    if (read === "unknown") wrong.push(`not understood: ${sentence}`);
    else if (read === null) wrong.push(`not true: ${sentence}`);
    else said.push(...read);
    return read === "unknown" ? null : read;
  });
  for (const each of new Set(sentences)) {
    if (sentences.filter((sentence) => sentence === each).length > 1) wrong.push(`said twice: ${each}`);
  }
  if (sentences.length === 0) wrong.push("nothing is said");
  for (const what of toBeSaid(change)) if (!said.includes(what)) wrong.push(`not said: ${what}`);
  const { overdue } = totalsAfter(change);
  // Law T3: what is overdue is said, before what is next.
  if (overdue > 0n && at("overdue") < 0) wrong.push("what is overdue is not said");
  if (at("next") >= 0 && at("overdue") > at("next"))
    wrong.push("what is next is said before what is overdue");
  const [was, is] = [nextOf(change.before, change.today), nextOf(change.after, change.today)];
  if (was?.due !== is?.due && is !== null && at("next") < 0) wrong.push("the next payment is not said");
  return wrong;
}

const MONEY = "([\\d,]+\\.\\d{2})";

/** The warnings that a change has to have, in words, are those that it has: none missing, none more. */
export function wrongWarnings(warnings: readonly string[], change: Change): readonly string[] {
  const { before, after, kind } = change;
  const due: string[] = [];
  for (const [index, row] of (before?.rows ?? []).entries()) {
    if (after.rows[index] === undefined && row.override !== null)
      due.push(`dropped ${index + 1} ${row.override}`);
  }
  for (const ordinal of freedBy(change)) {
    const amount = after.rows[ordinal - 1]?.amount;
    if (amount !== after.terms.amount) due.push(`differs ${ordinal} ${amount} ${after.terms.amount}`);
  }
  const [was, is] = [totalsBefore(change)?.overdue ?? 0n, totalsAfter(change).overdue];
  if (kind !== "pay" && is < was) due.push(`reduced ${was} ${is}`);
  const told = warnings.map(readWarning);
  return [
    ...due.filter((warning) => !told.includes(warning)).map((warning) => `no warning: ${warning}`),
    ...told.filter((warning) => !due.includes(warning)).map((warning) => `a warning of nothing: ${warning}`),
  ];
}

function readWarning(text: string): string {
  const money = (word = ""): bigint => moneyIn(word);
  const dropped = new RegExp(`^payment (\\d+) leaves the plan with its override of ${MONEY}$`).exec(text);
  if (dropped !== null) return `dropped ${dropped[1]} ${money(dropped[2])}`;
  const differs = new RegExp(
    `^the amount of payment (\\d+) stays ${MONEY}, where the terms ask for ${MONEY}$`,
  ).exec(text);
  if (differs !== null) return `differs ${differs[1]} ${money(differs[2])} ${money(differs[3])}`;
  const reduced = new RegExp(`^what is overdue falls from ${MONEY} to ${MONEY}, without a payment$`).exec(
    text,
  );
  if (reduced !== null) return `reduced ${money(reduced[1])} ${money(reduced[2])}`;
  return `not understood: ${text}`;
}
