// The five named entities and character references; line ends become \n.

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"' };

const REFERENCE = /&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]+));/y;

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
  let out = "";
  let copied = 0;
  while (ampersand !== -1) {
    REFERENCE.lastIndex = ampersand;
    let char = characterOf(REFERENCE.exec(lines));
    if (char !== null && HIGH.test(char)) {
      const low = characterOf(REFERENCE.exec(lines));
      char = low !== null && LOW.test(low) ? char + low : null;
    }
    if (char === null || LOW.test(char)) return null;
    out += lines.slice(copied, ampersand) + char;
    copied = REFERENCE.lastIndex;
    ampersand = lines.indexOf("&", copied);
  }
  return out + lines.slice(copied);
};

const HIGH = /^[\ud800-\udbff]$/;
const LOW = /^[\udc00-\udfff]$/;

const characterOf = (match: RegExpExecArray | null): string | null => {
  if (match === null) return null;
  const [, decimal, hex, name] = match;
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : null;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return code > 0x10_ffff ? null : String.fromCodePoint(code);
};
