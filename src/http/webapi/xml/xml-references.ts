// The five named entities and character references; line ends become \n.

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"' };

/** `#x10FFFF` is the longest name of a character. */
const MAX_NAME = 8;
const DECIMAL = /^#[0-9]{1,7}$/;
const HEXADECIMAL = /^#x[0-9a-fA-F]{1,6}$/;

/**
 * Text with its references resolved, or null for an undefined entity, a bare ampersand, or a reference beyond Unicode
 * or to half a surrogate pair; two references, one right after the other, to the halves of a pair are one character.
 * Control characters are allowed by reference. Source: D-xml-entity-undefined,
 * D-xml-str-crlf.
 */
export const resolveReferences = (raw: string): string | null => {
  const lines = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  let ampersand = lines.indexOf("&");
  if (ampersand === -1) return lines;
  const pieces: string[] = [];
  let copied = 0;
  while (ampersand !== -1) {
    let end = lines.indexOf(";", ampersand);
    let char = characterOf(lines, ampersand, end);
    if (char !== null && HIGH.test(char) && lines[end + 1] === "&") {
      const after = lines.indexOf(";", end + 1);
      const low = characterOf(lines, end + 1, after);
      char = low !== null && LOW.test(low) ? char + low : null;
      end = after;
    }
    if (char === null || HALF.test(char)) return null;
    if (copied < ampersand) pieces.push(lines.slice(copied, ampersand));
    pieces.push(char);
    copied = end + 1;
    ampersand = lines.indexOf("&", copied);
  }
  pieces.push(lines.slice(copied));
  return pieces.join("");
};

const HIGH = /^[\ud800-\udbff]$/;
const LOW = /^[\udc00-\udfff]$/;
const HALF = /^[\ud800-\udfff]$/;

/** The character that a reference from its ampersand to its semicolon (-1: none) stands for; null for none. */
const characterOf = (text: string, ampersand: number, end: number): string | null => {
  if (end === -1 || end - ampersand - 1 > MAX_NAME) return null;
  const name = text.slice(ampersand + 1, end);
  if (!name.startsWith("#")) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : null;
  const code = DECIMAL.test(name)
    ? Number(name.slice(1))
    : HEXADECIMAL.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : Number.POSITIVE_INFINITY;
  return code > 0x10_ffff ? null : String.fromCodePoint(code);
};
