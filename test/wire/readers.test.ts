// What the readers bind, what they miss and how they refuse, beyond the measured cases.

import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { contactPaymentReferenceModel } from "../../src/http/contracts/debtrak/dtos.ts";
import { paymentInstallmentDto, paymentPlanDto } from "../../src/http/contracts/procura/dtos.ts";
import { decodeBody } from "../../src/http/webapi/body/decode-body.ts";
import type { Decoded } from "../../src/http/webapi/body/decoded.ts";
import type { Contract, Format } from "../../src/http/webapi/contract.ts";
import type { Shape } from "../../src/http/webapi/values/shape.ts";
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

  it("breaks off at a Microsoft date out of range, as Json.NET does, and at no other bad date", async () => {
    const errorsOf = async (body: string) => Object.keys((await decode("json", body)).errors ?? {});
    const bad = '"startDate":"/Date(99999999999999999)/"';
    expect(await errorsOf(`{${bad},"clientID":2,"buid":"x"}`)).toEqual(["model.startDate", "model.clientID"]);
    expect(await errorsOf(`{"clientID":2,${bad}}`)).toEqual(["model.startDate", "model"]);
    expect(await errorsOf('{"startDate":"/Date(x)/","clientID":2,"buid":"x"}')).toEqual([
      "model.startDate",
      "model.buid",
    ]);
  });

  it("has U+FFFD for a lone surrogate", async () => {
    const { value } = await decode("json", '{"created":{"userName":"a\\ud800b"}}');
    expect(value?.Created).toMatchObject({ UserName: "a\ufffdb" });
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
    ["", "<Foo>&#xDE00;</Foo>"],
    ["", "<Foo>&#xD83D;x</Foo>"],
    ["", "<Foo>&#xD83D; &#xDE00;</Foo>"],
    ["", "<Foo>&#xD83D;&#xD83D;</Foo>"],
    ["", "<Foo>&#xDE00;&#xD83D;</Foo>"],
    ["", "<Foo>&#xD83D;<![CDATA[]]>&#xDE00;</Foo>"],
    ["", '<Recurrence i:type="q:Recurrence">Weekly</Recurrence>'],
    ["", "<Recurrence> Weekly</Recurrence>"],
    ["", "<Recurrence>Weekly\n</Recurrence>"],
  ])("refuses %s%s", async (before, inner) => {
    const decoded = await decode("xml", before + plan(inner));
    expect(decoded.errors).toEqual({ model: [exception] });
  });

  it("takes a surrogate pair in two references for one character, in text and in attributes", async () => {
    const audit = (text: string) =>
      plan(`<Created xmlns:q="${NS}ProcuraGroup.Models"><q:UserName>${text}</q:UserName></Created>`);
    for (const text of ["&#xD83D;&#xDE00;", "&#55357;&#56832;", "&#xD83D;&#56832;", "&#x1F600;"]) {
      expect((await decode("xml", audit(`a${text}b`))).value?.Created).toMatchObject({ UserName: "a😀b" });
      expect((await decode("xml", plan(`<ClientID x="${text}">1</ClientID>`))).value?.ClientID).toBe(1);
    }
  });

  it("ignores i:type on a member that is no enumeration, whatever it says", async () => {
    for (const type of ["x:int", "q:int", "nonsense", "", ":", "a:b:c", "x:PaymentPlanDTO"]) {
      const typed = `i:type="${type}" xmlns:x="urn:other"`;
      const inner = `<ClientID ${typed}>1</ClientID><Created ${typed}/><StartDate ${typed}>2024-12-04</StartDate>`;
      expect((await decode("xml", plan(inner))).value).toMatchObject({
        ClientID: 1,
        Created: { UserName: null },
        StartDate: "2024-12-04T00:00:00",
      });
    }
    const root = plan("<ClientID>1</ClientID>").replace(" xmlns=", ' i:type="Other" xmlns=');
    expect((await decode("xml", root)).errors).toEqual({ model: [exception] });
  });

  it("takes 256 attributes and 256 namespaces, and not one more", async () => {
    const attributes = (count: number) => Array.from({ length: count }, (_, at) => ` a${at}="1"`).join("");
    const member = (given: string) => plan(`<ClientID${given}>1</ClientID>`);
    expect((await decode("xml", member(attributes(256)))).value?.ClientID).toBe(1);
    expect((await decode("xml", member(attributes(257)))).errors).toEqual({ model: [exception] });
    const nested = (count: number) =>
      plan(Array.from({ length: count }, (_, at) => `<a xmlns:p${at}="u">`).join("") + "</a>".repeat(count));
    // The root's own two are among them.
    expect((await decode("xml", nested(200))).errors).toBeNull();
    const many = (count: number) => Array.from({ length: count }, (_, at) => ` xmlns:p${at}="u"`).join("");
    expect((await decode("xml", member(many(254)))).value?.ClientID).toBe(1);
    expect((await decode("xml", member(many(255)))).errors).toEqual({ model: [exception] });
    // What an element declared is gone after it.
    expect((await decode("xml", plan(`<a${many(254)}/>`.repeat(3)))).errors).toBeNull();
    expect((await decode("xml", plan('<a xmlns:p="u"/><p:b/>'))).errors).toEqual({ model: [exception] });
  });

  it("refuses bad UTF-8 and half of a pair", async () => {
    const bytes = (text: string) => Buffer.from(plan(text).replace("?", "\u00ff"), "latin1");
    expect((await decode("xml", bytes("<Foo>?</Foo>"))).errors).toEqual({ model: [exception] });
    expect((await decode("xml", Buffer.from(plan("<Foo>?</Foo>")))).errors).toBeNull();
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

  it("has U+FFFD for bad UTF-8, escaped or not", async () => {
    for (const body of [
      Buffer.from("Created.UserName=a\u00ffb", "latin1"),
      Buffer.from("Created.UserName=a%FFb"),
      Buffer.from("Created[UserName]=a%ED%A0%80b"),
    ]) {
      const created = (await decode("form", body)).value?.Created as { readonly UserName: string };
      expect(created.UserName).toMatch(/^a\ufffd+b$/);
    }
  });

  it("refuses an open bracket", async () => {
    expect((await decode("form", "Created[UserName=u")).errors).toEqual({ model: [exception] });
  });
});
