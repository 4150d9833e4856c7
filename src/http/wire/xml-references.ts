// The five named entities and character references; line ends become \n.

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"' };

const REFERENCE = /&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]+));/y;

/**
 * Text with its references resolved, or null for an undefined entity, a bare ampersand, or a reference to half a
 * surrogate pair or beyond Unicode. Control characters are allowed by reference. Source: D-xml-entity-undefined,
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
    const char = characterOf(REFERENCE.exec(lines));
    if (char === null) return null;
    out += lines.slice(copied, ampersand) + char;
    copied = REFERENCE.lastIndex;
    ampersand = lines.indexOf("&", copied);
  }
  return out + lines.slice(copied);
};

const characterOf = (match: RegExpExecArray | null): string | null => {
  if (match === null) return null;
  const [, decimal, hex, name] = match;
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : null;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  const isHalfPair = code >= 0xd800 && code <= 0xdfff;
  return code > 0x10_ffff || isHalfPair ? null : String.fromCodePoint(code);
};
