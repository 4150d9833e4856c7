// A credit decision in words: each reason as a sentence, and what would unblock it.
import type { Money } from "../../values/money.ts";
import { readableAmount, readableMoney } from "../../values/readable-amount.ts";
import type { CreditDecision, CreditReason, DecisionKind, OverLimit } from "./credit-decision.ts";
import type { ContactName, StopCause } from "./effective-stop.ts";

const NOUNS: Readonly<Record<DecisionKind, string>> = {
  quote: "quote",
  order: "order",
  deliver: "delivery",
  invoice: "invoice",
  collect: "collection",
};

const UNKNOWN_TEXTS = {
  BALANCE_UNSET: "No account balance is known.",
  BALANCE_IN_OTHER_CURRENCY: "The account balance is in another currency than the credit limit.",
  AMOUNT_IN_OTHER_CURRENCY: "The amount is in another currency than the credit limit.",
} as const;

const nameText = ({ id, name }: ContactName): string => `${name} (contact ${id})`;

function causeText({ tag, contact, date, reason }: StopCause): string {
  const scope = tag === "ANCESTOR_STOP" ? " with all contacts below it" : "";
  const dated = date === null ? "" : `, dated ${date}`;
  return `${nameText(contact)} is on stop${scope}${dated}${reason === null ? "" : `: ${reason}`}`;
}

/** One reason as a sentence. */
export function reasonText(reason: CreditReason, kind: DecisionKind): string {
  switch (reason.tag) {
    case "STOPPED":
      return causeText(reason.cause);
    case "OVER_LIMIT":
      return `This ${NOUNS[kind]} needs a limit of ${readableMoney(reason.needed)}; it is ${readableMoney(reason.limit)}.`;
    case "CREDIT_UNKNOWN":
      return UNKNOWN_TEXTS[reason.because];
  }
}

/**
 * What would unblock a request, all of it together: the stops to lift, and either the money to receive or the limit
 * to set (of which null ones do not help or are not needed).
 */
export type Unblock = {
  readonly liftStopOf: readonly ContactName[];
  readonly receive: Money | null;
  readonly limit: Money | null;
  readonly text: string;
};

/** "420.00 AUD received, or a limit of 2,500.00,"; against an unknown balance no receipt can be reckoned. */
function limitText({ needed, shortfall, balanceKnown }: OverLimit, afterLift: boolean): string {
  if (!balanceKnown) return `a limit of ${readableMoney(needed)}`;
  const [received, limit] = [
    `${readableMoney(shortfall)} received`,
    `a limit of ${readableAmount(needed.minor, needed.currency)},`,
  ];
  return afterLift ? `either ${received} or ${limit}` : `${received}, or ${limit}`;
}

/**
 * What would unblock a blocked decision; null when it is not blocked. A stop for an exceeded limit is not lifted by
 * hand: what mends the limit mends it. Unknowns still warn afterwards.
 */
export function unblock(decision: CreditDecision, kind: DecisionKind): Unblock | null {
  if (decision.verdict !== "block") return null;
  const liftStopOf = decision.reasons.flatMap((reason) =>
    reason.tag === "STOPPED" && reason.cause.tag !== "LIMIT_EXCEEDED" ? [reason.cause.contact] : [],
  );
  const over = decision.reasons.find((reason) => reason.tag === "OVER_LIMIT");
  const lift =
    liftStopOf.length === 0 ? [] : [`lifting the stop of ${liftStopOf.map(nameText).join(" and of ")}`];
  const mend = over === undefined ? [] : [limitText(over, lift.length > 0)];
  const text = `${[...lift, ...mend].join(", and ")} would allow this ${NOUNS[kind]}`;
  return {
    liftStopOf,
    receive: over?.balanceKnown === true ? over.shortfall : null,
    limit: over?.needed ?? null,
    text: text.charAt(0).toUpperCase() + text.slice(1),
  };
}
