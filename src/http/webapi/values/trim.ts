// Cuts white space off both ends, as .NET's several notions of it go. Patterns for the end of a text would take quadratic
// time on a hostile one.

type IsSpace = (code: number) => boolean;

const trim = (text: string, isSpace: IsSpace, before = text.length): string => {
  let start = 0;
  let end = before;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
};

const OTHER_SPACE = /[^\S\ufeff]|\u0085/;
const isUnicodeSpace: IsSpace = (code) =>
  code < 0x80 ? isAsciiSpace(code) : OTHER_SPACE.test(String.fromCharCode(code));
const isAsciiSpace: IsSpace = (code) => code === 32 || (code >= 9 && code <= 13);
const isXmlSpace: IsSpace = (code) => code === 32 || code === 9 || code === 10 || code === 13;

/** String.Trim: unlike JavaScript's, it cuts U+0085 and leaves U+FEFF. */
export const trimUnicode = (text: string): string => trim(text, isUnicodeSpace);

/** The white space of XML. */
export const trimXml = (text: string): string => trim(text, isXmlSpace);

/** What .NET's number parsers pass over: white space of ASCII at both ends, and NULs after it. */
export const trimNumber = (text: string): string => {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return trim(text, isAsciiSpace, end);
};
