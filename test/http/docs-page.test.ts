// The reference page as it is served: complete, closed to injected script, nothing from elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { V1_CALLS } from "../../src/http/v1/calls.ts";
import { operations } from "../support/described-calls.ts";
import { ROOT } from "../support/processes.ts";
import { appWithSite } from "../support/site.ts";

const app = appWithSite();
afterAll(() => app.remove());
const open = { headers: { key: "" } };

/** The addresses that a page loads something from. */
const loaded = (html: string) =>
  [...html.matchAll(/<(?:script|link)[^>]*\s(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address);

it("loads its own script and style from the service, by names that change with what is in them", async () => {
  const page = await app.request("/docs", open);
  expect(page.status).toBe(200);
  const html = await page.text();
  const [icon, style = "", script = "", ...more] = loaded(html);
  expect([icon, more]).toEqual(["data:,", []]);
  expect(style).toMatch(/^\/docs\/docs-[A-Z0-9]{8}\.css$/);
  expect(script).toMatch(/^\/docs\/main-[A-Z0-9]{8}\.js$/);
  for (const [path, type] of [
    [style, "text/css"],
    [script, "text/javascript"],
  ] as const) {
    const file = await app.request(path, open);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await file.text()).not.toMatch(/https?:\/\/|@import|url\(/);
  }
  expect((await app.request("/docs/main-AAAAAAAA.js", open)).status).toBe(404);
});

it("runs what is its own, sends to its service alone, and lets no text become markup", async () => {
  const page = await app.request("/docs", open);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy.split("; ")).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]),
  );
  expect(policy).not.toMatch(/unsafe|http|\*|sha256/);
  expect(await page.text()).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

it("keeps nothing and makes no markup of text: its sources name no store and no such property", () => {
  const folder = join(ROOT, "src/http/pages/docs/browser");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const name of files) {
    expect(readFileSync(join(folder, name), "utf8"), name).not.toMatch(
      /localStorage|sessionStorage|indexedDB|cookie|innerHTML|outerHTML|insertAdjacent|document\.write|eval\(/,
    );
  }
});

it("can tell from the document which calls write: those, and no others, take an Idempotency-Key", () => {
  const keyed = operations()
    .filter(({ operation }) =>
      operation.parameters.some(
        ({ name, $ref }) => name === "Idempotency-Key" || $ref?.endsWith("/IdempotencyKey") === true,
      ),
    )
    .map(({ method, path }) => `${method} ${path}`);
  const contracts = [
    "POST /api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
    "POST /Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
    "POST /Billings/PaymentPlan",
    "PUT /Billings/PaymentPlan/{id}",
    "GET /v01/services.ashx",
    "POST /v01/services.ashx",
  ];
  const own = V1_CALLS.filter(({ facts }) => "write" in facts).map(({ call }) => call);
  expect(keyed.sort()).toEqual([...contracts, ...own].sort());
});
