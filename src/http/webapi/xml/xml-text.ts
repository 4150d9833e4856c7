// Escapes text for XML as XmlDictionaryWriter does, control characters included, so that every string survives.

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped.
const ESCAPED = /[<>&\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/g;

const NAMED: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };

/** Escapes element text. Source: wire-scalars.json E-str-*-xml. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(ESCAPED, (char) => NAMED[char] ?? `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`);
