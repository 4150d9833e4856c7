// 406 on /v1: a caller that takes none of what is written there is told so, and nothing is done for it.
import { beforeEach, describe, expect, it } from "vitest";
import { accepts } from "../../src/http/request/acceptable.ts";
import { PLAN_JSON, PLAN_PATH } from "../support/samples.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

describe("accepts", () => {
  it.each([
    ["application/json", true],
    ["Application/JSON;charset=utf-8", true],
    ["application/*", true],
    ["text/html, application/xhtml+xml, */*;q=0.8", true],
    ["*", true],
    ["text/html", false],
    ["application/xml", false],
    ["application/jsonx", false],
    ["application/json;q=0", false],
    ["*/*, application/json;q=0", false],
    ["application/json;q=0, */*;q=1", false],
    ["application/*;q=0, application/json;q=0.1", true],
    ["*/*;q=0", false],
    [", ,", false],
  ])("%s: %s", (header, expected) => {
    expect(accepts(header, "application/json")).toBe(expected);
  });
});

describe("a request on /v1", () => {
  let app: TestApp;
  beforeEach(() => {
    app = testApp();
  });

  const put = (headers: Record<string, string>) =>
    app.request("/v1/contacts/5", {
      method: "PUT",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ name: "Joe Bloggs" }),
    });

  it("is refused with 406 when it excludes JSON, and writes nothing", async () => {
    const refused = await put({ Accept: "application/xml" });
    expect(refused.status).toBe(406);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(await refused.json()).toMatchObject({ code: "NOT_ACCEPTABLE", status: 406 });
    expect((await app.request("/v1/contacts/5")).status).toBe(404);
  });

  it.each(["application/json", "*/*", "", "application/problem+json", "text/html,*/*;q=0.1"])(
    "is answered for Accept: %s",
    async (accept) => {
      expect((await put({ Accept: accept })).status).toBe(201);
    },
  );

  it("asks for a key first", async () => {
    const answer = await app.request("/v1/contacts/5", { headers: { Accept: "text/html", key: "wrong" } });
    expect(answer.status).toBe(401);
  });

  it("may ask for lines where lines are written, and nowhere else", async () => {
    const lines = { Accept: "application/x-ndjson" };
    expect((await app.request("/v1/contacts/5", { headers: lines })).status).toBe(406);
    const rehearsal = await app.request("/v1/payment-plans/rehearsals", {
      method: "POST",
      headers: { ...lines, "Content-Type": "application/json" },
      body: "{}",
    });
    expect(rehearsal.status).not.toBe(406);
  });

  it("of a contract is never refused for what it takes", async () => {
    const answer = await app.request(PLAN_PATH, {
      ...post("application/json", PLAN_JSON),
      headers: { "Content-Type": "application/json", Accept: "text/html" },
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "PLAN_NOT_FOUND" });
  });
});
