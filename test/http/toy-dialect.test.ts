// A further Web API dialect is a folder and a line: everything that the service does around and about a call is there.
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { DESCRIBED_DIALECTS } from "../../src/http/contracts/described-dialects.ts";
import { contractCalls } from "../../src/http/contracts/dialect.ts";
import { DIALECTS } from "../../src/http/contracts/dialects.ts";
import { describedWebApi } from "../../src/http/contracts/web-api/described-web-api.ts";
import { webApiDialect } from "../../src/http/contracts/web-api/web-api-dialect.ts";
import { openApiDocument } from "../../src/http/openapi/document.ts";
import { describeV1 } from "../../src/http/openapi/v1-description.ts";
import { siteFiles } from "../../src/http/pages/site.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import { DOCUMENT } from "../support/conformance.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";
import { toy } from "./toy-dialect/toy.ts";

const dialects = [...DIALECTS, webApiDialect(toy)];
const described = [...DESCRIBED_DIALECTS, describedWebApi(toy)];

const JSON_BODY = '{"accountID":7,"contactID":8,"crn":"toy 1","colour":2}';
const NAMESPACE = "http://schemas.datacontract.org/2004/07/Toy.Models";
const ROOT = `xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${NAMESPACE}"`;
const XML_BODY = `<NewToyReference xmlns="${NAMESPACE}"><AccountID>7</AccountID><Colour>Green</Colour><ContactID>8</ContactID><Crn>toy 1</Crn></NewToyReference>`;
const json = (body = JSON_BODY, headers: Record<string, string> = {}) =>
  post("application/json", body, headers);

let app: TestApp;
beforeEach(() => {
  app = testApp({ dialects });
});

const firstSaved = () => app.stores.references.byId(1);

describe("the calls of a further dialect", () => {
  it("are answered in JSON and in XML, as they are asked for", async () => {
    const made = await app.request("/Toy/Reference", json());
    expect(made.status).toBe(201);
    expect(made.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(made.headers.get("location")).toBe("/Toy/Reference/1");
    expect(made.headers.get("cache-control")).toBe("no-cache");
    expect(await made.text()).toBe('{"referenceID":1,"accountID":7,"contactID":8,"colour":2}');

    const again = await app.request("/TOY/reference/", post("text/xml", XML_BODY));
    expect(again.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    expect(await again.text()).toBe(
      `<ToyReference ${ROOT}><AccountID>7</AccountID><Colour>Green</Colour><ContactID>8</ContactID><ReferenceID>1</ReferenceID></ToyReference>`,
    );

    const read = await app.request("/toy/reference/1", { headers: { Accept: "application/xml" } });
    expect(await read.text()).toContain("<Colour>Red</Colour>");
  });

  it("bind a body by .NET's rules", async () => {
    const refused = async (body: string, type = "application/json") => {
      const response = await app.request("/Toy/Reference", post(type, body));
      return [response.status, await response.text()];
    };
    const invalid = (state: string) => [400, `{"message":"The request is invalid.","modelState":{${state}}}`];
    const failed = '["An error has occurred."]';
    expect(await refused('{"ACCOUNTID":1.0,"contactID":"8","colour":"blue"}')).toEqual(
      invalid(`"model.ACCOUNTID":${failed},"model.colour":${failed}`),
    );
    expect(await refused('{"contactID":8}')).toEqual(
      invalid(
        '"model.AccountID":["The AccountID field is required."],"model.Crn":["The Crn field is required."]',
      ),
    );
    expect((await refused("AccountID=7", "application/x-www-form-urlencoded"))[0]).toBe(415);
    expect((await refused(`{"crn":"${"x".repeat(300_000)}"}`))[0]).toBe(413);
    expect(await firstSaved()).toBeNull();
  });

  it("are mounted under the patterns that they declare, each of them", () => {
    const mounted = new Set(app.routes.map(({ method, path }) => `${method} ${path}`));
    const declared = contractCalls(dialects).flatMap(({ methods, pattern }) =>
      methods.map((method) => `${method} ${pattern}`),
    );
    expect(declared).toContain("GET /toy/reference/:id{[0-9]{1,10}}");
    expect(declared.filter((call) => !mounted.has(call))).toEqual([]);
  });
});

describe("what a further dialect refuses", () => {
  it("is told in its own form, in JSON and XML", async () => {
    const nothing = await app.request("/toy/nothing");
    expect([nothing.status, await nothing.json()]).toEqual([
      404,
      {
        message: "No HTTP resource was found that matches the request URI 'http://service.test/toy/nothing'.",
      },
    ]);
    const method = await app.request("/toy/reference", { method: "PUT" });
    expect([method.status, method.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await method.json()).toEqual({
      message: "The requested resource does not support http method 'PUT'.",
    });
    const stranger = await app.request("/toy/reference/1", { headers: { key: "", Accept: "text/xml" } });
    expect([stranger.status, await stranger.text()]).toEqual([
      401,
      "<Error><Message>Authorization has been denied for this request.</Message><Code>UNAUTHENTICATED</Code></Error>",
    ]);
    expect(stranger.headers.get("www-authenticate")).toMatch(/Bearer.*Basic/);
    const absent = await app.request("/toy/reference/9");
    expect([absent.status, await absent.json()]).toEqual([
      404,
      { message: "There is no payment reference 9.", code: "REFERENCE_NOT_FOUND" },
    ]);
  });

  it("is every key without the call's scope", async () => {
    const keys = await Promise.all(
      SCOPES.map(async (scope) => ({ name: scope, hash: await sha256(scope), scopes: [scope] })),
    );
    const single = testApp({ dialects, environment: { API_KEYS: JSON.stringify(keys) } });
    for (const { methods, pattern, scope: own } of contractCalls([webApiDialect(toy)])) {
      for (const scope of SCOPES) {
        const method = methods[0] ?? "";
        const response = await single.request(pattern.replace(/:id.*$/, "1"), {
          method,
          headers: { key: scope },
        });
        const told = [response.status, ((await response.json()) as { code?: string }).code];
        if (scope === own) expect(told[0], scope).not.toBe(403);
        else expect(told, scope).toEqual([403, "SCOPE_MISSING"]);
      }
    }
  });
});

describe("a preview in a further dialect", () => {
  it("is asked for in any case, writes nothing, and has no use for a key, be it a good one or not", async () => {
    for (const headers of [{}, { "Idempotency-Key": "a b" }]) {
      const preview = await app.request("/Toy/Reference?VALIDATEONLY=True", json(JSON_BODY, headers));
      expect([preview.status, await preview.json()]).toMatchObject([200, { referenceID: 0 }]);
    }
    expect(await firstSaved()).toBeNull();
  });

  it.each(["validate_only=true", "validateOny=true", "validateOnly=", "validateOnly=true&validateOnly=true"])(
    "is not mistaken for the call itself: %s",
    async (query) => {
      const response = await app.request(`/Toy/Reference?${query}`, json());
      expect([response.status, await response.json()]).toMatchObject([400, { modelState: {} }]);
      expect(await firstSaved()).toBeNull();
    },
  );

  it("is refused where the call has none, and is nothing to a call that reads", async () => {
    const { write, ...call } = toy.calls[1] ?? {};
    if (write === undefined) throw new Error("the toy's second call writes");
    const always = {
      ...toy,
      calls: [toy.calls[0], { ...call, write: { repeat: write.repeat } }],
    } as typeof toy;
    const blunt = testApp({ stores: app.stores, dialects: [webApiDialect(always)] });
    expect((await blunt.request("/toy/reference?validateOnly=true", json())).status).toBe(400);
    expect(await firstSaved()).toBeNull();
    await app.request("/toy/reference", json());
    expect((await app.request("/toy/reference/1?validateOnly=true")).status).toBe(200);
  });
});

describe("a repeat in a further dialect", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await startFileDatabase();
  });
  afterAll(() => test.stop());
  const over = (database: Database) =>
    testApp({ dialects, openStores: (claim) => libsqlStores(database, claim) });

  it("acts once under its key and gets the first answer", async () => {
    const service = over(test.database);
    const key = { "Idempotency-Key": "toy-1" };
    const [first, second] = [
      await service.request("/Toy/Reference", json(JSON_BODY, key)),
      await service.request("/Toy/Reference", json(JSON_BODY, key)),
    ];
    expect([first.headers.get("idempotency-replayed"), second.headers.get("idempotency-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect(await second.text()).toBe(await first.text());
    const other = await service.request("/Toy/Reference", json(JSON_BODY.replace("7", "9"), key));
    expect([other.status, await other.json()]).toMatchObject([422, { code: "IDEMPOTENCY_KEY_REUSED" }]);
    const wrong = await service.request("/Toy/Reference", json(JSON_BODY, { "Idempotency-Key": " " }));
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: "IDEMPOTENCY_KEY_INVALID" }]);
  });

  it("is told of in the call's own words when the database is away", async () => {
    const away = () => Promise.reject(new StoreUnavailable(new Error("cut")));
    const service = over({ ...test.database, read: away, write: away });
    const response = await service.request("/Toy/Reference", json());
    expect([response.status, await response.json()]).toEqual([
      503,
      {
        message:
          "It may have happened. Sending the same request again is safe: a toy is put into the box once.",
        code: "DATABASE_UNAVAILABLE",
      },
    ]);
    const read = await service.request("/Toy/Reference/1");
    expect(await read.text()).toContain("Nothing was to be changed");
  });
});

describe("a further dialect is described", () => {
  it("on the help pages, with a page for each call", async () => {
    const files = await siteFiles(new Map(), described);
    const text = (name: string) => new TextDecoder().decode(files.get(name)?.bytes);
    const index = text("help.html");
    expect(index).toContain("<h2>ToyReference</h2>");
    expect(index).toContain("Save a toy reference (sibling call)");
    const page = text("help/SaveToyReference.html");
    for (const part of [
      "<td>Colour</td>",
      "<td>Red</td><td>1</td><td>The contract</td>",
      "<td>Toy-Box</td>",
      "<td>Crn</td><td>What it is called by.</td><td>string</td><td>Required</td>",
      "<td>validateOnly</td>",
      "<td>Idempotency-Key</td>",
      "<code>references:write</code>",
      "&quot;colour&quot;: 1",
      "&lt;Colour&gt;Red&lt;/Colour&gt;",
    ]) {
      expect(page).toContain(part);
    }
    expect(files.has("help/GetToyReference.html")).toBe(true);
    const moved = await app.request("/help/gettoyreference");
    expect(moved.headers.get("location")).toBe("/help/GetToyReference");
  });

  it("in a valid OpenAPI document, beside everything that was there", async () => {
    const document = JSON.parse(JSON.stringify(openApiDocument(described, describeV1()))) as Record<
      string,
      unknown
    > & {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
      readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
    };
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    const saved = document.paths["/Toy/Reference"]?.post;
    expect(saved?.operationId).toBe("SaveToyReference");
    expect(saved?.tags).toEqual(["Contract: toys"]);
    expect(saved?.security).toContainEqual({ bearer: ["references:write"] });
    expect(saved?.parameters.map(({ name, $ref }) => name ?? $ref)).toEqual([
      "validateOnly",
      "Toy-Box",
      "Idempotency-Key",
      "#/components/parameters/RequestId",
    ]);
    expect(Object.keys(saved?.requestBody?.content ?? {})).toEqual([
      "application/json",
      "text/json",
      "application/xml",
      "text/xml",
    ]);
    expect(Object.keys(saved?.responses ?? {})).toEqual(expect.arrayContaining(["200", "201", "400", "503"]));
    expect(document.paths["/Toy/Reference/{id}"]?.get?.operationId).toBe("GetToyReference");
    expect(document.components.schemas).toHaveProperty("NewToyReference");
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(Object.keys(DOCUMENT.paths)));
    expect(document.components.schemas).toMatchObject(DOCUMENT.components?.schemas ?? {});
  });
});

type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly unknown[];
  readonly parameters: readonly { readonly name?: string; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, unknown>>;
};

it("a service without the dialect's line knows nothing of it", async () => {
  const plain = testApp();
  const response = await plain.request("/toy/reference/1");
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  expect((await plain.request("/help/SaveToyReference")).status).toBe(404);
  expect(DOCUMENT.paths).not.toHaveProperty("/Toy/Reference");
});
