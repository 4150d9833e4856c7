// The pages as they are served: files with their headers, before anything else; and what answers where there are none.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pathOfFile } from "../../src/http/pages/paths.ts";
import { HEADERS_FILE } from "../../src/http/pages/site.ts";
import { staticFiles } from "../../src/http/server/static-files.ts";
import { appWithSite, SITE } from "../support/site.ts";
import { testApp } from "../support/test-app.ts";

const site = appWithSite();
afterAll(site.remove);

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};
const open = { headers: { key: "" } };
const BROWSER = { key: "", Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

it("each file is served as it was made, with its headers and a media type, without a key", async () => {
  expect(SITE.size).toBeGreaterThan(9);
  for (const [name, { bytes, headers }] of SITE) {
    const response = await site.request(pathOfFile(name), open);
    expect(response.status, name).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes), name).toBe(true);
    expect(Object.fromEntries(response.headers), name).toMatchObject(
      Object.fromEntries(Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value])),
    );
    // Those of the reference page have names that change with what is in them.
    const kept = /^docs\/.*-[A-Z0-9]{8}\.(?:js|css)$/.test(name)
      ? "max-age=31536000, immutable"
      : "max-age=300";
    expect(response.headers.get("cache-control"), name).toBe(`public, ${kept}`);
    expect(response.headers.get("x-content-type-options"), name).toBe("nosniff");
    expect(response.headers.get("content-type"), name).toBe(MEDIA_TYPES[extname(name)]);
  }
});

it("nothing else of the folder is served, and no other method", async () => {
  for (const path of [`/${HEADERS_FILE}`, "/docs.html", "/../../package.json", "/assets.stamp"]) {
    expect((await site.request(path, open)).status, path).not.toBe(200);
  }
  const sent = await site.request("/docs", { method: "POST" });
  expect([sent.status, sent.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  const head = await site.request("/docs", { method: "HEAD", ...open });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

it("a file that the caller has is not sent again", async () => {
  const tag = (await site.request("/openapi.json", open)).headers.get("etag") ?? "";
  const again = await site.request("/openapi.json", { headers: { key: "", "If-None-Match": tag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

describe("/", () => {
  it("is a page for a browser, that leads to the reference and the help", async () => {
    const page = await site.request("/", { headers: BROWSER });
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("vary")).toBe("Accept");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await page.text();
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, to]) => to)).toEqual([
      "/docs",
      "/help",
      "/openapi.json",
      "/health",
      "/ready",
    ]);
    for (const path of ["/docs", "/help", "/openapi.json", "/health", "/ready"]) {
      expect((await site.request(path, open)).status, path).toBe(200);
    }
  });

  it.each([undefined, "*/*", "application/json", "text/html;q=0, */*"])(
    "is an index for others: Accept %s",
    async (accept) => {
      const headers = { key: "", ...(accept === undefined ? {} : { Accept: accept }) };
      const index = await site.request("/", { headers });
      expect(index.headers.get("vary")).toBe("Accept");
      const { service, ...paths } = (await index.json()) as Record<string, string>;
      expect(service).toBe("receivables-edge");
      for (const path of Object.values(paths)) expect((await site.request(path)).status, path).toBe(200);
    },
  );
});

describe("a help page", () => {
  it.each(["contactextrasave", "CONTACTEXTRASAVE", "contactExtraSave"])(
    "is found as %s too",
    async (name) => {
      const moved = await site.request(`/help/${name}`, open);
      expect([moved.status, moved.headers.get("location")]).toEqual([308, "/help/ContactExtraSave"]);
    },
  );

  it("that there is not is not found", async () => {
    expect((await site.request("/help/Nothing", open)).status).toBe(404);
  });
});

describe("where nothing was built", () => {
  it.each(["/openapi.json", "/docs", "/help", "/help/ContactExtraSave"])("%s says so", async (path) => {
    const response = await testApp().request(path, open);
    expect([response.status, await response.json()]).toMatchObject([404, { code: "PAGES_NOT_BUILT" }]);
  });

  it("a browser gets the index, and calls are served", async () => {
    const app = testApp();
    expect(await (await app.request("/", { headers: BROWSER })).json()).toHaveProperty("reference");
    expect((await app.request("/v1/payment-plans")).status).toBe(200);
  });

  it("a folder that is not there, or is empty, is none", () => {
    const empty = mkdtempSync(join(tmpdir(), "receivables-edge-empty-"));
    try {
      for (const folder of [empty, join(empty, "nothing")]) {
        const files = staticFiles(folder);
        expect([files.size, files.answer(new Request("http://service.test/docs"))]).toEqual([0, null]);
      }
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
