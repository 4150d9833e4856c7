// Reads Content-Type, Accept and Accept-Charset as System.Net.Http does: one malformed element voids the whole header.

/** A media type or range as sent. `value` keeps the client's spelling; the other members are lower case. */
export interface MediaType {
  readonly value: string;
  readonly type: string;
  readonly subtype: string;
  /** As sent, quotes included: .NET compares it so, which is why `charset="utf-16"` does not count. */
  readonly charset: string | null;
  /** The `q` parameter; 1 when there is none or it is no number. .NET does not check that it is at most 1. */
  readonly quality: number;
}

export interface CharsetWish {
  readonly charset: string;
  readonly quality: number;
}

const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const QUOTED = '"(?:[^"\\\\]|\\\\[^])*"';
const media = new RegExp(`[ \\t\\r\\n]*(${TOKEN})[ \\t]*/[ \\t]*(${TOKEN})[ \\t]*`, "y");
const parameter = new RegExp(`;[ \\t]*(${TOKEN})[ \\t]*(?:=[ \\t]*(${TOKEN}|${QUOTED})[ \\t]*)?`, "y");
const wish = new RegExp(
  `[ \\t\\r\\n]*(${TOKEN})[ \\t]*(?:;[ \\t]*q[ \\t]*=[ \\t]*(?:([0-9]+(?:\\.[0-9]*)?|\\.[0-9]*)[ \\t]*)?)?`,
  "iy",
);
const separators = /[ \t\r\n]*(?:,[ \t\r\n]*)*/y;

interface Parsed {
  readonly mediaType: MediaType;
  readonly end: number;
}

const matchAt = (pattern: RegExp, header: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(header);
};

const parseAt = (header: string, start: number): Parsed | null => {
  const match = matchAt(media, header, start);
  if (match === null) return null;
  let end = media.lastIndex;
  let charset: string | null = null;
  let quality: string | null = null;
  while (header[end] === ";") {
    const next = matchAt(parameter, header, end);
    if (next === null) return null;
    end = parameter.lastIndex;
    const name = next[1]?.toLowerCase();
    if (name === "charset") charset ??= next[2] ?? "";
    if (name === "q") quality ??= next[2] ?? "";
  }
  const [, type = "", subtype = ""] = match;
  const mediaType: MediaType = {
    value: `${type}/${subtype}`,
    type: type.toLowerCase(),
    subtype: subtype.toLowerCase(),
    charset,
    quality: qualityOf(quality),
  };
  return { mediaType, end };
};

const qualityOf = (text: string | null | undefined): number =>
  text !== null && text !== undefined && /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/.test(text) ? Number(text) : 1;

/** The request's media type, or null when the header is missing or cannot be read. Source: cases *-ct-*. */
export const parseContentType = (header: string | null | undefined): MediaType | null => {
  if (header === null || header === undefined) return null;
  const parsed = parseAt(header, 0);
  return parsed === null || parsed.end !== header.length ? null : parsed.mediaType;
};

const parseList = <T>(
  header: string | null | undefined,
  readOne: (header: string, at: number) => { item: T; end: number } | null,
): readonly T[] => {
  const items: T[] = [];
  if (header === null || header === undefined) return items;
  let at = 0;
  while (at < header.length) {
    matchAt(separators, header, at);
    at = separators.lastIndex;
    if (at === header.length) break;
    const read = readOne(header, at);
    if (read === null || (read.end < header.length && header[read.end] !== ",")) return [];
    items.push(read.item);
    at = read.end;
  }
  return items;
};

/** The Accept header's ranges in the order sent; none when any element is malformed. Source: E-neg-*-garbage-xml. */
export const parseAccept = (header: string | null | undefined): readonly MediaType[] =>
  parseList(header, (text, at) => {
    const parsed = parseAt(text, at);
    return parsed === null ? null : { item: parsed.mediaType, end: parsed.end };
  });

/** The Accept-Charset header's wishes in the order sent; none when any element is malformed. */
export const parseAcceptCharset = (header: string | null | undefined): readonly CharsetWish[] =>
  parseList(header, (text, at) => {
    const match = matchAt(wish, text, at);
    if (match === null) return null;
    return {
      item: { charset: (match[1] ?? "").toLowerCase(), quality: qualityOf(match[2]) },
      end: wish.lastIndex,
    };
  });
