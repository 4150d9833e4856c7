// Looks for what somebody typed: a name, a reference, the last digits of a CRN, a number.

import type { Reach } from "../ports/reach.ts";
import {
  MAX_CRN_LENGTH,
  MAX_RAW_CRN_LENGTH,
  MAX_SHOWN,
  type NormalisedCrn,
  normaliseCrn,
} from "../references/crn.ts";
import { isId } from "../values/ids.ts";
import type { Search, SearchFound } from "./search-port.ts";
import { beginningsOf, matchesWords, typedWords } from "./words.ts";

/** Fewer characters of a CRN's end than this are no end that anybody looks for. */
const MIN_ENDING = 3;

/** What may be looked at; `wholeCrns` where a CRN may be seen whole. */
export type SearchSight = {
  readonly contacts: boolean;
  readonly references: boolean;
  readonly plans: boolean;
  readonly wholeCrns: boolean;
};

/** The end of a CRN that a text may be; null where it is none. */
function endingIn(text: string, whole: boolean): NormalisedCrn | null {
  if (text.length > MAX_RAW_CRN_LENGTH) return null;
  const ending = normaliseCrn(text);
  const { length } = Array.from(ending);
  return length >= MIN_ENDING && length <= (whole ? MAX_CRN_LENGTH : MAX_SHOWN) ? ending : null;
}

/** The number that a text is, where it can be an id. */
function idIn(text: string): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return isId(number) ? number : null;
}

/**
 * `limit` of each kind at most, by id, in one read trip. `more` tells that there may be others: more words, or more of
 * the CRN, find them.
 */
export async function find(
  search: Search,
  text: string,
  sight: SearchSight,
  limit: number,
  within: Reach,
): Promise<SearchFound> {
  const typed = text.trim();
  const words = typedWords(typed);
  const ending = sight.references ? endingIn(typed, sight.wholeCrns) : null;
  const id = idIn(typed);
  const found = await search({
    contacts: sight.contacts ? { beginnings: beginningsOf(words), id } : null,
    references: ending === null ? null : { ending, whole: sight.wholeCrns, limit },
    planId: sight.plans ? id : null,
    within,
  });
  const meant = found.contacts.items.filter(
    (contact) => contact.id === id || (words.length > 0 && matchesWords(contact, words)),
  );
  return {
    ...found,
    contacts: { items: meant.slice(0, limit), more: found.contacts.more || meant.length > limit },
  };
}
