// The words that a contact is found by, and how a text that somebody types is compared with them.
import type { FoundContact } from "./search-port.ts";

/** Characters of a text that are divided into words. */
const MAX_LENGTH = 400;
/** Between words, beside blanks. The triggers of the database (drizzle/*_search_words.sql) divide alike. */
const BETWEEN = /[ \-(/<>"'&.,]/;

const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const wordsOf = (text: string): readonly string[] => text.split(BETWEEN).filter((word) => word !== "");

const start = (text: string): string =>
  text.length <= MAX_LENGTH ? text : Array.from(text).slice(0, MAX_LENGTH).join("");

/** The words of a contact as they are kept. */
export const contactWords = ({
  name,
  reference,
  accountReference,
}: Omit<FoundContact, "id">): readonly string[] => [
  ...new Set(
    [name, reference ?? "", accountReference ?? ""].flatMap((text) => wordsOf(start(text)).map(asciiLower)),
  ),
];

/** The words of what was typed. */
export const typedWords = (text: string): readonly string[] => wordsOf(start(text));

/**
 * The beginnings to look for by the index: the longest word as kept ones are, in the cases that people write names in,
 * since only ASCII is kept in one.
 */
export function beginningsOf(words: readonly string[]): readonly string[] {
  const [longest] = words.toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return [];
  const [first = "", ...rest] = longest;
  const small = longest.toLowerCase();
  const title = first.toUpperCase() + rest.join("").toLowerCase();
  return [...new Set([longest, small, title, longest.toUpperCase()].map(asciiLower))];
}

/** Whether each of the typed words begins a word of the contact's, in whatever case. */
export function matchesWords(contact: FoundContact, typed: readonly string[]): boolean {
  const own = contactWords(contact).map((word) => word.toLowerCase());
  return typed.every((word) => own.some((one) => one.startsWith(word.toLowerCase())));
}
