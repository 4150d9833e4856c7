// The help pages: complete, without anything from elsewhere, and closed to injected script.
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { CHECK_MESSAGES } from "../../src/http/contracts/bigchange/contact-extra-checks.ts";
import { EXTRA_PARAMETERS } from "../../src/http/contracts/bigchange/contact-extra-parameters.ts";
import { paymentPlanDto } from "../../src/http/contracts/procura/dtos.ts";
import { operations } from "../support/described-calls.ts";
import {
  compactXml,
  PLAN_JSON,
  PLAN_XML,
  REFERENCE_ANSWER_XML,
  REFERENCE_JSON,
  REFERENCE_XML,
} from "../support/samples.ts";
import { SITE } from "../support/site.ts";

const page = (path: string) => {
  const file = SITE.get(`${path.slice(1)}.html`);
  if (file === undefined) throw new Error(`there is no page ${path}`);
  return {
    html: new TextDecoder().decode(file.bytes),
    policy: file.headers["Content-Security-Policy"] ?? "",
  };
};
const plain = (html: string) =>
  html
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
/** The samples of a page, without the white space that it adds. */
const samplesOf = (html: string) =>
  [...html.matchAll(/<pre[^>]*><code>([\s\S]*?)<\/code>/g)].map(([, text = ""]) => compactXml(plain(text)));
const inline = (html: string, tag: string) =>
  new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? "";
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const CONTRACT_CALLS = operations().filter(
  ({ operation, method }) =>
    operation.tags[0]?.startsWith("Contract") &&
    !(method === "POST" && operation.operationId.endsWith("ByPost")),
);

describe.each(["/home", "/help", "/help/UpdatePaymentPlanAndRecalculate", "/help/ContactExtraSave"])(
  "%s",
  (path) => {
    it("runs its own style and script only, and loads nothing from elsewhere", () => {
      const { html, policy } = page(path);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|http|\*/);
      expect(policy).toContain(`style-src ${hash(inline(html, "style"))};`);
      if (html.includes("<script")) expect(policy).toContain(`script-src ${hash(inline(html, "script"))};`);
      else expect(policy).not.toContain("script-src");
      const markup = html.replace(/<pre[\s\S]*?<\/pre>/g, "");
      expect(markup).not.toMatch(/\s(?:src|style|on\w+)=|@import|url\(|href="(?:https?:)?\/\//);
    });
  },
);

describe("the help pages", () => {
  it("list every call of the contracts, each with a page of its own", () => {
    const { html } = page("/help");
    for (const { operation, path } of CONTRACT_CALLS) {
      expect(html).toContain(`href="/help/${operation.operationId}"`);
      const call = page(`/help/${operation.operationId}`);
      expect(call.html.replaceAll("<wbr>", "")).toContain(path.slice(1));
    }
    expect([...SITE.keys()].filter((name) => name.startsWith("help/"))).toHaveLength(CONTRACT_CALLS.length);
  });

  it("name every member with its type, and every number of an enumeration", () => {
    const { html } = page("/help/UpdatePaymentPlanAndRecalculate");
    for (const { name } of paymentPlanDto.members) expect(html).toContain(`<td>${name}</td>`);
    expect(html).toContain("<td>Weekly</td><td>1</td>");
    expect(html).toContain("<td>Cash</td><td>10</td>");
  });

  it("print the contract pages' samples in every media type", () => {
    const plan = samplesOf(page("/help/UpdatePaymentPlanAndRecalculate").html);
    const compact = JSON.stringify(JSON.parse(PLAN_JSON));
    const json = plan.filter((text) => text.startsWith("{"));
    expect(json.map((text) => JSON.stringify(JSON.parse(text)))).toEqual([compact, compact]);
    expect(json[0]).toContain('"paymentAmount": 5.0,');
    expect(plan).toContain(compactXml(PLAN_XML));
    expect(plan.some((text) => text.startsWith("PaymentPlanID=1&ClientID=2&"))).toBe(true);
    const packed = plan.find((text) => text.startsWith("H4sI")) ?? "";
    const unpacked = gunzipSync(Buffer.from(packed, "base64")).toString("utf8");
    expect(unpacked).toBe(`\uFEFF${compact.replace('"paymentAmount":5,', '"paymentAmount":5.0,')}`);

    const reference = samplesOf(page("/help/SaveContactPaymentReferenceIfNotExists").html);
    expect(JSON.parse(reference[0] ?? "")).toEqual(JSON.parse(REFERENCE_JSON));
    expect(reference).toContain(compactXml(REFERENCE_XML));
    expect(reference).toContain(compactXml(REFERENCE_ANSWER_XML));
  });

  it("list the parameters and messages of the contact extras call", () => {
    const html = plain(page("/help/ContactExtraSave").html);
    for (const { name } of EXTRA_PARAMETERS) expect(html).toContain(`<td>${name}</td>`);
    for (const message of CHECK_MESSAGES) expect(html).toContain(`<td>${message}</td>`);
  });
});
