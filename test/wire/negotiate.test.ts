// Which format goes in and out, as pure functions of headers.

import { describe, expect, it } from "vitest";
import type { Format } from "../../src/http/webapi/contract.ts";
import {
  parseAccept,
  parseAcceptCharset,
  parseContentType,
} from "../../src/http/webapi/negotiate/media-type.ts";
import { negotiate, selectReader } from "../../src/http/webapi/negotiate/negotiate.ts";

const formats: readonly Format[] = ["json", "xml", "form", "compressed"];

const chosen = (
  headers: { accept?: string; charset?: string; type?: string; requestedWith?: string },
  of: readonly Format[] = formats,
): string => {
  const { mediaType, charset } = negotiate(of, {
    accept: parseAccept(headers.accept),
    acceptCharset: parseAcceptCharset(headers.charset),
    contentType: parseContentType(headers.type),
    requestedWith: headers.requestedWith,
  });
  return charset === null ? mediaType : `${mediaType}; ${charset}`;
};

describe("the answer's format", () => {
  it.each([
    [{}, "application/json; utf-8"],
    [{ accept: "application/xml, application/json" }, "application/json; utf-8"],
    [{ accept: "application/json;q=0.5, application/xml" }, "application/xml; utf-8"],
    [{ accept: "text/*" }, "text/json; utf-8"],
    [{ accept: "*/*, application/xml" }, "application/xml; utf-8"],
    [{ accept: "*/*, application/xml;q=0.1" }, "application/json; utf-8"],
    [{ accept: "text/html, text/xml" }, "text/xml; utf-8"],
    [{ accept: "garbage, application/xml" }, "application/json; utf-8"],
    [{ accept: ",application/xml," }, "application/xml; utf-8"],
    [{ accept: "application/x-compressed-json" }, "application/x-compressed-json"],
    [{ accept: "application/json;q=0", type: "text/xml" }, "text/xml; utf-8"],
    [{ accept: "image/png", type: "application/x-compressed-json" }, "application/x-compressed-json"],
    [{ type: "application/x-www-form-urlencoded" }, "application/json; utf-8"],
    [{ requestedWith: "xmlhttprequest", accept: "*/*", type: "text/xml" }, "application/json; utf-8"],
    [{ requestedWith: "XMLHttpRequest", accept: "text/xml" }, "text/xml; utf-8"],
  ])("%o gives %s", (headers, expected) => {
    expect(chosen(headers)).toBe(expected);
  });

  it("has no compressed format where the contract has none", () => {
    const debtrak: readonly Format[] = ["json", "xml", "form"];
    expect(chosen({ accept: "application/x-compressed-json" }, debtrak)).toBe("application/json; utf-8");
  });

  it.each([
    [{ charset: "utf-16" }, "utf-16"],
    [{ charset: "*" }, "utf-8"],
    [{ charset: "iso-8859-1, utf-16;q=0.5" }, "utf-16"],
    [{ charset: "utf-8;q=0.5, utf-16;q=0.9" }, "utf-16"],
    [{ charset: "utf-16;q=0" }, "utf-8"],
    [{ type: "application/json; charset=UTF-16" }, "utf-16"],
    [{ type: 'application/json; charset="utf-16"' }, "utf-8"],
    [{ type: "application/json; charset=utf-16", charset: "utf-8" }, "utf-8"],
    [{ charset: "utf-16, {" }, "utf-8"],
  ])("charset of %o is %s", (headers, expected) => {
    expect(chosen(headers)).toBe(`application/json; ${expected}`);
  });
});

describe("the request's media type", () => {
  it.each([
    ["application/json", "json"],
    ["Text/JSON;charset=x", "json"],
    ["*/*", "json"],
    ["application/*", "json"],
    ["text/xml", "xml"],
    ["application/x-www-form-urlencoded", "form"],
    ["application/x-compressed-json", "compressed"],
    ["text/plain", null],
    ["application/hal+json", null],
  ])("%s is read as %s", (header, expected) => {
    const type = parseContentType(header);
    expect(type === null ? undefined : selectReader(formats, type)).toBe(expected);
  });

  it.each([
    "",
    "garbage",
    "application/",
    "application/json;",
    "application/json; =x",
    "a/b, c/d",
    "*",
    '"a/b"',
    "a/b; c=",
    "a/b c",
  ])("%s cannot be read", (header) => {
    expect(parseContentType(header)).toBeNull();
  });

  it("keeps the client's spelling for the message and takes the first of two charsets", () => {
    expect(parseContentType("Text/Plain; charset=a; charset=b")).toMatchObject({
      value: "Text/Plain",
      type: "text",
      charset: "a",
    });
  });
});

describe("q", () => {
  it.each([
    ["a/b;q=0.5", 0.5],
    ["a/b;q=.5", 0.5],
    ["a/b;q=2", 2],
    ["a/b;q=x", 1],
    ['a/b;q="0.5"', 1],
    ["a/b;q=-1", 1],
    ["a/b", 1],
  ])("%s is %d", (header, quality) => {
    expect(parseAccept(header)[0]?.quality).toBe(quality);
  });
});
