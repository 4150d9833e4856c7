// Why a contact is on stop: its own stop, one from above, or its limit. Every cause, not just the first.

import { readableMoney } from "../../values/readable-amount.ts";
import type { Contact, ContactChain, ContactExtra } from "../contact.ts";
import { noneIfBlank } from "../extras/extra-texts.ts";
import { type Clock, hasBegun } from "../extras/written-date.ts";
import { availableCredit } from "./available-credit.ts";

export type ContactName = { readonly id: number; readonly name: string };

/**
 * `contact` is where the cause lies. `date` is the stop's as written, or the instant of the balance that exceeds the
 * limit; null when none was given. `reason` likewise.
 */
export type StopCause = {
  readonly tag: "OWN_STOP" | "ANCESTOR_STOP" | "LIMIT_EXCEEDED";
  readonly contact: ContactName;
  readonly date: string | null;
  readonly reason: string | null;
};

/** What there is of a stop of its own. */
type OwnStop = { readonly extra: Pick<ContactExtra, "onStopDate" | "onStopReason"> };

/** The reason that counts; also of a contact that was saved when blank ones were kept. */
const reasonOf = ({ extra }: OwnStop): string | null => noneIfBlank(extra.onStopReason);

/** A contact's own stop is on when its date is not in the future or it has a reason. */
export function hasOwnStop(contact: OwnStop, clock: Clock): boolean {
  const { onStopDate } = contact.extra;
  return (onStopDate !== null && hasBegun(onStopDate, clock)) || reasonOf(contact) !== null;
}

function stopOf(tag: "OWN_STOP" | "ANCESTOR_STOP", contact: Contact): StopCause {
  const { id, name, extra } = contact;
  return { tag, contact: { id, name }, date: extra.onStopDate, reason: reasonOf(contact) };
}

function limitStop({ id, name, extra }: Contact): StopCause[] {
  if (extra.creditLimitOnStop !== true) return [];
  const credit = availableCredit(extra);
  if (credit.tag === "unknown" || credit.available.minor >= 0n) return [];
  const reason = `owes ${readableMoney(credit.balance)} with a limit of ${readableMoney(credit.limit)}`;
  return [{ tag: "LIMIT_EXCEEDED", contact: { id, name }, date: credit.updatedAt, reason }];
}

/**
 * Every cause of a contact's stop: its own, then each ancestor's own stop that is marked for descendants (nearest
 * first), then its limit exceeded while CreditLimitOnStop (docs/contact-extras.md). Not on stop: empty. An ancestor's
 * exceeded limit stops that ancestor alone: its mark is about the stop that somebody put there.
 */
export function stopCauses({ contact, ancestors }: ContactChain, clock: Clock): readonly StopCause[] {
  const own = hasOwnStop(contact, clock) ? [stopOf("OWN_STOP", contact)] : [];
  const inherited = ancestors
    .filter((ancestor) => ancestor.extra.onStopDescendant === true && hasOwnStop(ancestor, clock))
    .map((ancestor) => stopOf("ANCESTOR_STOP", ancestor));
  return [...own, ...inherited, ...limitStop(contact)];
}
