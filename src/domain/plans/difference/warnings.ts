// What the caller did not ask for and should know, read off the difference.
import type { Currency } from "../../values/currency.ts";
import type { Minor } from "../../values/money.ts";
import { readableAmount } from "../../values/readable-amount.ts";
import { type CommandKind, PAYS_ARREARS } from "../commands/command-kinds.ts";
import type { Rules } from "../history/rules.ts";
import { amountOfInstalment } from "../terms/amount-reading.ts";
import { isFreed } from "./changed-rows.ts";
import type { Difference } from "./difference.ts";

/**
 * Money in minor units. OVERRIDE_DROPPED: a row left the plan and took its override with it (rule 6).
 * ROW_DIFFERS_FROM_TERMS: a row that came free keeps `amount`, where the terms ask for `asked` (rule 8).
 * ARREARS_REDUCED: a command other than a payment lowered what is overdue, `from` what `to` what.
 */
export type PlanWarning =
  | { readonly tag: "OVERRIDE_DROPPED"; readonly ordinal: number; readonly override: Minor }
  | {
      readonly tag: "ROW_DIFFERS_FROM_TERMS";
      readonly ordinal: number;
      readonly amount: Minor;
      readonly asked: Minor;
    }
  | { readonly tag: "ARREARS_REDUCED"; readonly from: Minor; readonly to: Minor };

/** The warnings of a command of this kind that made this difference, as the rules have them: rules 1 knew one alone. */
export function warningsOf(difference: Difference, kind: CommandKind, rules: Rules): readonly PlanWarning[] {
  const dropped = droppedOverrides(difference);
  return rules === 1
    ? dropped
    : [...dropped, ...differingRows(difference), ...reducedArrears(difference, kind)];
}

function droppedOverrides({ rows }: Difference): PlanWarning[] {
  return rows.flatMap(({ ordinal, before, after }) =>
    after === null && before !== null && before.override !== null
      ? [{ tag: "OVERRIDE_DROPPED", ordinal, override: before.override } as const]
      : [],
  );
}

function differingRows({ rows, terms }: Difference): PlanWarning[] {
  return rows.filter(isFreed).flatMap(({ ordinal, after }) => {
    const asked = amountOfInstalment(terms.after, ordinal);
    if (after === null || after.amount === asked) return [];
    return [{ tag: "ROW_DIFFERS_FROM_TERMS", ordinal, amount: after.amount, asked } as const];
  });
}

function reducedArrears({ totals }: Difference, kind: CommandKind): PlanWarning[] {
  const [from, to] = [totals.before?.overdue ?? 0n, totals.after.overdue];
  return PAYS_ARREARS[kind] || to >= from ? [] : [{ tag: "ARREARS_REDUCED", from, to }];
}

/** A warning in words, without a full stop. */
export function warningSentence(warning: PlanWarning, currency: Currency): string {
  const money = (minor: Minor): string => readableAmount(minor, currency);
  switch (warning.tag) {
    case "OVERRIDE_DROPPED":
      return `payment ${warning.ordinal} leaves the plan with its override of ${money(warning.override)}`;
    case "ROW_DIFFERS_FROM_TERMS":
      return `the amount of payment ${warning.ordinal} stays ${money(warning.amount)}, where the terms ask for ${money(warning.asked)}`;
    case "ARREARS_REDUCED":
      return `what is overdue falls from ${money(warning.from)} to ${money(warning.to)}, without a payment`;
  }
}
