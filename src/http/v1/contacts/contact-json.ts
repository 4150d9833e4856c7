// A contact, its credit-control facts and what follows from them as /v1 JSON.

import type { Contact, ContactChain, ContactExtra } from "../../../domain/contacts/contact.ts";
import { availableCredit } from "../../../domain/contacts/credit/available-credit.ts";
import {
  type CreditReason,
  type CreditRequest,
  decideCredit,
} from "../../../domain/contacts/credit/credit-decision.ts";
import { reasonText, unblock } from "../../../domain/contacts/credit/decision-text.ts";
import { stopCauses } from "../../../domain/contacts/credit/effective-stop.ts";
import type { Clock } from "../../../domain/contacts/extras/written-date.ts";
import { accountReferenceOf } from "../../../domain/contacts/parents/account-reference.ts";
import type { Money } from "../../../domain/values/money.ts";
import { money } from "../plans/plan-json.ts";

const moneyJson = (value: Money) => money(value.minor, value.currency);
const moneyOrNull = (value: Money | null) => (value === null ? null : moneyJson(value));

/** The facts by their own names; a limit as money, a balance with its currency and the instant it was written. */
export function extraJson(extra: ContactExtra) {
  return { ...extra, creditLimit: moneyOrNull(extra.creditLimit) };
}

export function contactJson({
  id,
  reference,
  name,
  parentId,
  version,
  extra,
  created,
  lastUpdated,
}: Contact) {
  return { id, reference, name, parentId, version, extra: extraJson(extra), created, lastUpdated };
}

function availableJson(extra: ContactExtra) {
  const credit = availableCredit(extra);
  if (credit.tag === "unknown") return { known: false as const, because: credit.because };
  return { known: true as const, ...moneyJson(credit.available), asOf: credit.updatedAt };
}

/** The facts, and what they come to today with those of the contacts above. */
export function creditJson(chain: ContactChain, clock: Clock) {
  const { id, name, version, extra } = chain.contact;
  const causes = stopCauses(chain, clock).map(({ tag, ...cause }) => ({ code: tag, ...cause }));
  return {
    contact: { id, name },
    version,
    limit: moneyOrNull(extra.creditLimit),
    balance: extra.accountBalance,
    available: availableJson(extra),
    stop: { onStop: causes.length > 0, causes },
    accountReference: accountReferenceOf(chain),
    extra: extraJson(extra),
  };
}

/** The evidence of a reason beside its code, its own verdict and its sentence. */
function reasonJson(reason: CreditReason, kind: CreditRequest["kind"]) {
  const said = { verdict: reason.verdict, text: reasonText(reason, kind) };
  switch (reason.tag) {
    case "STOPPED": {
      const { tag, ...cause } = reason.cause;
      return { code: reason.tag, ...said, cause: { code: tag, ...cause } };
    }
    case "OVER_LIMIT": {
      const { limit, needed, shortfall, balanceKnown } = reason;
      const amounts = { limit: moneyJson(limit), needed: moneyJson(needed), shortfall: moneyJson(shortfall) };
      return { code: reason.tag, ...said, ...amounts, balanceKnown };
    }
    case "CREDIT_UNKNOWN":
      return { code: reason.tag, ...said, because: reason.because };
  }
}

/** Decides on a request and says why, and what would unblock it. */
export function decisionJson(chain: ContactChain, request: CreditRequest, clock: Clock) {
  const decision = decideCredit(chain, request, clock);
  const way = unblock(decision, request.kind);
  const { id, name, version } = chain.contact;
  return {
    verdict: decision.verdict,
    contact: { id, name },
    version,
    kind: request.kind,
    amount: moneyJson(request.amount),
    reasons: decision.reasons.map((reason) => reasonJson(reason, request.kind)),
    unblock:
      way === null ? null : { ...way, receive: moneyOrNull(way.receive), limit: moneyOrNull(way.limit) },
  };
}
