// The OpenAPI document: valid, complete by the app's own route table, and true of every answer.
import { gzipSync } from "node:zlib";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { CONTACT_TEXTS, EXTRA_TEXTS } from "../../src/domain/contacts/contact-texts.ts";
import { MAX_NOTE_LENGTH } from "../../src/domain/values/text-length.ts";
import { EXTRA_PARAMETERS } from "../../src/http/contracts/bigchange/contact-extra-parameters.ts";
import { checkAnswer, DOCUMENT, documentedPath, problemsAt } from "../support/conformance.ts";
import { describedApp, exampleCalls, operations } from "../support/described-calls.ts";
import { compactXml, PLAN_JSON, PLAN_XML, REFERENCE_JSON, REFERENCE_XML } from "../support/samples.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

const OPEN = new Set(["/", "/health", "/ready", "/openapi.json", "/docs", "/help", "/help/{call}"]);

/** The files that a page loads are no calls. */
const PAGE_FILES = "GET /docs/{file}";

/** Every route that answers a method of its own; a pattern's conditions and the contracts' optional id are left out. */
const routesOf = (app: TestApp) =>
  new Set(
    app.routes
      .filter(({ method }) => method !== "ALL")
      .map(
        ({ method, path }) =>
          `${method} ${path.replace(/\/:id\?$/, "").replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, "{$1}")}`,
      )
      .filter((route) => route !== PAGE_FILES),
  );
const lowered = (call: string) =>
  / \/(?:api|billings|v01)/i.test(call)
    ? call.toLowerCase().replace(/^\w+/, (verb) => verb.toUpperCase())
    : call;

describe("the document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(DOCUMENT) as Record<string, unknown>);
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, "3.1"]);
  });

  it("has every route of the app, and none that the app has not", () => {
    const described = operations().map(({ method, path }) => lowered(`${method} ${path}`));
    expect([...described].sort()).toEqual([...routesOf(testApp())].map(lowered).sort());
  });

  it("lets no route hide behind a pattern for all methods", () => {
    const patterns = new Set(
      testApp()
        .routes.filter(({ method }) => method === "ALL")
        .map(({ path }) => path),
    );
    const known = operations().map(({ path }) => path.toLowerCase().replace("{id}", ":id{[0-9]{1,10}}"));
    const contracts = known.filter((path) => /^\/(?:api|billings)/.test(path));
    for (const path of patterns) {
      const plain = path.replace(/\/:id\?$/, "");
      expect(["/*", "/v1/*", "/api/*", "/billings/*", ...contracts]).toContain(plain);
    }
  });

  it("names each call once, with words for people", () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations()) {
      expect(operation.summary).toMatch(/\S/);
      expect(operation.tags).toHaveLength(1);
    }
  });

  it("shows the contract pages' own samples", () => {
    const content = (path: string) => DOCUMENT.paths[path]?.post?.requestBody?.content;
    const reference = content("/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists");
    const plan = content("/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate");
    expect(reference?.["application/json"]?.example).toEqual(JSON.parse(REFERENCE_JSON));
    expect(reference?.["text/xml"]?.example).toBe(compactXml(REFERENCE_XML));
    expect(plan?.["text/json"]?.example).toEqual(JSON.parse(PLAN_JSON));
    expect(plan?.["application/xml"]?.example).toBe(compactXml(PLAN_XML));
    expect(Object.keys(plan ?? {})).toEqual([
      "application/json",
      "text/json",
      "application/xml",
      "text/xml",
      "application/x-www-form-urlencoded",
      "application/x-compressed-json",
    ]);
  });

  it("asks for the parameters that the contact extras call reads", async () => {
    const app = testApp();
    for (const { name, required } of EXTRA_PARAMETERS) {
      if (required) continue;
      const twice = `action=ContactExtraSave&ContactId=40&${name}=1&${name}=1`;
      const response = await app.request(`/v01/services.ashx?${twice}`);
      expect(await response.json(), name).toMatchObject({ Code: 2 });
    }
  });

  it("tells the lengths that are kept to", () => {
    const { CreditPatch, ContactBody, NewPayment } = DOCUMENT.components?.schemas ?? {};
    const patch = JSON.stringify(CreditPatch);
    for (const max of Object.values(EXTRA_TEXTS)) expect(patch).toContain(`"maxLength":${max}`);
    const body = JSON.stringify(ContactBody);
    for (const max of Object.values(CONTACT_TEXTS)) expect(body).toContain(`"maxLength":${max}`);
    expect(JSON.stringify(NewPayment)).toContain(`"maxLength":${MAX_NOTE_LENGTH}`);
    const extras = DOCUMENT.paths["/v01/services.ashx"]?.get?.parameters as unknown as readonly {
      readonly name?: string;
      readonly schema?: { readonly maxLength?: number };
    }[];
    const lengthOf = (name: string) => extras.find((parameter) => parameter.name === name)?.schema?.maxLength;
    expect([lengthOf("ContactExtraAccountReference"), lengthOf("ContactExtraOnStopReason")]).toEqual([
      EXTRA_TEXTS.accountReference,
      EXTRA_TEXTS.onStopReason,
    ]);
  });

  it("is not satisfied by an answer that it does not know", async () => {
    const plan = { status: "ok", more: 1 };
    const check = (status: number, body: unknown) =>
      checkAnswer("GET", "/health", Response.json(body, { status }));
    await expect(check(200, { status: "ok" })).resolves.toBeUndefined();
    await expect(check(418, plan)).rejects.toThrow("not in the document");
    await expect(check(200, { status: "bad" })).rejects.toThrow("must be equal to constant");
    await expect(check(200, plan)).rejects.toThrow("unevaluated");
    expect(documentedPath("/BILLINGS/paymentplan/7/")).toBe("/Billings/PaymentPlan/{id}");
  });
});

describe("every route", () => {
  const app = testApp();
  const closedRoutes = [...routesOf(app)].filter((route) => !OPEN.has(route.split(" ")[1] ?? ""));

  it.each(closedRoutes)("%s is refused without a key, and with one that has no scope", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    const url = path.replace("{hash}", "a".repeat(64)).replace(/\{\w+\}/g, "1");
    const send = (key: string) => app.request(url, { method, headers: { key } });
    expect((await send("")).status).toBe(401);
    // With any key: the settings, and a search, which then looks nowhere (here it lacks its body).
    const open = new Map([
      ["/v1/settings", 200],
      ["/v1/search", 415],
    ]);
    expect((await send("scopeless-key")).status).toBe(open.get(path) ?? 403);
  });
});

/** Files: test/http/pages.test.ts has them. */
const BUILT = new Set(["/openapi.json", "/docs", "/help", "/help/{call}"]);

describe("every call", () => {
  it.each(exampleCalls().filter(({ path }) => !BUILT.has(path)))(
    "$method $path as $type works with its own example",
    async (call) => {
      const fresh = await describedApp();
      const { init, url } = call.request;
      const { body } = call;
      const place = [
        "paths",
        call.path,
        call.method.toLowerCase(),
        "requestBody",
        "content",
        call.type,
        "schema",
      ];
      if (call.type === "application/json") expect(problemsAt(place, JSON.parse(String(body)))).toBeNull();
      const packed = call.type === "application/x-compressed-json" ? gzipSync(`\uFEFF${body}`) : body;
      const wanted = operations().find(({ operation }) => operation.operationId === call.id)?.operation;
      const versioned = wanted?.parameters.some(({ $ref }) => $ref?.endsWith("/IfMatch")) === true;
      const headers = { ...init.headers, ...(versioned ? { "If-Match": "*" } : {}) };
      const key = OPEN.has(call.path) ? { key: "" } : {};
      const sent = await fresh.request(url, {
        ...init,
        headers: { ...headers, ...key },
        ...(packed === null ? {} : { body: packed }),
      });
      // The test app itself holds the answer to the document.
      expect(sent.status, await sent.clone().text()).toBeLessThan(300);
      expect(sent.headers.get("x-request-id")).toMatch(/\S/);
    },
  );

  it("of a rehearsal is committed as it was answered, line by line as described", async () => {
    const fresh = await describedApp();
    const path = "/v1/payment-plans/rehearsals";
    const call = exampleCalls().find((other) => other.path === path);
    const rehearsed = await fresh.request(path, { ...call?.request.init, body: call?.body ?? null });
    const text = await rehearsed.text();
    const lines = (given: string) =>
      given
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as { hash?: string });
    const hash = lines(text).at(-1)?.hash ?? "";
    const committed = await fresh.request(`${path}/${hash}/commit`, {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson" },
      body: text,
    });
    expect(committed.status).toBe(200);
    const schemas = ["components", "schemas"];
    for (const line of lines(text)) {
      expect(problemsAt([...schemas, "RehearsalLine"], line)).toBeNull();
      expect(problemsAt([...schemas, "SentRehearsalLine"], line)).toBeNull();
    }
    for (const line of lines(await committed.text())) {
      expect(problemsAt([...schemas, "CommitLine"], line)).toBeNull();
    }
  });
});
