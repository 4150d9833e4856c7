// What the readers bind, what they miss and how they refuse, beyond the measured cases.

import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Contract, Format } from "../../src/http/wire/contract.ts";
import { decodeBody } from "../../src/http/wire/decode-body.ts";
import type { Decoded } from "../../src/http/wire/decoded.ts";
import {
  contactPaymentReferenceModel,
  paymentInstallmentDto,
  paymentPlanDto,
} from "../../src/http/wire/dtos.ts";
import type { Shape } from "../../src/http/wire/shape.ts";
import { contracts } from "./probe-app.ts";

const decode = async (
  format: Format,
  body: string | Uint8Array,
  shape: Shape = paymentPlanDto,
  contract: Contract = contracts.procura,
): Promise<Decoded> => {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body);
  const decoded = await decodeBody({ contract, format, shape, bytes, contentType: null });
  if (decoded === "too large") throw new Error("too large");
  return decoded;
};

const NS = "http://schemas.datacontract.org/2004/07/";
const I = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
const plan = (inner: string): string =>
  `<PaymentPlanDTO ${I} xmlns="${NS}ProcuraGroup.Billings.Models">${inner}</PaymentPlanDTO>`;

const exception = "An error has occurred.";

describe("missing members", () => {
  it("are told apart from zero and from null in every format", async () => {
    const sent = ["ClientID", "Created"];
    const bodies: readonly (readonly [Format, string | Uint8Array])[] = [
      ["json", '{"clientID":0,"created":null}'],
      ["compressed", gzipSync('{"clientID":0,"created":null}')],
      ["xml", plan('<ClientID>0</ClientID><Created i:nil="true"/>')],
      ["form", "ClientID=0&Created.UserName=x"],
    ];
    for (const [format, body] of bodies) {
      const { missing } = await decode(format, body);
      expect([...missing]).toEqual(paymentPlanDto.storedNames.filter((name) => !sent.includes(name)));
    }
  });

  it("are none when all were sent, in any order", async () => {
    const body = '{"outcome":"x","inactiveTS":null}';
    const { missing } = await decode("json", body, contactPaymentReferenceModel);
    expect(missing.has("InactiveTS")).toBe(false);
    expect(missing.size).toBe(14);
  });
});

describe("JSON", () => {
  it("fills a repeated nested object further, as Json.NET does", async () => {
    const body = '{"created":{"userName":"a"},"created":{"dateUtc":"2024-12-04T00:00:00Z"}}';
    expect((await decode("json", body)).value?.Created).toEqual({
      UserName: "a",
      DateUtc: "2024-12-04T00:00:00Z",
    });
  });

  it("reports every bad member under the client's spelling, and quotes odd names", async () => {
    const body = '{"CLIENTID":"x","odd name":1_0,"created":{"DateUtc":"z"},"buid":null}';
    const { errors } = await decode("json", body);
    expect(Object.keys(errors ?? {})).toEqual(["model.CLIENTID", "model['odd name']"]);
    const nested = await decode("json", '{"x.y":{"z":[1,{"w":.5}]}}');
    expect(Object.keys(nested.errors ?? {})).toEqual(["model['x.y'].z[1].w"]);
  });

  it.each([
    "{'clientID':1}",
    '{"clientID":1}//',
    '{"clientID":1}{}',
    "{clientID:1}",
    '{"clientID":1,}',
    '{"foo":[1,]}',
    '{"foo":[,1]}',
    '{"foo":01}',
    '{"foo":NaN}',
    '{"foo":undefined}',
    '{"foo":new Date(1)}',
    '{"foo":.5}',
    '{"foo":1.}',
    '{"foo":+1}',
    '{"foo":tru}',
    '{"foo":"\\v"}',
    '{"foo":1 2}',
    '{"foo"}',
    "{",
    '{"foo":[1}',
    "\u00a0{}",
    "[]",
    "1",
    '"x"',
    "nul",
    '{"recurrence":0}',
    '{"recurrence":{}}',
    '{"recurrence":[1]}',
    '{"lastUpdated":{"$ref":"1","x":1}}',
    '{"$id":"1","created":{"$ref":"1"}}',
    '{"$id":"1","created":{"$id":"1"}}',
  ])("refuses %s", async (body) => {
    const { errors, value } = await decode("json", body);
    expect(value).toBeNull();
    for (const messages of Object.values(errors ?? {}))
      for (const text of messages) expect(text).toBe(exception);
    expect(Object.keys(errors ?? {}).length).toBeGreaterThan(0);
  });

  it.each(["NaN", "Infinity", "-Infinity", "undefined"])("lets %s cost its own member only", async (word) => {
    for (const name of ["foo", "recurrence", "created", "lastUpdated"]) {
      const { errors } = await decode("json", `{"${name}":${word},"clientID":"x"}`);
      expect(errors).toEqual({ [`model.${name}`]: [exception], "model.clientID": [exception] });
    }
  });

  it("binds booleans and nullable decimals", async () => {
    const body = '{"paid":true,"inPaymentBatch":"False","overrideAmount":null,"amount":"5.10"}';
    expect((await decode("json", body, paymentInstallmentDto)).value).toMatchObject({
      Paid: true,
      InPaymentBatch: false,
      OverrideAmount: null,
      Amount: "5.10",
    });
    const { value } = await decode("json", '{"overrideAmount":1e1}', paymentInstallmentDto);
    expect(value?.OverrideAmount).toBe("10");
    expect((await decode("json", '{"paid":null}', paymentInstallmentDto)).errors).not.toBeNull();
  });
});

describe("XML", () => {
  it.each([
    ["<!DOCTYPE x>", ""],
    ["<?pi x?>", ""],
    [' <?xml version="1.0"?>', ""],
    ['<?xml version="1.1"?>', ""],
    ['<?xml version="1.0" encoding="utf-16"?>', ""],
    ["", "<ClientID>1</ClientID"],
    ["", "<ClientID>1</clientID>"],
    ["", "<ClientID>1 &nbsp;</ClientID>"],
    ["", "<ClientID>1 & 2</ClientID>"],
    ["", "<ClientID>]]></ClientID>"],
    ["", "text"],
    ["", "<![CDATA[ ]]>"],
    ["", "<p:ClientID>1</p:ClientID>"],
    ["", '<ClientID p:a="1">1</ClientID>'],
    ["", '<ClientID a="1" a="2">1</ClientID>'],
    ["", '<ClientID xmlns:a="u" xmlns:b="u" a:x="1" b:x="2">1</ClientID>'],
    ["", '<ClientID a="<">1</ClientID>'],
    ["", "<ClientID a=1>1</ClientID>"],
    ["", '<ClientID a="1"b="2">1</ClientID>'],
    ["", '<ClientID xmlns:xmlns="u">1</ClientID>'],
    ["", '<ClientID xmlns:p="">1</ClientID>'],
    ["", "<!-- a -- b -->"],
    ["", "<!---->-->"],
    ["", "<Foo>&#xD800;</Foo>"],
    ["", "<Foo>&#x110000;</Foo>"],
    ["", "<Foo>\u0001</Foo>"],
    ["", "<Foo>\ufffe</Foo>"],
    ["", "<1a/>"],
    ["", '<ClientID i:type="x:int" xmlns:x="urn:other">1</ClientID>'],
    ["", '<ClientID i:type="q:int">1</ClientID>'],
  ])("refuses %s%s", async (before, inner) => {
    const decoded = await decode("xml", before + plan(inner));
    expect(decoded.errors).toEqual({ model: [exception] });
  });

  it("refuses what follows the root", async () => {
    for (const after of ["x", "<a/>", "&#32;", "<![CDATA[x]]>", "</a>"]) {
      expect((await decode("xml", plan("") + after)).errors).not.toBeNull();
    }
    expect((await decode("xml", `${plan("")} <!-- end -->\n`)).errors).toBeNull();
  });

  it("takes the first of two, and does not look at the second", async () => {
    const { value } = await decode("xml", plan("<ClientID>1</ClientID><ClientID>x</ClientID>"));
    expect(value?.ClientID).toBe(1);
  });

  it("reads nested namespaces, whatever the prefixes", async () => {
    const inner = `<Created xmlns:q="${NS}ProcuraGroup.Models"><q:UserName>a&#x1;<![CDATA[<b>]]></q:UserName></Created>`;
    expect((await decode("xml", plan(inner))).value?.Created).toMatchObject({ UserName: "a\u0001<b>" });
  });
});

describe("forms", () => {
  it("shows all values of a repeated name, and takes the first", async () => {
    expect((await decode("form", "ClientID=x&ClientID=2")).errors).toEqual({
      "model.ClientID": ["The value 'x,2' is not valid for ClientID."],
    });
    expect((await decode("form", "ClientID=1&ClientID=x")).value?.ClientID).toBe(1);
  });

  it("binds the defaults from anything that is no field of ours", async () => {
    for (const body of ["&", "=", "x", "%", "%zz=%", "__proto__.x=1", "ClientID[0]=1"]) {
      expect((await decode("form", body)).value).toMatchObject({ ClientID: 0 });
    }
  });

  it("refuses an open bracket", async () => {
    expect((await decode("form", "Created[UserName=u")).errors).toEqual({ model: [exception] });
  });
});
