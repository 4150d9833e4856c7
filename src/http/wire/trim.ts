// Cuts white space off both ends, as .NET's several notions of it go. Patterns for the end of a text would take quadratic
// time on a hostile one.

const trim = (text: string, isSpace: RegExp): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace.test(text.charAt(start))) start++;
  while (end > start && isSpace.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
};

/** String.Trim: unlike JavaScript's, it cuts U+0085 and leaves U+FEFF. */
export const trimUnicode = (text: string): string => trim(text, /[^\S\ufeff]|\u0085/);

/** The white space of XML. */
export const trimXml = (text: string): string => trim(text, /[ \t\r\n]/);

/** What .NET's number parsers pass over: white space of ASCII at both ends, and NULs after it. */
export const trimNumber = (text: string): string => {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return trim(text.slice(0, end), /[\t-\r ]/);
};
