// Judges an explanation: its arithmetic gives the date, its cause is what happened, its amount is there for that reason (T4).
import { anchorOf } from "./model-plan.ts";
import { AMOUNT_FORMS } from "./told-amounts.ts";
import { CAUSE_FORMS, DATE_FORMS } from "./told-dates.ts";
import type { ExplainedRow, ReasonForm, Versions } from "./told-reason-forms.ts";

export type Explained = { readonly date: string; readonly cause: string; readonly amount: string };

function judge(
  what: string,
  text: string,
  forms: readonly ReasonForm[],
  told: ExplainedRow,
): readonly string[] {
  const found = forms.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return [`${what} not understood: ${text}`];
  const words = Object.entries(found.pattern.exec(text)?.groups ?? {}).filter(
    ([, word]) => word !== undefined,
  );
  return found.holds(Object.fromEntries(words), told) ? [] : [`${what} not true: ${text}`];
}

/** What is wrong with the explanation of row `ordinal` of the newest version; none where all is right. */
export function wrongReasons(explained: Explained, ordinal: number, versions: Versions): readonly string[] {
  const plan = versions.at(-1)?.plan;
  const row = plan?.rows[ordinal - 1];
  if (plan === undefined || row === undefined) throw new Error(`there is no row ${ordinal}`);
  const told = { ordinal, row, anchor: anchorOf(plan.anchors, ordinal), plan, versions };
  return [
    ...judge("date", explained.date, DATE_FORMS, told),
    ...judge("cause", explained.cause, CAUSE_FORMS, told),
    ...judge("amount", explained.amount, AMOUNT_FORMS, told),
  ];
}
