// The setting TENANTS: where each tenant's database is, which settings are its own, and what is wrong, without a value.
import { describe, expect, it } from "vitest";
import { placeId } from "../../src/http/settings/database-place.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { DEFAULT_TENANT, type TenantName, tenantName } from "../../src/http/settings/tenant-name.ts";
import { settingsOf } from "../support/tenants-service.ts";

const URL_OK = "http://127.0.0.1:1";
const read = (tenants: unknown, variables: Record<string, string> = {}) => {
  const text = typeof tenants === "string" ? tenants : JSON.stringify(tenants);
  return readSettings({ DATABASE_URL: URL_OK, TENANTS: text, ...variables });
};
const found = (tenants: unknown, name: string, variables: Record<string, string> = {}) => {
  const settings = read(tenants, variables);
  if ("wrong" in settings) throw new Error(settings.wrong.join());
  return settings.settings.TENANTS.find(name as TenantName);
};

describe("a tenant's name", () => {
  it.each(["a", "acme", "0", "a-b-c", "a".repeat(40)])("may be %s", (name) => {
    expect(tenantName(name)).toBe(name);
  });
  it.each(["", "-a", "A", "a_b", "../x", "..%2fx", "a/b", "a b", "*", "a".repeat(41), "a\n", "é"])(
    "may not be %j",
    (name) => {
      expect(tenantName(name)).toBeUndefined();
    },
  );
});

describe("TENANTS", () => {
  it("left out is one tenant, in the database of DATABASE_URL", () => {
    const { TENANTS } = settingsOf({ DATABASE_TOKEN: "t", DATABASE_REPLICA_URL: "http://127.0.0.1:2" });
    expect(TENANTS.many).toBe(false);
    expect(TENANTS.find(DEFAULT_TENANT)?.database).toEqual({
      ...{ url: URL_OK, namespace: undefined, token: "t", replicaUrl: "http://127.0.0.1:2" },
    });
    expect(TENANTS.find("acme" as TenantName)).toBeUndefined();
  });

  it("can be one pattern for all of them, with the environment's token where that is for all", () => {
    const place = found("libsql://{tenant}-acme.turso.io", "bravo")?.database;
    expect(place).toMatchObject({ url: "libsql://bravo-acme.turso.io", token: undefined });
    const namespaced = { "*": { DATABASE_NAMESPACE: "{tenant}" } };
    expect(found(namespaced, "bravo", { DATABASE_TOKEN: "group" })?.database).toEqual({
      ...{ url: URL_OK, namespace: "bravo", token: "group", replicaUrl: undefined },
    });
  });

  it("sends no token to a server that an entry names, but the entry's own", () => {
    const entries = {
      a: { DATABASE_URL: "http://127.0.0.1:7" },
      b: { DATABASE_URL: "http://127.0.0.1:8", DATABASE_TOKEN: "own" },
    };
    const variables = { DATABASE_TOKEN: "secret" };
    expect(found(entries, "a", variables)?.database.token).toBeUndefined();
    expect(found(entries, "b", variables)?.database.token).toBe("own");
  });

  it("gives a tenant settings of its own, and those of the environment where it has none", () => {
    const entries = {
      "*": { DATABASE_NAMESPACE: "{tenant}", TIME_ZONE: "Pacific/Auckland" },
      a: { DEFAULT_CURRENCY: "NZD", ENUMERATIONS: { Recurrence: { Weekly: 7 } } },
      b: { TIME_ZONE: "UTC" },
    };
    const of = (name: string) => found(entries, name, { ARREARS: "keep" })?.settings;
    expect(of("a")).toMatchObject({
      DEFAULT_CURRENCY: "NZD",
      TIME_ZONE: "Pacific/Auckland",
      ARREARS: "keep",
    });
    expect(of("b")).toMatchObject({ DEFAULT_CURRENCY: "AUD", TIME_ZONE: "UTC" });
    expect(of("c")).toMatchObject({ DEFAULT_CURRENCY: "AUD", TIME_ZONE: "Pacific/Auckland" });
    const same = read({
      a: { DATABASE_NAMESPACE: "a", ARREARS: "keep" },
      b: { DATABASE_NAMESPACE: "b", ARREARS: "keep" },
    });
    if ("wrong" in same) throw new Error("wrong");
    const { TENANTS } = same.settings;
    expect(TENANTS.find("a" as TenantName)?.settings).toBe(TENANTS.find("b" as TenantName)?.settings);
  });

  it("does not let a pattern's tenant into the database that is another's by its entry", () => {
    const entries = { "*": { DATABASE_NAMESPACE: "{tenant}" }, first: { DATABASE_NAMESPACE: "second" } };
    expect(found(entries, "first")?.database.namespace).toBe("second");
    expect(found(entries, "second")).toBeUndefined();
    expect(found(entries, "third")?.database.namespace).toBe("third");
  });

  it.each<[string, unknown]>([
    ["no JSON and no URL", "{hunter2"],
    ["a pattern without the name", "libsql://hunter2.turso.io"],
    ["a pattern without the name in JSON", { "*": { DATABASE_TOKEN: "hunter2" } }],
    ["no tenants", {}],
    ["a name that is a path", { "../hunter2": { DATABASE_NAMESPACE: "a" } }],
    ["two of one database", { a: {}, b: {} }],
    ["two of one namespace", { a: { DATABASE_NAMESPACE: "x" }, b: { DATABASE_NAMESPACE: "x" } }],
    [
      "two of one host in other letters",
      { a: { DATABASE_URL: "http://H/" }, b: { DATABASE_URL: "http://h/" } },
    ],
    ["a namespace that is a path", { a: { DATABASE_NAMESPACE: "..%2fhunter2" } }],
    ["a namespace of a file", { a: { DATABASE_URL: "file:x.db", DATABASE_NAMESPACE: "a" } }],
    ["a URL with a password", { a: { DATABASE_URL: "http://user:hunter2@h/" } }],
    ["a setting that is the service's", { a: { DATABASE_NAMESPACE: "a", RATE_LIMITS: "hunter2" } }],
    ["a setting that is wrong", { a: { DATABASE_NAMESPACE: "a", TIME_ZONE: "Hunter2/Olympus" } }],
    ["a currency that is none", { a: { DATABASE_NAMESPACE: "a", DEFAULT_CURRENCY: "hunter2" } }],
    ["BLOCKED that is not true", { a: { DATABASE_NAMESPACE: "a", BLOCKED: "hunter2" } }],
    ["an entry that is none", { a: "hunter2" }],
  ])("is refused, and not shown, with %s", (_, tenants) => {
    const settings = read(tenants);
    if (!("wrong" in settings)) throw new Error("nothing is wrong");
    expect(settings.wrong.join()).toMatch(/^TENANTS/);
    expect(settings.wrong.join().toLowerCase()).not.toContain("hunter2");
  });

  it("tells places apart by server and namespace", () => {
    const ids = ["a", "b"].flatMap((namespace) =>
      ["http://h1", "http://h2"].map((url) =>
        placeId({ url, namespace, token: undefined, replicaUrl: undefined }),
      ),
    );
    expect(new Set(ids).size).toBe(4);
  });
});
