// The CRNs that the tests send, and a search for them: none may turn up where a CRN has no place.

const KNOWN_CRNS = ["sample string 1", "307 111 942H", "307 111 924H", "123 456 789A", "204 815 733K"];

const bare = (text: string): string => text.replace(/[\s.-]|%20|\+/g, "").toUpperCase();
const BARE = KNOWN_CRNS.map(bare);

/** Which of them the text holds, in whatever spelling of spaces, hyphens, dots and case. */
export function crnsIn(text: string): string[] {
  const searched = bare(text);
  return BARE.filter((crn) => searched.includes(crn));
}
