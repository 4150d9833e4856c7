// What the reference page's search finds, and how it shows bodies: over the whole document, without a browser.
import { describe, expect, it } from "vitest";
import { callsOf, readerOf } from "../../src/http/pages/docs/browser/calls.ts";
import { type Document, derefIn } from "../../src/http/pages/docs/browser/document.ts";
import { pretty } from "../../src/http/pages/docs/browser/pretty.ts";
import { objectsIn, typeOf } from "../../src/http/pages/docs/browser/schema-text.ts";
import { indexOf, searchIn, snippetOf } from "../../src/http/pages/docs/browser/search-index.ts";
import { DOCUMENT } from "../support/conformance.ts";

const document = DOCUMENT as unknown as Document;
const deref = derefIn(document);
const calls = callsOf(document, deref);
const index = indexOf(calls, deref);
const idsOf = (asked: string) => searchIn(index, asked).map(({ call }) => call.id);

type Node = { readonly [key: string]: unknown };
/** Everything in the document that has the property, with its value. */
function valuesOf(node: unknown, property: string): readonly unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node as Node).flatMap(([key, value]) => [
    ...(key === property ? [value] : []),
    ...(key === "example" || key === "examples" ? [] : valuesOf(value, property)),
  ]);
}

describe("the search", () => {
  it("finds every member of every schema", () => {
    const { schemas } = document.components;
    const names = valuesOf(schemas, "properties").flatMap((properties) => Object.keys(properties as Node));
    expect(names.length).toBeGreaterThan(300);
    expect([...new Set(names)].filter((name) => idsOf(name).length === 0)).toEqual([]);
  });

  it("finds every code at every call that can fail with it", () => {
    let found = 0;
    for (const call of calls) {
      for (const { response } of call.responses) {
        for (const media of Object.values(response.content ?? {})) {
          for (const code of Object.keys(media.examples ?? {})) {
            if (code === "success") continue;
            expect(idsOf(code), code).toContain(call.id);
            found += 1;
          }
        }
      }
    }
    expect(found).toBeGreaterThan(500);
  });

  it("finds a call, a parameter, a member and a header by words in the middle of their descriptions", () => {
    const described = valuesOf(
      [document.paths, document.components.schemas],
      "description",
    ) as readonly string[];
    expect(described.length).toBeGreaterThan(200);
    const missed = described.filter(
      (text) => searchIn(index, text.split(/\s+/).slice(-4).join(" ")).length === 0,
    );
    expect(missed).toEqual([]);
  });

  it("puts the call that is named first, and all words must be there", () => {
    expect(idsOf("getPaymentPlanHistory")[0]).toBe("getPaymentPlanHistory");
    expect(idsOf("record money")[0]).toBe("recordPayment");
    expect(idsOf("payment-references deactivate")[0]).toBe("deactivatePaymentReference");
    expect(idsOf("reverse zebra")).toEqual([]);
    expect(idsOf("   ")).toEqual([]);
  });

  it("shows the words around what was found", () => {
    const text = `${"before ".repeat(30)}the needle here ${"after ".repeat(30)}`;
    const snippet = snippetOf(text, "NEEDLE");
    expect(snippet).toMatch(/^… .*the needle here.* …$/);
    expect(snippet.length).toBeLessThan(100);
    expect(snippetOf("short", "x")).toBe("short");
  });
});

describe("bodies", () => {
  it.each([
    [
      '{"a":5.10,"b":[1,{}],"c":"x, {y}: \\"z\\"","d":[ ]}',
      '{\n  "a": 5.10,\n  "b": [\n    1,\n    {}\n  ],\n  "c": "x, {y}: \\"z\\"",\n  "d": []\n}',
    ],
    ["12345678901234567890.10", "12345678901234567890.10"],
  ])("of JSON keep their digits and their texts: %s", (text, shown) => {
    expect(pretty(text, "application/json")).toBe(shown);
    if (text.startsWith("{")) expect(JSON.parse(shown)).toEqual(JSON.parse(text));
  });

  it("of XML are indented, and a text in them stays", () => {
    const shown = pretty('<a x="1"><b>t < u</b><c/><d><e>1</e></d></a>'.replace("< u", "&lt; u"), "text/xml");
    expect(shown).toBe('<a x="1">\n  <b>t &lt; u</b>\n  <c/>\n  <d>\n    <e>1</e>\n  </d>\n</a>');
  });
});

describe("schemas", () => {
  it("are told in a line", () => {
    const say = (schema: object) => typeOf(schema, deref);
    const money = { $ref: "#/components/schemas/Money" };
    expect(say({ anyOf: [money, { type: "null" }] })).toBe("Money | null");
    expect(say({ type: "array", items: money })).toBe("Money[]");
    expect(say({ type: "array", items: { type: "string", format: "date" } })).toBe("(string (date))[]");
    expect(say({ type: "string", enum: ["a", "b"] })).toBe('"a" | "b"');
    expect(say({ type: "object", additionalProperties: money })).toBe("object of Money");
  });

  it("open to the objects that they can be, through references, arrays, choices and lines", () => {
    const names = (schema: object) => objectsIn(schema, deref).map(({ name }) => name);
    expect(names({ "x-line-schema": { $ref: "#/components/schemas/CommitLine" } })).toEqual([
      "CommittedPlan",
      "CommitEnd",
      "BrokenOff",
    ]);
    expect(
      names({ type: "array", items: { anyOf: [{ $ref: "#/components/schemas/Money" }, { type: "null" }] } }),
    ).toEqual(["Money"]);
  });
});

it("a version is read where the thing that is changed is read", () => {
  const readers = calls
    .filter(({ parameters }) => parameters.some(({ name }) => name === "If-Match"))
    .map((call) => `${call.method} ${call.path} < ${readerOf(call, calls)?.path ?? "none"}`);
  expect(readers).toEqual([
    "POST /Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate < none",
    "PUT /Billings/PaymentPlan/{id} < /Billings/PaymentPlan/{id}",
    "PUT /v1/payment-plans/{id} < /v1/payment-plans/{id}",
    "PATCH /v1/payment-plans/{id} < /v1/payment-plans/{id}",
    "POST /v1/payment-plans/{id}/payments < /v1/payment-plans/{id}",
    "POST /v1/payment-plans/{id}/payments/{number}/reverse < /v1/payment-plans/{id}",
    "PUT /v1/payment-plans/{id}/instalments/{ordinal} < /v1/payment-plans/{id}",
    "PATCH /v1/payment-plans/{id}/instalments/{ordinal} < /v1/payment-plans/{id}",
    "PUT /v1/contacts/{id} < /v1/contacts/{id}",
    "PATCH /v1/contacts/{id}/credit < /v1/contacts/{id}/credit",
    "PUT /v1/clients/{id} < /v1/clients/{id}",
  ]);
});
