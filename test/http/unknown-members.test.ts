// No body of /v1 has a member that is read past: at every depth of every call's own example, an unknown one is refused.
import { describe, expect, it } from "vitest";
import { describedApp, exampleCalls, operations } from "../support/described-calls.ts";
import type { TestApp } from "../support/test-app.ts";

type Json = { readonly [name: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The body with one more member, once for each object in it, and where that is. */
function withUnknown(value: unknown, name: string): (readonly [pointer: string, body: unknown])[] {
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    withUnknown(part, name).map(([pointer, body]): readonly [string, unknown] => [
      `/${key}${pointer}`,
      { ...value, [key]: body },
    ]),
  );
  return [[`/${name}`, { ...value, [name]: 1 }], ...inner];
}

const eventsOf = async ({ stores }: TestApp) =>
  (await stores.events.feed({ after: 0, limit: 1_000 })).items.length;

const CALLS = exampleCalls().filter(({ path }) => path.startsWith("/v1/"));
const WITH_BODY = CALLS.filter(({ body }) => body !== null);

describe("every call of /v1 with a body", () => {
  it("has an example, but for the one whose body another call makes", () => {
    const named = operations()
      .filter(({ path, operation }) => path.startsWith("/v1/") && operation.requestBody !== undefined)
      .map(({ operation }) => operation.operationId);
    expect(named.filter((id) => !WITH_BODY.some((call) => call.id === id))).toEqual(["commitRehearsal"]);
  });

  it.each(WITH_BODY.map((call) => [call.id, call] as const))(
    "%s refuses members it does not know",
    async (_, call) => {
      const app = await describedApp();
      const before = await eventsOf(app);
      const { init, url } = call.request;
      const headers = { ...init.headers, "If-Match": "*" };
      const bodies = withUnknown(JSON.parse(call.body ?? ""), "nonsense");
      expect(bodies.length).toBeGreaterThan(0);
      for (const [pointer, body] of bodies) {
        const path = url.split("?")[0] ?? "";
        const response = await app.request(path, { ...init, headers, body: JSON.stringify(body) });
        const answer = (await response.json()) as { code: string; errors: { pointer: string }[] };
        expect([response.status, answer.code], pointer).toEqual([422, "FIELDS_INVALID"]);
        // Inside one of several shapes (a selection) it is the selection that is named.
        expect(
          answer.errors.some((error) => error.pointer !== "" && pointer.startsWith(error.pointer)),
          pointer,
        ).toBe(true);
      }
      expect(await eventsOf(app)).toBe(before);
    },
  );
});

describe("a call of /v1 that takes no members", () => {
  const CALL = ["/v1/payment-references/1/deactivate", "/v1/payment-plans/1/history/verify"];

  it.each(CALL)("%s refuses any, and works without", async (path) => {
    const app = await describedApp();
    const before = await eventsOf(app);
    const send = (body: string | null, type = "application/json") =>
      app.request(path, { method: "POST", body, headers: { "Content-Type": type } });
    const unknown = await send('{"reason":"moved away"}');
    expect(unknown.status).toBe(422);
    expect(await unknown.json()).toMatchObject({ errors: [{ pointer: "/reason" }] });
    expect((await send("[]")).status).toBe(422);
    expect((await send("{")).status).toBe(400);
    expect((await send("reason=moved", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await send(`{"a":"${"x".repeat(300_000)}"}`)).status).toBe(413);
    expect(await eventsOf(app)).toBe(before);
    expect((await send("", "application/x-www-form-urlencoded")).status).toBe(200);
    expect((await send("{}")).status).toBe(200);
    expect((await send(null)).status).toBe(200);
    expect((await app.request(path, { method: "POST" })).status).toBe(200);
  });
});
