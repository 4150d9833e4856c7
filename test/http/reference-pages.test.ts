// The reference page and the help pages: complete, without anything from elsewhere, and closed to injected script.
import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { EXTRA_CHECKS } from "../../src/domain/contacts/extras/contact-extra-checks.ts";
import { createApp } from "../../src/http/app.ts";
import { EXTRA_PARAMETERS } from "../../src/http/contracts/bigchange/contact-extra-parameters.ts";
import { describeV1 } from "../../src/http/openapi/v1-description.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { paymentPlanDto } from "../../src/http/webapi/dtos.ts";
import { operations } from "../support/described-calls.ts";
import { memoryStores } from "../support/memory-stores.ts";
import {
  compactXml,
  PLAN_JSON,
  PLAN_XML,
  REFERENCE_ANSWER_XML,
  REFERENCE_JSON,
  REFERENCE_XML,
} from "../support/samples.ts";
import { testApp } from "../support/test-app.ts";

const app = testApp();
const page = async (path: string) => {
  const response = await app.request(path, { headers: { key: "" } });
  expect(response.status).toBe(200);
  return { html: await response.text(), policy: response.headers.get("content-security-policy") ?? "" };
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

describe.each(["/docs", "/help", "/help/UpdatePaymentPlanAndRecalculate", "/help/contactextrasave"])(
  "%s",
  (path) => {
    it("runs its own style and script only, and loads nothing from elsewhere", async () => {
      const { html, policy } = await page(path);
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

describe("the reference page", () => {
  it("has a script that parses", async () => {
    const { html } = await page("/docs");
    expect(() => new Script(inline(html, "script"))).not.toThrow();
  });
});

describe("the help pages", () => {
  it("list every call of the contracts, each with a page of its own", async () => {
    const { html } = await page("/help");
    for (const { operation, path } of CONTRACT_CALLS) {
      expect(html).toContain(`href="/help/${operation.operationId}"`);
      const call = await page(`/help/${operation.operationId}`);
      expect(call.html.replaceAll("<wbr>", "")).toContain(path.slice(1));
    }
    expect((await app.request("/help/Nothing")).status).toBe(404);
  });

  it("name every member with its type, and every number of an enumeration", async () => {
    const { html } = await page("/help/UpdatePaymentPlanAndRecalculate");
    for (const { name } of paymentPlanDto.members) expect(html).toContain(`<td>${name}</td>`);
    expect(html).toContain("<td>Weekly</td><td>1</td>");
    expect(html).toContain("<td>Cash</td><td>10</td>");
  });

  it("print the contract pages' samples in every media type", async () => {
    const plan = samplesOf((await page("/help/UpdatePaymentPlanAndRecalculate")).html);
    const compact = JSON.stringify(JSON.parse(PLAN_JSON));
    const json = plan.filter((text) => text.startsWith("{"));
    expect(json.map((text) => JSON.stringify(JSON.parse(text)))).toEqual([compact, compact]);
    expect(json[0]).toContain('"paymentAmount": 5.0,');
    expect(plan).toContain(compactXml(PLAN_XML));
    expect(plan.some((text) => text.startsWith("PaymentPlanID=1&ClientID=2&"))).toBe(true);
    const packed = plan.find((text) => text.startsWith("H4sI")) ?? "";
    const unpacked = gunzipSync(Buffer.from(packed, "base64")).toString("utf8");
    expect(unpacked).toBe(`\uFEFF${compact.replace('"paymentAmount":5,', '"paymentAmount":5.0,')}`);

    const reference = samplesOf((await page("/help/SaveContactPaymentReferenceIfNotExists")).html);
    expect(JSON.parse(reference[0] ?? "")).toEqual(JSON.parse(REFERENCE_JSON));
    expect(reference).toContain(compactXml(REFERENCE_XML));
    expect(reference).toContain(compactXml(REFERENCE_ANSWER_XML));
  });

  it("list the parameters and messages of the contact extras call", async () => {
    const html = plain((await page("/help/ContactExtraSave")).html);
    for (const { name } of EXTRA_PARAMETERS) expect(html).toContain(`<td>${name}</td>`);
    for (const { message } of EXTRA_CHECKS) expect(html).toContain(`<td>${message}</td>`);
  });

  it("show the deployer's own tables", async () => {
    const own = testApp({ environment: { ENUMERATIONS: '{"PaymentMethod":{"Giro":5}}' } });
    const html = await (await own.request("/help/UpdatePaymentPlanAndRecalculate")).text();
    expect(html).toContain("<td>Giro</td><td>5</td>");
    const document = await (await own.request("/openapi.json")).text();
    expect(document).toContain('"enum":["Giro"]');
  });
});

it("a service without keys shows nothing of itself", async () => {
  const read = readSettings({ DATABASE_URL: "http://127.0.0.1:1" });
  if ("wrong" in read) throw new Error("settings");
  const bare = createApp({
    settings: read.settings,
    openStores: () => memoryStores(),
    ready: async () => {},
    v1Description: describeV1,
    clock: () => 0,
    randomId: () => "",
    log: () => {},
  });
  for (const path of ["/openapi.json", "/docs", "/help", "/help/ContactExtraSave"]) {
    expect((await bare.request(path)).status).toBe(503);
  }
});
