// Whether a contact may have what it asks for on credit: allow, warn or block, with every reason.
import type { Minor, Money } from "../../values/money.ts";
import type { ContactChain } from "../contact.ts";
import type { Clock } from "../extras/written-date.ts";
import { availableCredit } from "./available-credit.ts";
import { type StopCause, stopCauses } from "./effective-stop.ts";

export const DECISION_KINDS = ["quote", "order", "deliver", "invoice", "collect"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** From mild to strict. */
export const VERDICTS = ["allow", "warn", "block"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `amount` is in minor units and not negative. */
export type CreditRequest = { readonly amount: Money; readonly kind: DecisionKind };

/** The limit that the request needs, and by how much (minor units of its currency) the contact's own falls short. */
export type OverLimit = {
  readonly tag: "OVER_LIMIT";
  readonly limit: Money;
  readonly needed: Money;
  readonly shortfall: Money;
  /** False when the balance is not known and was taken as nothing. */
  readonly balanceKnown: boolean;
};

export type CreditUnknown = {
  readonly tag: "CREDIT_UNKNOWN";
  readonly because: "BALANCE_UNSET" | "BALANCE_IN_OTHER_CURRENCY" | "AMOUNT_IN_OTHER_CURRENCY";
};

export type CreditFact = { readonly tag: "STOPPED"; readonly cause: StopCause } | OverLimit | CreditUnknown;

/** A fact, and what it alone means for this kind of request; "allow" is a fact worth knowing, no more. */
export type CreditReason = CreditFact & { readonly verdict: Verdict };

export type CreditDecision = { readonly verdict: Verdict; readonly reasons: readonly CreditReason[] };

/**
 * What each fact means for each kind. An order and a delivery give value away, so they wait; a quote promises none
 * yet; an invoice asks for what was given already, and a collection brings money in: stopping those would keep a
 * contact over its limit.
 */
const MEANING: Readonly<Record<DecisionKind, Readonly<Record<CreditFact["tag"], Verdict>>>> = {
  quote: { STOPPED: "warn", OVER_LIMIT: "warn", CREDIT_UNKNOWN: "warn" },
  order: { STOPPED: "block", OVER_LIMIT: "block", CREDIT_UNKNOWN: "warn" },
  deliver: { STOPPED: "block", OVER_LIMIT: "block", CREDIT_UNKNOWN: "warn" },
  invoice: { STOPPED: "warn", OVER_LIMIT: "warn", CREDIT_UNKNOWN: "allow" },
  collect: { STOPPED: "allow", OVER_LIMIT: "allow", CREDIT_UNKNOWN: "allow" },
};

/**
 * The limit's side. What is not known counts as nothing owed or nothing asked, and is said: a request that is over
 * the limit even then is over it, and a prepaying contact (limit 0) needs a known balance to order anything.
 */
function limitFacts({ contact }: ContactChain, { amount, kind }: CreditRequest): CreditFact[] {
  const credit = availableCredit(contact.extra);
  const { limit } = credit;
  if (limit === null) return [];
  const asked: Minor = kind === "collect" ? 0n : amount.minor;
  const comparable = asked === 0n || amount.currency === limit.currency;
  const owed: Minor = credit.tag === "known" ? credit.balance.minor : 0n;
  const needed = owed + (comparable ? asked : 0n);
  const facts: CreditFact[] = [];
  if (needed > limit.minor) {
    facts.push({
      tag: "OVER_LIMIT",
      limit,
      needed: { minor: needed, currency: limit.currency },
      shortfall: { minor: needed - limit.minor, currency: limit.currency },
      balanceKnown: credit.tag === "known",
    });
  }
  if (credit.tag === "unknown") facts.push({ tag: "CREDIT_UNKNOWN", because: credit.because });
  if (!comparable) facts.push({ tag: "CREDIT_UNKNOWN", because: "AMOUNT_IN_OTHER_CURRENCY" });
  return facts;
}

/** The strictest of the verdicts; "allow" of none. */
export function strictest(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? "allow";
}

/**
 * Decides on a request. Law: a higher balance or a lower limit, of any contact of the chain, never makes a verdict
 * milder (docs/contact-extras.md). An unset limit limits nothing. Throws on a negative amount; no caller passes one.
 */
export function decideCredit(chain: ContactChain, request: CreditRequest, clock: Clock): CreditDecision {
  if (request.amount.minor < 0n) throw new RangeError("a credit decision is about an amount of 0 or more");
  const stopped = stopCauses(chain, clock).map((cause): CreditFact => ({ tag: "STOPPED", cause }));
  const meaning = MEANING[request.kind];
  const reasons = [...stopped, ...limitFacts(chain, request)].map(
    (fact): CreditReason => ({ ...fact, verdict: meaning[fact.tag] }),
  );
  return { verdict: strictest(reasons.map((reason) => reason.verdict)), reasons };
}
