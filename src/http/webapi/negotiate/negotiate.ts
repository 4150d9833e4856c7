// Picks formats: who reads the request, who writes the answer, and in which charset. Pure functions of headers.

import type { Format } from "../contract.ts";
import type { CharsetWish, MediaType } from "./media-type.ts";

export type Charset = "utf-8" | "utf-16";

/** What each formatter supports, best first. Compressed JSON has no charset (docs/wire.md "Bodies out"). */
export const supportedTypes: Readonly<Record<Format, readonly string[]>> = {
  json: ["application/json", "text/json"],
  xml: ["application/xml", "text/xml"],
  form: ["application/x-www-form-urlencoded"],
  compressed: ["application/x-compressed-json"],
};

export interface Negotiated {
  readonly format: Exclude<Format, "form">;
  readonly mediaType: string;
  /** Null for the compressed format. */
  readonly charset: Charset | null;
}

/** The request headers that negotiation looks at. */
export interface NegotiationInput {
  readonly accept: readonly MediaType[];
  readonly acceptCharset: readonly CharsetWish[];
  readonly contentType: MediaType | null;
  /** The X-Requested-With header. */
  readonly requestedWith: string | null | undefined;
}

type Rank = "mapping" | "literal" | "subtypeRange" | "allRange" | "requestType" | "type";

interface Match {
  readonly format: Negotiated["format"];
  readonly mediaType: string;
  readonly quality: number;
  readonly rank: Rank;
}

const rangeRank = (supported: string, range: MediaType): Rank | null => {
  if (range.type === "*") return range.subtype === "*" ? "allRange" : null;
  if (range.subtype === "*") return supported.startsWith(`${range.type}/`) ? "subtypeRange" : null;
  return supported === `${range.type}/${range.subtype}` ? "literal" : null;
};

const breadth = (range: MediaType): number => (range.type === "*" ? 2 : range.subtype === "*" ? 1 : 0);

/** Highest q first; at equal q the narrower range first, else as sent (MediaTypeWithQualityHeaderValueComparer). */
const byWish = (a: MediaType, b: MediaType): number => b.quality - a.quality || breadth(a) - breadth(b);

/** The format that reads a request of this media type, or null: then the answer is 415. */
export const selectReader = (formats: readonly Format[], contentType: MediaType): Format | null =>
  formats.find((format) => supportedTypes[format].some((type) => rangeRank(type, contentType) !== null)) ??
  null;

const isXhr = (input: NegotiationInput): boolean =>
  input.requestedWith?.toLowerCase() === "xmlhttprequest" &&
  (input.accept.length === 0 || (input.accept.length === 1 && input.accept[0]?.value === "*/*"));

const matchFormat = (
  format: Negotiated["format"],
  sortedAccept: readonly MediaType[],
  input: NegotiationInput,
): Match => {
  const types = supportedTypes[format];
  if (format === "json" && isXhr(input)) {
    return { format, mediaType: "application/json", quality: 1, rank: "mapping" };
  }
  for (const range of sortedAccept) {
    if (range.quality === 0) continue;
    for (const mediaType of types) {
      const rank = rangeRank(mediaType, range);
      if (rank !== null) return { format, mediaType, quality: range.quality, rank };
    }
  }
  const { contentType } = input;
  if (contentType !== null) {
    const mediaType = types.find((type) => rangeRank(type, contentType) !== null);
    if (mediaType !== undefined) return { format, mediaType, quality: 1, rank: "requestType" };
  }
  return { format, mediaType: types[0] ?? "", quality: 1, rank: "type" };
};

const ACCEPT_RANKS: readonly Rank[] = ["mapping", "literal", "subtypeRange", "allRange"];

const best = (matches: readonly Match[], ranks: readonly Rank[]): Match | null => {
  let winner: Match | null = null;
  for (const rank of ranks) {
    for (const match of matches) {
      if (match.rank === rank && (winner === null || match.quality > winner.quality)) winner = match;
    }
  }
  return winner;
};

/**
 * The format and media type of an answer; never none. A lower rank wins only by a strictly higher q, and within a
 * rank the contract's format order breaks a tie. See docs/wire.md "Which format goes out", cases E-neg-*, E-reqct-*.
 */
export const negotiate = (formats: readonly Format[], input: NegotiationInput): Negotiated => {
  const sortedAccept = input.accept.toSorted(byWish);
  const writers = formats.filter((format) => format !== "form");
  const matches = writers.map((format) => matchFormat(format, sortedAccept, input));
  const match = best(matches, ACCEPT_RANKS) ?? best(matches, ["requestType"]) ?? best(matches, ["type"]);
  if (match === null) throw new Error("A contract needs a format that can write.");
  const charset = match.format === "compressed" ? null : selectCharset(input);
  return { format: match.format, mediaType: match.mediaType, charset };
};

const CHARSETS: readonly Charset[] = ["utf-8", "utf-16"];

/** The charset that a Content-Type names, if it is one that counts. */
export const namedCharset = (contentType: MediaType | null): Charset =>
  CHARSETS.find((charset) => charset === contentType?.charset?.toLowerCase()) ?? "utf-8";

/** Accept-Charset first (`*` is utf-8), then the request's own charset. Source: cases E-acs-*. */
const selectCharset = (input: NegotiationInput): Charset => {
  const wishes = input.acceptCharset
    .filter((wish) => wish.quality !== 0)
    .toSorted((a, b) => b.quality - a.quality || Number(a.charset === "*") - Number(b.charset === "*"));
  for (const wish of wishes) {
    const found = CHARSETS.find((charset) => wish.charset === "*" || wish.charset === charset);
    if (found !== undefined) return found;
  }
  return namedCharset(input.contentType);
};
