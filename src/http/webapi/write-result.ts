// Writes an action's result in the negotiated type, with the headers every contract answer carries.

import type { ActionResult } from "./action-result.ts";
import { encodeText, gzipJson } from "./body/encode-text.ts";
import type { Contract } from "./contract.ts";
import { writeErrorJson, writeJson, writeListJson } from "./json/json-writer.ts";
import { parseAccept, parseAcceptCharset, parseContentType } from "./negotiate/media-type.ts";
import { type Negotiated, negotiate } from "./negotiate/negotiate.ts";
import { writeErrorXml, writeListXml, writeXml } from "./xml/xml-writer.ts";

const NO_CACHE = { "Cache-Control": "no-cache", Pragma: "no-cache", Expires: "-1" } as const;

/** What the request wants its answer to be: see `negotiate`. */
const negotiateRequest = (contract: Contract, headers: Headers): Negotiated =>
  negotiate(contract.formats, {
    accept: parseAccept(headers.get("accept")),
    acceptCharset: parseAcceptCharset(headers.get("accept-charset")),
    contentType: parseContentType(headers.get("content-type")),
    requestedWith: headers.get("x-requested-with"),
  });

/**
 * Writes a result for this request. A result without a body carries no Content-Type (cases E-body-*-empty). A value
 * that cannot be written throws: that is a defect in the action, and the caller's 500 hides its text.
 */
export const writeResult = async (
  contract: Contract,
  request: Request,
  result: ActionResult,
): Promise<Response> => {
  const headers = new Headers({ ...NO_CACHE, ...result.headers });
  if (result.body === undefined) return new Response(null, { status: result.status, headers });
  const negotiated = negotiateRequest(contract, request.headers);
  const { charset, format, mediaType } = negotiated;
  headers.set("Content-Type", charset === null ? mediaType : `${mediaType}; charset=${charset}`);
  const text = format === "xml" ? xmlText(contract, result.body) : jsonText(contract, result.body);
  const body = charset === null ? await gzipJson(text) : encodeText(text, charset);
  return new Response(body, { status: result.status, headers });
};

type Body = NonNullable<ActionResult["body"]>;

const jsonText = (contract: Contract, body: Body): string => {
  switch (body.kind) {
    case "dto":
      return writeJson(contract, body.shape, body.value);
    case "list":
      return writeListJson(contract, body.shape, body.values);
    case "error":
      return writeErrorJson(contract.casing, body.error);
  }
};

const xmlText = (_contract: Contract, body: Body): string => {
  switch (body.kind) {
    case "dto":
      return writeXml(body.shape, body.value);
    case "list":
      return writeListXml(body.shape, body.values);
    case "error":
      return writeErrorXml(body.error);
  }
};
