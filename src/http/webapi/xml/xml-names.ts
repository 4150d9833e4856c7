// What XML 1.0 lets stand in a name and in a document.

const START =
  "A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
const NEXT = `${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040`;

/** A name without a colon, at `lastIndex`. */
export const ncName = new RegExp(`[${START}][${NEXT}]*`, "uy");

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Whether a document holds a character that XML forbids anywhere, even in a comment. */
export const hasForbiddenCharacter = (text: string): boolean => FORBIDDEN.test(text);

export const INSTANCE_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";
export const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
