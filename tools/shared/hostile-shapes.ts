// Texts made to be slow to read or long to answer, each of a shape that some reader has stumbled over somewhere.

export type HostileShape = {
  readonly name: string;
  /** A text of that shape, of so many UTF-16 code units. */
  readonly make: (length: number) => string;
};

const repeated = (name: string, unit: string): HostileShape => ({
  name,
  make: (length) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length),
});

/** A beginning, as much of the middle as it takes, and an end. */
const between = (name: string, start: string, unit: string, end: string): HostileShape => ({
  name,
  make: (length) => start + repeated(name, unit).make(Math.max(0, length - start.length - end.length)) + end,
});

/** Pieces that are all different. */
const numbered = (name: string, piece: (number: number) => string): HostileShape => ({
  name,
  make: (length) => {
    const pieces: string[] = [];
    for (let at = 0, number = 0; at < length; number++) {
      const next = piece(number);
      pieces.push(next);
      at += next.length;
    }
    return pieces.join("").slice(0, length);
  },
});

export const HOSTILE_SHAPES: readonly HostileShape[] = [
  repeated("blanks", " "),
  repeated("white space of every kind", " \t\r\n\f\u00a0\u2003\ufeff"),
  between("blanks and a letter", "", " ", "x"),
  between("a number, blanks and a letter", "1", " ", "x"),
  between("a letter, blanks and a letter", "x", " ", "x"),
  between("a date, blanks and a letter", "2024-12-04 10:10", " ", "x"),
  between("blanks, a date and a letter", "", " ", "2024-12-04x"),
  between("a date with zeros and a letter", "2024-12-04T10:10:10.", "0", "x"),
  between("a date with zeros and a one", "2024-12-04T10:10:10.", "0", "1"),
  between("a date with ones and zeros", "2024-12-04T10:10:10.", "1000000000", "1"),
  between("a date's milliseconds", "/Date(", "9", ")/"),
  repeated("nines", "9"),
  repeated("zeros", "0"),
  between("zeros and a letter", "", "0", "x"),
  between("a long fraction", "0.", "0", "1"),
  between("a long exponent", "1e", "9", ""),
  repeated("numbers with commas", "1,"),
  repeated("capitals and small letters", "aA"),
  repeated("capitals", "A"),
  repeated("hyphens and dots", "-."),
  repeated("combining marks", "\u0301\u0323\u0315"),
  between("a letter under combining marks", "e", "\u0315\u0301\u0323", ""),
  repeated("characters of no width", "\u200b\u200d\u00ad"),
  repeated("ligatures of eighteen letters", "\ufdfa"),
  repeated("letters outside the basic plane", "\ud835\udd4f"),
  repeated("halves of pairs", "\ud800"),
  repeated("control characters", "\u0000\u0001\u001f\u007f"),
  repeated("quotes", '"'),
  repeated("backslashes", "\\"),
  between("escaped quotes and no end", '"', '\\"', ""),
  repeated("JSON escapes", "\\u0041"),
  repeated("halves of pairs in JSON escapes", "\\ud800"),
  repeated("open brackets", "["),
  repeated("open objects", '{"a":'),
  repeated("closed brackets", "[],"),
  repeated("bad members", '{"a":01,"created":{"b":01,'),
  between("a member's bad values", '{"clientID":"x",', '"buid":"x",', ""),
  numbered(
    "a bad member in many spellings",
    (number) =>
      `${number === 0 ? "{" : ""}"${[..."installments"].map((letter, bit) => ((number >> bit) & 1 ? letter.toUpperCase() : letter)).join("")}":"x",`,
  ),
  numbered("different bad members", (number) => `${number === 0 ? "{" : ""}"m${number}":01,`),
  repeated("commas and blanks", " ,"),
  repeated("semicolons", ";"),
  between("a media type with parameters", "a/b", ";c=d", ""),
  between("an open quote in a media type", 'a/b;c="', "\\x", ""),
  repeated("media types", "a/b;q=0.1,"),
  between("a long quality", "a/b;q=", "1", "x"),
  repeated("entity tags", '"1", '),
  repeated("ampersands", "&"),
  repeated("entities", "&amp;"),
  repeated("character references", "&#x41;"),
  repeated("open elements", "<a>"),
  repeated("empty elements", "<a/>"),
  between("elements that are closed", "", "<a></a>", ""),
  numbered(
    "attributes",
    (number) => `${number % 200 === 0 ? "<a" : ""} a${number}="" ${number % 200 === 199 ? "/>" : ""}`,
  ),
  numbered("namespaces", (number) => `<a xmlns:p${number}="u${number}">`),
  repeated("ends of nothing", "]]>"),
  between("a comment without an end", "<!--", "- ", ""),
  between("CDATA without an end", "<![CDATA[", "]]", ""),
  repeated("percent signs", "%"),
  repeated("escaped letters", "%41"),
  repeated("half of an escaped letter", "%E2%82"),
  repeated("fields", "a=1&"),
  numbered("different fields", (number) => `a${number}=1&`),
  repeated("open brackets in a field's name", "a["),
  repeated("brackets in a field's name", "a[b]"),
  repeated("points in a field's name", "a."),
  repeated("pluses", "+"),
  repeated("lines", "{}\n"),
];
