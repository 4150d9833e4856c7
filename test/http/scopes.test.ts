// Who may call what: every call asks for the scope of what it shows or changes, and no other scope will do.
import { describe, expect, it } from "vitest";
import type { Declared } from "../../src/http/call/declared.ts";
import { SCOPES, type Scope, sha256 } from "../../src/http/request/key/api-key.ts";
import { callsByName } from "../support/declared-calls.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

/** What a path is about; a schedule is a plan that is not there yet. */
const SUBJECTS: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/(payment-plans|schedules|worklist)(\/|$)|^\/billings\//, "plans"],
  [/^\/v1\/contacts\/\{id\}\/statement$/, "plans"],
  [/^\/v1\/(contacts|clients)(\/|$)|^\/v01\/services\.ashx$/, "contacts"],
  [/^\/v1\/payment-references(\/|$)|^\/api\//, "references"],
  [/^\/v1\/events$/, "events"],
  [/^\/v1\/usage$/, "usage"],
];

/** What a deployment is set to is nobody's subject, and a search is about whatever the key may read. */
const ANY_KEY = /^\/v1\/(settings|search)$/;

/** The rule, apart from every declaration: a subject by the path, `write` where something is written. */
function ruledScope(path: string, { write }: Pick<Declared, "write">): string {
  if (ANY_KEY.test(path)) return "any key";
  if (path === "/v1/payment-references/{id}/unmask") return "references:unmask";
  const [, subject] = SUBJECTS.find(([pattern]) => pattern.test(path)) ?? [];
  return `${subject}:${write === undefined ? "read" : "write"}`;
}

/** The calls whose scope is not the ruled one. */
const wrongScopes = (calls: ReturnType<typeof callsByName>): readonly string[] =>
  calls
    .filter(([name, call]) => ruledScope(name.slice(name.indexOf(" ") + 1), call) !== call.scope)
    .map(([name]) => name);

const CALLS = callsByName();

/** An app with a key for each scope alone, which is the key's text as well. */
async function appOfSingleScopes(): Promise<TestApp> {
  const keys = await Promise.all(
    SCOPES.map(async (scope) => ({ name: scope, hash: await sha256(scope), scopes: [scope] })),
  );
  return testApp({ environment: { API_KEYS: JSON.stringify(keys) } });
}

const pathOf = (name: string) =>
  name
    .slice(name.indexOf(" ") + 1)
    .replace("{hash}", "a".repeat(64))
    .replace(/\{\w+\}/g, "1");

describe("every call", () => {
  it("declares the scope of its subject, and the list is not empty", () => {
    expect(wrongScopes(CALLS)).toEqual([]);
    expect(CALLS.length).toBeGreaterThan(30);
  });

  it.each(CALLS)(
    "%s is refused to a key with any single other scope, and let in with its own",
    async (name) => {
      const app = await appOfSingleScopes();
      const [, call] = CALLS.find(([one]) => one === name) ?? [];
      const send = (scope: Scope) =>
        app.request(pathOf(name), { method: name.split(" ")[0] ?? "", headers: { key: scope } });
      for (const scope of SCOPES) {
        const response = await send(scope);
        if (scope === call?.scope || call?.scope === "any key") expect(response.status, scope).not.toBe(403);
        else {
          expect(response.status, scope).toBe(403);
          expect(await response.text()).toContain(`${call?.scope}`);
        }
      }
    },
  );
});

describe("a scope that is another one in its declaration", () => {
  it.each(CALLS.map(([name]) => name))("%s is noticed, whichever it is", (name) => {
    for (const scope of [...SCOPES, "any key" as const, null]) {
      const changed = CALLS.map(([one, call]) => [one, one === name ? { ...call, scope } : call] as const);
      const meant = CALLS.find(([one]) => one === name)?.[1].scope;
      expect(wrongScopes(changed), `${scope}`).toEqual(scope === meant ? [] : [name]);
    }
  });
});
