// Every function that reads what a caller sent, each with the most that it is ever given, ready to be timed or counted.

import { checkContact } from "../../src/domain/contacts/contact-draft.ts";
import { parseDecimal } from "../../src/domain/contacts/extras/decimal-text.ts";
import { parseWrittenDate } from "../../src/domain/contacts/extras/written-date.ts";
import { parseCrn } from "../../src/domain/references/crn.ts";

import { canonicalText } from "../../src/domain/values/canonical-text.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import { parseLocalDate } from "../../src/domain/values/local-date.ts";
import { parseMinor } from "../../src/domain/values/money.ts";
import { isOneSlip } from "../../src/domain/values/one-slip.ts";
import { readString, readText } from "../../src/domain/values/read-plain.ts";
import { readBrf } from "../../src/files/brf/read-brf.ts";
import { textOf as xmlText } from "../../src/files/camt/xml-tree.ts";
import { csvRecords } from "../../src/files/csv/csv-records.ts";
import { amountFrom } from "../../src/files/csv/written-amount.ts";
import { readDirectEntryReturns } from "../../src/files/direct-entry/read-direct-entry-returns.ts";
import { readRemittance } from "../../src/files/form/read-remittance.ts";
import { readExtraCall } from "../../src/http/contracts/bigchange/contact-extra-call.ts";
import { contactPaymentReferenceModel } from "../../src/http/contracts/debtrak/dtos.ts";
import { paymentPlanDto } from "../../src/http/contracts/procura/dtos.ts";
import { queryParameters } from "../../src/http/contracts/web-api/query/query-parameters.ts";
import { escapeHtml } from "../../src/http/pages/page.ts";
import { accepts } from "../../src/http/request/acceptable.ts";
import { freshnessOf } from "../../src/http/request/freshness.ts";
import { readIfMatch } from "../../src/http/request/if-match.ts";
import { presentedKeys } from "../../src/http/request/key/api-key.ts";
import { carryOn } from "../../src/http/request/log/trace.ts";
import { queryPairs } from "../../src/http/request/query/query-pairs.ts";
import { defaultEnumTables } from "../../src/http/settings/enum-tables.ts";
import { isNdjson, readLines } from "../../src/http/v1/call/ndjson.ts";
import { webApiInvalid } from "../../src/http/webapi/action-result.ts";
import { decodeBody } from "../../src/http/webapi/body/decode-body.ts";
import { decodeJsonText, decodeXmlText } from "../../src/http/webapi/body/decode-text.ts";
import { cut } from "../../src/http/webapi/bounded.ts";
import type { Contract, Format } from "../../src/http/webapi/contract.ts";
import { decodeForm } from "../../src/http/webapi/form/form-binder.ts";
import { decodeJson } from "../../src/http/webapi/json/json-binder.ts";
import { quote, writeErrorJson } from "../../src/http/webapi/json/json-writer.ts";
import {
  parseAccept,
  parseAcceptCharset,
  parseContentType,
} from "../../src/http/webapi/negotiate/media-type.ts";
import { negotiate } from "../../src/http/webapi/negotiate/negotiate.ts";
import { shownUri } from "../../src/http/webapi/paths.ts";
import {
  clockSummary,
  parseJsonDate,
  parsePlainDate,
  parseXmlDate,
} from "../../src/http/webapi/values/date-text.ts";
import {
  parseFloatDecimal,
  parseJsonDecimal,
  parsePlainDecimal,
  parseXmlDecimal,
} from "../../src/http/webapi/values/decimal-text.ts";
import {
  parseBoolean,
  parseEnumText,
  parseFormDate,
  parseFormDecimal,
  parseFormInteger,
  parseInteger,
  parseJsonInteger,
  parseXmlBoolean,
  parseXmlEnum,
} from "../../src/http/webapi/values/scalars.ts";
import type { Shape } from "../../src/http/webapi/values/shape.ts";
import { decodeXml } from "../../src/http/webapi/xml/xml-binder.ts";
import { escapeXml } from "../../src/http/webapi/xml/xml-text.ts";
import { writeErrorXml } from "../../src/http/webapi/xml/xml-writer.ts";
import {
  contractPath,
  procuraContract as plans,
  debtrakContract as references,
} from "./default-contracts.ts";
import { appTargets } from "./linear-requests.ts";
import type { LinearTarget } from "./linear-target.ts";

const KIB = 1024;
/** A body as it arrives, a gzip body when it is inflated, a URL, and what Node lets through in a header. */
export const BODY = 256 * KIB;
export const INFLATED = 1024 * KIB;
export const URL_LENGTH = 8 * KIB;
/** What an error's texts take up together at most. */
const ANSWER = 64 * KIB;
export const HEADER = 16 * KIB;

const AUD = "AUD" as Currency;
/** So that what follows is looked at. */
const BRF_HEADER = `000000187536${"A BILLER".padEnd(20)}08200912345678920120806113615`;
const { Recurrence: table } = defaultEnumTables;
const utf8 = new TextEncoder();

const of = (cap: number, functions: Readonly<Record<string, (text: string) => unknown>>): LinearTarget[] =>
  Object.entries(functions).map(([name, read]) => ({ name, cap, reading: (text) => () => read(text) }));

/** What can stand in a header: no HTTP parser lets anything else through. */
export const headerText = (text: string): string => text.replace(/[^\t\x20-\x7e]/g, "~").trim();
/** What can stand in a URL after its question mark. */
const urlText = (text: string): string =>
  new URL(`http://h/?${text.toWellFormed()}`).href.slice(10, 10 + URL_LENGTH);

const ofHeader = (functions: Readonly<Record<string, (text: string) => unknown>>): LinearTarget[] =>
  of(HEADER, functions).map((target) => ({ ...target, reading: (text) => target.reading(headerText(text)) }));
const ofUrl = (functions: Readonly<Record<string, (text: string) => unknown>>): LinearTarget[] =>
  of(URL_LENGTH, functions).map((target) => ({
    ...target,
    reading: (text) => target.reading(urlText(text)),
  }));

type Dialect = { readonly contract: Contract; readonly shape: Shape; readonly members: readonly string[] };
const DIALECTS: readonly Dialect[] = [
  {
    contract: references,
    shape: contactPaymentReferenceModel,
    members: ["AccountID", "CRNNumber", "CreateTS"],
  },
  {
    contract: plans,
    shape: paymentPlanDto,
    members: ["ClientID", "StartDate", "PaymentAmount", "Recurrence", "Created", "Unknown"],
  },
];

/** The body around as much of the text as leaves it no longer than the text itself. */
const fitting = (body: (text: string) => string, text: string): string => {
  const whole = body(text);
  if (whole.length <= text.length) return whole;
  return body(text.slice(0, Math.floor((0.999 * text.length ** 2) / whole.length)));
};

type Reading = LinearTarget["reading"];
type Place = readonly [name: string, cap: number, body: (text: string) => string, reading: Reading];

/** The text as the whole body, as a name in it, and as the value of each kind of member. */
function decoders({ contract, shape, members }: Dialect): LinearTarget[] {
  const json: Reading = (body) => () => decodeJson(contract, shape, body);
  const xml: Reading = (body) => () => decodeXml(contract, shape, body, "utf-8");
  const form: Reading = (body) => {
    const bytes = utf8.encode(body);
    return () => decodeForm(contract, shape, bytes);
  };
  const root = (inner: string) => `<${shape.name} xmlns="${shape.namespace}">${inner}</${shape.name}>`;
  const attribute = (text: string) => root(`<a b="${text.replaceAll('"', "'")}"/>`);
  const escaped = (text: string) => encodeURIComponent(text.toWellFormed());
  const places: readonly Place[] = [
    ["json", INFLATED, (text) => text, json],
    ["json, inside", INFLATED, (text) => `{"x":${text}}`, json],
    ["json, a name", INFLATED, (text) => `{${JSON.stringify(text)}:01}`, json],
    ["xml", BODY, (text) => text, xml],
    ["xml, inside", BODY, root, xml],
    ["xml, an attribute", BODY, attribute, xml],
    ["form", BODY, (text) => text, form],
    ["form, a name", BODY, (text) => `${escaped(text)}=1`, form],
    ...members.flatMap((member): readonly Place[] => [
      [`json, ${member}`, INFLATED, (text) => JSON.stringify({ [member]: text }), json],
      [`xml, ${member}`, BODY, (text) => root(`<${member}>${text}</${member}>`), xml],
      [`form, ${member}`, BODY, (text) => `${member}=${text.replaceAll("&", " ")}`, form],
    ]),
  ];
  return places.map(([name, cap, body, reading]) => ({
    name: `${contract.name} ${name}`,
    cap,
    reading: (text) => reading(fitting(body, text)),
  }));
}

/** The whole way from bytes, charsets and all. */
const ofBytes = (format: Exclude<Format, "compressed">): LinearTarget => ({
  name: `bytes of ${format}`,
  cap: BODY,
  reading: (text) => {
    const bytes = utf8.encode(text).slice(0, BODY);
    return () => decodeBody({ contract: plans, format, shape: paymentPlanDto, bytes, contentType: null });
  },
});

async function* byteByByte(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 64) yield bytes.subarray(at, at + 64);
}

const lines: LinearTarget = {
  name: "readLines, 64 bytes at a time",
  cap: BODY,
  reading: (text) => {
    const body = byteByByte(utf8.encode(text).slice(0, BODY)) as unknown as ReadableStream<Uint8Array>;
    return async () => {
      for await (const _ of readLines(body, { maxBytes: BODY, maxLine: BODY }));
    };
  },
};

export const LINEAR_TARGETS: readonly LinearTarget[] = [
  ...DIALECTS.flatMap(decoders),
  ...(["json", "xml", "form"] as const).map(ofBytes),
  lines,
  ...of(INFLATED, {
    parseJsonDate,
    parseJsonDecimal,
    parsePlainDecimal,
    parseInteger,
    parseJsonInteger,
    parseBoolean,
    parseEnumText: (text) => parseEnumText(table, text),
    decodeJsonText: (text) => decodeJsonText(utf8.encode(text), "utf-8"),
    parseCrn,
    cut: (text) => cut(text, 100),
  }),
  ...of(BODY, {
    parsePlainDate,
    parseXmlDate,
    parseXmlDecimal,
    parseFloatDecimal,
    parseFormInteger,
    parseFormDecimal,
    parseFormDate,
    parseXmlBoolean,
    parseXmlEnum: (text) => parseXmlEnum(table, text),
    decodeXmlText: (text) => decodeXmlText(utf8.encode(text), "utf-8"),
    clockSummary,
    escapeHtml,
    canonicalText,
    parseLocalDate,
    parseWrittenDate,
    parseDecimal,
    parseMinor: (text) => parseMinor(text, AUD),
    readText: (text) => readText(JSON.stringify(text), readString),
    isOneSlip: (text) => isOneSlip(text, `${text.slice(1)}x`),
    checkContact: (text) => checkContact({ id: 1, name: text, reference: text, parentId: null }),
    quote,
    escapeXml,
  }),
  ...of(ANSWER, {
    "an error in JSON": (text) => writeErrorJson("camel", { message: text, modelState: { [text]: [text] } }),
    "an error in XML": (text) => {
      const { body } = webApiInvalid({ [text]: [text] });
      return body?.kind === "error" ? writeErrorXml(body.error) : "";
    },
  }),
  ...of(INFLATED, {
    readBrf: (text) => readBrf(`${BRF_HEADER}\n${text}\n${text}`),
    readDirectEntryReturns: (text) => readDirectEntryReturns(`0${" ".repeat(119)}\n${text}`),
    readRemittance,
    "readRemittance of a member": (text) => readRemittance(`{"source":${JSON.stringify(text)}}`),
    "csvRecords of a file": (text) => csvRecords(text),
    "text of an element": xmlText,
    amountFrom: (text) => [amountFrom(text, AUD, "."), amountFrom(text, AUD, ",")],
  }),
  ...ofHeader({
    parseContentType,
    parseAcceptCharset,
    "parseAccept and negotiate": (text) =>
      negotiate(plans.formats, {
        accept: parseAccept(text),
        acceptCharset: parseAcceptCharset(text),
        contentType: parseContentType(text),
        requestedWith: text,
      }),
    "Accept of /v1": (text) => accepts(text, "application/json"),
    isNdjson,
    readIfMatch,
    traceparent: (text) => carryOn(text, () => "id"),
    "Read-After and Cache-Control": (text) =>
      freshnessOf(
        new Request("http://h/", { headers: { "Read-After": text, "Cache-Control": text } }),
        "/v1/payment-plans/1",
        { methods: ["GET"], pattern: "", scope: null, query: { kind: "own" }, subject: "plan" },
      ),
    "Authorization and key": (text) => [
      presentedKeys(new Request("http://h/", { headers: { authorization: text, key: text } }), true),
      presentedKeys(new Request("http://h/", { headers: { authorization: `Basic ${text}` } }), true),
      presentedKeys(new Request("http://h/", { headers: { authorization: `Bearer ${text}` } }), true),
    ],
  }),
  ...ofUrl({
    queryPairs: (text) => queryPairs(`http://h/?${text}`),
    "parameters of a contract call": (text) => {
      const query = queryParameters(`http://h/?PaymentPlanIDs=${text}&ClientID=${text}&FromDate=${text}`);
      query.ids("PaymentPlanIDs", 1_000);
      query.integer("ClientID", 1, 9);
      query.date("FromDate");
      return query.wrong();
    },
    "parameters of ContactExtraSave": (text) =>
      [
        "ContactExtraCreditLimit",
        "ContactExtraDelay2Pay",
        "ContactExtraDirectDebit",
        "ContactExtraOnStopDate",
        "ContactExtraFlaggedReason",
        "ContactExtraAccountPackageAccountBalance",
      ].map((name) =>
        readExtraCall([
          ["ContactId", "1"],
          ["ContactExtraCreditLimitCurrency", "AUD"],
          [name, text],
        ]),
      ),
    "pairs of ContactExtraSave": (text) => readExtraCall(queryPairs(`http://h/?${text}`)),
    contractPath: (text) => contractPath(new Request(`http://h/api/${text}`)),
    shownUri: (text) => shownUri(`http://h/api/${text}`),
  }),
  ...appTargets,
];
