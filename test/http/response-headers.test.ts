// Every answer, whoever writes it, tells browsers what they may not do with it and carries the request's id.
import { expect, it } from "vitest";
import { PLAN_JSON, PLAN_PATH } from "../support/samples.ts";
import { post, testApp } from "../support/test-app.ts";

const json = post("application/json", PLAN_JSON);

it.each<[string, string, RequestInit, number]>([
  ["health", "/health", {}, 200],
  ["a page that was not built", "/docs", {}, 404],
  ["an unknown path", "/nowhere", {}, 404],
  ["a refused caller", "/v1/contacts/1", { headers: { key: "wrong" } }, 401],
  ["a contract's answer", PLAN_PATH, json, 404],
  ["services.ashx", "/v01/services.ashx", {}, 200],
  ["a URL that is too long", `/v1/contacts?x=${"x".repeat(9_000)}`, {}, 414],
])("is so on %s", async (_, path, init, status) => {
  const id = "test-request-1";
  const sent = new Headers(init.headers);
  sent.set("X-Request-Id", id);
  const answer = await testApp().request(path, { ...init, headers: sent });
  const { headers } = answer;
  expect(answer.status).toBe(status);
  expect(headers.get("x-request-id")).toBe(id);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
});
