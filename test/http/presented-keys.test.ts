// The ways in which callers send a key, what is taken for one, and which of several counts.
import { describe, expect, it } from "vitest";
import { presentedKeys } from "../../src/http/request/key/api-key.ts";
import { KEY, testApp } from "../support/test-app.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

const keysOf = (headers: Record<string, string>, query = "", inQuery = false) => [
  ...presentedKeys(new Request(`http://h/v01/services.ashx${query}`, { headers }), inQuery),
];

describe("what may be a key", () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    ["a bearer token", { authorization: "Bearer abc" }, ["abc"]],
    ["a bearer token, however it is spaced", { authorization: "  bearer \t abc  " }, ["abc"]],
    ["not a bearer token with text after it", { authorization: "Bearer abc def" }, []],
    ["not a bearer token with another scheme after it", { authorization: "Bearer abc, Basic eDp5" }, []],
    ["not a bearer without a token", { authorization: "Bearer" }, []],
    ["a Basic password, then the user name", { authorization: basic("name:pass") }, ["pass", "name"]],
    ["a Basic password with colons", { authorization: basic("name:a:b") }, ["a:b", "name"]],
    ["a Basic user name without a password", { authorization: basic("abc:") }, ["abc"]],
    ["a Basic password without a user name", { authorization: basic(":abc") }, ["abc"]],
    ["a Basic credential without a colon", { authorization: basic("abc") }, ["abc"]],
    ["not Basic that is no base64", { authorization: "Basic %%%" }, []],
    ["not Basic with text after it", { authorization: `${basic("a:b")} x` }, []],
    ["not another scheme", { authorization: "Digest abc" }, []],
    ["the key header", { key: " abc " }, ["abc"]],
    ["not an empty key header", { key: " " }, []],
    ["both, Authorization first", { authorization: "Bearer abc", key: "def" }, ["abc", "def"]],
    ["the same one once", { authorization: basic("abc:abc"), key: "abc" }, ["abc"]],
    ["the key header beside an unusable Authorization", { authorization: "Bearer a b", key: "def" }, ["def"]],
    ["nothing in a request without any", {}, []],
  ])("is %s", (_, headers, keys) => {
    expect(keysOf(headers)).toEqual(keys);
  });

  it("is in the query where that is allowed", () => {
    expect(keysOf({ key: "abc" }, "?x=1&Key=def&key=ghi", true)).toEqual(["abc", "def"]);
    expect(keysOf({}, "?key=def", false)).toEqual([]);
    expect(keysOf({}, "?key=", true)).toEqual([]);
  });
});

describe("a request", () => {
  const status = async (headers: Record<string, string>) =>
    (await testApp().request("/v1/payment-plans/1", { headers })).status;

  it.each<[string, Record<string, string>]>([
    ["curl -u KEY:", { authorization: basic(`${KEY}:`) }],
    ["curl -u KEY:anything", { authorization: basic(`${KEY}:x`) }],
    ["a generated client's Basic without a colon", { authorization: basic(KEY) }],
    ["a key header beside another scheme", { authorization: "Negotiate abc", key: KEY }],
    ["a key header beside a bearer with text after it", { authorization: `Bearer ${KEY} x`, key: KEY }],
    ["a key header beside a wrong bearer", { authorization: "Bearer wrong", key: KEY }],
    ["a key header beside an expired bearer", { authorization: "Bearer expired-key", key: KEY }],
  ])("is let in with %s", async (_, headers) => {
    expect(await status(headers)).toBe(404);
  });

  it.each<[string, Record<string, string>]>([
    ["a bearer key and text after it", { authorization: `Bearer ${KEY} x` }],
    ["a bearer key and another after it", { authorization: `Bearer ${KEY}, Bearer ${KEY}` }],
    ["a Basic key and text after it", { authorization: `${basic(`x:${KEY}`)} x` }],
    [
      "an expired key in every place",
      { authorization: basic("expired-key:expired-key"), key: "expired-key" },
    ],
  ])("is not let in with %s", async (_, headers) => {
    expect(await status(headers)).toBe(401);
  });

  it("has the scopes of the first key that is known", async () => {
    const app = testApp();
    const as = (headers: Record<string, string>) =>
      app.request("/v1/payment-plans", { method: "POST", body: "{}", headers });
    expect((await as({ authorization: "Bearer reader-key", key: KEY })).status).toBe(403);
    expect((await as({ authorization: `Bearer ${KEY}`, key: "reader-key" })).status).toBe(415);
    expect(app.log.map(({ key }) => key)).toEqual(["reader", "tester"]);
  });
});
