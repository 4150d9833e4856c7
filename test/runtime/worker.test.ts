// The bundle that is deployed, in workerd, over a real libSQL server.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import { addDemoData } from "../../scripts/demo-data.ts";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { expectSite } from "../support/expect-site.ts";
import { startServerDatabase, type TestDatabase, temporaryFolder } from "../support/libsql.ts";
import { ROOT, shell } from "../support/processes.ts";
import {
  PLAN_COMPRESSED,
  PLAN_JSON,
  PLAN_PATH,
  PLAN_XML,
  REFERENCE_JSON,
  REFERENCE_PATH,
  REFERENCE_XML,
} from "../support/samples.ts";

const folder = temporaryFolder();
const bundle = join(folder.path, "bundle");
let database: TestDatabase;
let harness: ReturnType<typeof createTestHarness>;
let deployment = "";

const harnessWith = (vars: Record<string, string>) =>
  createTestHarness({
    workers: [{ configPath: join(ROOT, "wrangler.toml"), prebuiltWorkerDir: bundle, vars }],
  });

const send = (path: string, type?: string, body?: string | Uint8Array) =>
  harness.fetch(path, {
    method: body === undefined ? "GET" : "POST",
    // Partners send no Accept unless they mean it; this fetch would add the one of a browser, which asks for JSON.
    headers: {
      key: DEVELOPMENT_KEY,
      Accept: type ?? "*/*",
      ...(type === undefined ? {} : { "Content-Type": type }),
    },
    ...(body === undefined ? {} : { body }),
  });

beforeAll(async () => {
  process.env.WRANGLER_SEND_METRICS = "false";
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  deployment = await shell(`npm run --silent deploy -- --dry-run --outdir '${bundle}'`);
  database = await startServerDatabase();
  await addDemoData(database.database);
  harness = harnessWith({
    DATABASE_URL: database.url,
    DATABASE_TOKEN: "",
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
  });
  await harness.listen();
}, 120_000);

afterAll(async () => {
  await harness?.close();
  await database?.stop();
  folder.remove();
});

describe("the deployed bundle", () => {
  it("passes the dry run and stays under 127.5 KiB gzipped", () => {
    const [, size] = /gzip: ([\d.]+) KiB/.exec(deployment) ?? [];
    expect(Number(size)).toBeGreaterThan(20);
    expect(Number(size)).toBeLessThan(127.5);
  });

  it("is ready", async () => {
    expect((await send("/health")).status).toBe(200);
    expect((await send("/ready")).status).toBe(200);
  });

  it("says what is wrong with fields in plain words", async () => {
    const answer = await send("/v1/payment-references", "application/json", '{"accountId":"one"}');
    expect(await answer.json()).toMatchObject({
      code: "FIELDS_INVALID",
      errors: [
        { pointer: "/accountId", detail: "A number is expected." },
        { pointer: "/contactId", detail: "This field is required." },
        { pointer: "/crn", detail: "This field is required." },
      ],
    });
  });

  it("saves the sample reference from JSON and XML", async () => {
    const json = await send(REFERENCE_PATH, "application/json", REFERENCE_JSON);
    expect(await json.text()).toBe('{"Response":null}');
    expect(json.headers.get("reference-outcome")).toBe("existing");
    const xml = await send(
      REFERENCE_PATH,
      "application/xml",
      REFERENCE_XML.replace("sample string 1", "other"),
    );
    expect(xml.headers.get("reference-outcome")).toBe("created");
  });

  it("updates the sample plan from JSON, XML and compressed JSON", async () => {
    const json = await send(PLAN_PATH, "application/json", PLAN_JSON);
    expect(await json.text()).toContain(
      '"startDate":"2024-12-04T08:13:04.2616174+00:00","paymentAmount":5.0,"installments":6',
    );
    expect(json.headers.get("etag")).toBe('"2"');
    const xml = await send(PLAN_PATH, "application/xml", PLAN_XML.replace(">6<", ">7<"));
    expect(await xml.text()).toContain("<Installments>7</Installments>");
    const compressed = await send(PLAN_PATH, "application/x-compressed-json", PLAN_COMPRESSED);
    const text = gunzipSync(new Uint8Array(await compressed.arrayBuffer())).toString("utf8");
    expect(text).toContain('"installments":6');
    expect(compressed.headers.get("etag")).toBe('"4"');
  });

  it("updates the contact's extra", async () => {
    const saved = await send(
      "/v01/services.ashx?Action=ContactExtraSave&ContactId=38759340&ContactExtraDelay2Pay=9",
    );
    expect(await saved.json()).toEqual({
      Code: 0,
      Result: "Contact 38759340 Joe Bloggs has updated successfully",
    });
  });

  it("serves the pages and the document as they are declared, before the Worker is asked", async () => {
    await expectSite((path, init) => harness.fetch(path, init));
  });

  it("chooses at / between the page and the index, and leaves calls to themselves in a browser", async () => {
    const browser = { Accept: "text/html", "Sec-Fetch-Mode": "navigate" };
    const page = await harness.fetch("/", { headers: browser });
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain('<a href="/docs">');
    expect(await (await harness.fetch("/", { headers: { Accept: "*/*" } })).json()).toHaveProperty("openapi");
    const call = await harness.fetch("/v1/payment-plans/1", { headers: { ...browser, key: "wrong" } });
    expect(call.status).toBe(401);
  });

  it("serves 40 requests at once", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => send("/v1/payment-plans/1")));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 40 }, () => 200));
  });

  it("shares its readiness between callers that ask at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send("/ready")));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it("keeps URLs out of the platform's logs", () => {
    const logs = /\[observability\.logs\]\n([^[]*)/.exec(
      readFileSync(join(ROOT, "wrangler.toml"), "utf8"),
    )?.[1];
    expect(logs).toMatch(/^invocation_logs = false$/m);
  });

  it("logs one line a request without what was sent", () => {
    const lines = harness.getLogs().map((log) => log.message);
    expect(lines.some((line) => line.includes('"route":"/v01/services.ashx"'))).toBe(true);
    expect(lines.join("\n")).not.toMatch(/sample string|38759340|rek_development/);
  });
});

describe("a bundle without its database or its settings", () => {
  it("answers 503 within two seconds, with Retry-After, and health all the same", async () => {
    const away = harnessWith({
      DATABASE_URL: "http://127.0.0.1:1",
      API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
    });
    try {
      await away.listen();
      expect((await away.fetch("/health")).status).toBe(200);
      const startedAt = Date.now();
      const response = await away.fetch("/v1/payment-plans/1", { headers: { key: DEVELOPMENT_KEY } });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("2");
      expect(Date.now() - startedAt).toBeLessThan(2_000);
    } finally {
      await away.close();
    }
  });

  it("serves nothing without keys or a database address", async () => {
    const bare = harnessWith({});
    try {
      await bare.listen();
      expect((await bare.fetch("/health")).status).toBe(200);
      expect((await bare.fetch("/v1/payment-plans/1", { headers: { key: DEVELOPMENT_KEY } })).status).toBe(
        503,
      );
      const ready = await bare.fetch("/ready");
      expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining("DATABASE_URL")]);
    } finally {
      await bare.close();
    }
  });
});
