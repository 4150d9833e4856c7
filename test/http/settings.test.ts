// Settings that are wrong are refused by name, and nothing of their values is shown.
import { describe, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { DEVELOPMENT_KEY_HASH, isLoopback } from "../../src/http/request/key/development-key.ts";
import { readAllSettings } from "../../src/http/server/all-settings.ts";
import { readProcessSettings } from "../../src/http/server/process-settings.ts";
import { shownDatabase } from "../../src/http/settings/database-url.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import worker from "../../src/http/worker.ts";

const HASH = "a".repeat(64);
const OTHER = "b".repeat(64);
const entry = (changes: Record<string, unknown> = {}) => ({ name: "a", hash: HASH, scopes: [], ...changes });
const URL_OK = "http://127.0.0.1:1";

function wrongWith(variables: Record<string, string>): string {
  const read = readSettings({ DATABASE_URL: URL_OK, ...variables });
  if (!("wrong" in read)) throw new Error("nothing is wrong");
  return read.wrong.join("; ");
}
const wrongKeys = (...keys: readonly unknown[]) => wrongWith({ API_KEYS: JSON.stringify(keys) });

describe("API_KEYS", () => {
  it("has no member that is not known: a key with `expiry` would never end", () => {
    const wrong = wrongKeys(entry({ expiry: "2027-01-01T00:00:00Z" }));
    expect(wrong).toBe(
      "API_KEYS.0: there is no such member: expiry; it has name, hash, scopes, expires, tenant, businessUnits and accounts",
    );
    const secret = wrongKeys(entry({ rek_IAmTheKeyItselfInTheWrongPlace123: true }));
    expect(secret).toContain("(not shown)");
    expect(secret).not.toContain("rek_");
  });

  it("has each name and each hash once", () => {
    expect(wrongKeys(entry(), entry({ hash: OTHER }))).toBe("API_KEYS.1.name: the same as entry 0's");
    expect(wrongKeys(entry({ hash: HASH.toUpperCase() }), entry({ name: "b" }))).toBe(
      "API_KEYS.1.hash: the same as entry 0's",
    );
    const read = readSettings({
      DATABASE_URL: URL_OK,
      API_KEYS: JSON.stringify([entry(), entry({ name: "b", hash: OTHER })]),
    });
    expect("settings" in read && read.settings.API_KEYS?.length).toBe(2);
  });

  it.each([
    ["no JSON", "[{hunter2"],
    ["no list", '{"name":"hunter2"}'],
    ["a hash that is none", JSON.stringify([entry({ hash: "hunter2" })])],
    ["a scope that is none", JSON.stringify([entry({ scopes: ["hunter2"] })])],
    ["an end that is none", JSON.stringify([entry({ expires: "hunter2" })])],
    ["no name", JSON.stringify([entry({ name: "" })])],
    ["a member of another name", JSON.stringify([entry({ [`hunter2${"x".repeat(30)}`]: 1 })])],
  ])("is not shown where it has %s", (_, text) => {
    const wrong = wrongWith({ API_KEYS: text });
    expect(wrong).toMatch(/^API_KEYS/);
    expect(wrong).not.toContain("hunter2");
  });
});

describe("other settings", () => {
  it.each([
    ["TIME_ZONE", "Hunter2/Olympus"],
    ["DEFAULT_CURRENCY", "hunter2"],
    ["BUSINESS_UNIT_CURRENCIES", '{"3":"hunter2"}'],
    ["BUSINESS_UNIT_CURRENCIES", '{"hunter2hunter2hunter2hunter2":"AUD"}'],
    ["BUSINESS_UNIT_CURRENCIES", "{hunter2"],
    ["ENUMERATIONS", '{"Recurrence": hunter2'],
    ["ENUMERATIONS", '{"hunter2hunter2hunter2hunter2":{}}'],
    ["CRN_SCHEME", "hunter2"],
    ["REFERENCE_IDENTITY", "hunter2"],
    ["ARREARS", "hunter2"],
    ["DATABASE_TIMEOUT_MS", "hunter2"],
  ])("%s=%s is named and not shown", (name, value) => {
    const wrong = wrongWith({ [name]: value });
    expect(wrong).toMatch(new RegExp(`^${name}\\b`));
    expect(wrong.toLowerCase()).not.toContain("hunter2");
  });

  it("still say which entry of a table is wrong", () => {
    expect(wrongWith({ ENUMERATIONS: '{"Recurrence":{"Weekly":0}}' })).toContain("Recurrence.Weekly");
  });
});

describe("DATABASE_URL", () => {
  it.each([
    ["libsql://hunter2:hunter2@db.example.test", "a user name or a password"],
    ["https://hunter2@db.example.test", "a user name or a password"],
    ["http://:hunter2@db.example.test", "a user name or a password"],
    ["postgres://db.example.test/hunter2", "is expected"],
    ["hunter2", "not a URL"],
    ["https://", "not a URL"],
    ["libsql:///hunter2", "no host"],
    ["file:", "no file"],
  ])("%s is refused and not shown", (url, why) => {
    for (const name of ["DATABASE_URL", "DATABASE_REPLICA_URL"]) {
      if (name === "DATABASE_REPLICA_URL" && url === "file:") continue;
      const wrong = wrongWith({ [name]: url });
      expect(wrong).toMatch(new RegExp(`^${name}: .*${why}`));
      expect(wrong).not.toContain("hunter2");
    }
  });

  it("must be there, and a replica is a server", () => {
    expect(wrongWith({ DATABASE_URL: "" })).toBe("DATABASE_URL: not set");
    expect(wrongWith({ DATABASE_REPLICA_URL: "file:replica.db" })).toContain("the URL of a server");
  });

  it("is shown by its host or its file alone", () => {
    expect(shownDatabase("libsql://db.example.test?authToken=hunter2")).toBe("db.example.test");
    expect(shownDatabase("file:.data/a.db?authToken=hunter2")).toBe("file:.data/a.db");
  });
});

describe("the development key", () => {
  const API_KEYS = JSON.stringify(DEVELOPMENT_API_KEYS);
  it("is the one that is printed", () => {
    expect(DEVELOPMENT_API_KEYS.map(({ hash }) => hash)).toEqual([DEVELOPMENT_KEY_HASH]);
  });

  it.each([
    "0.0.0.0",
    "::",
    "192.0.2.1",
    "service.example.test",
    "127.0.0.1.example.test",
    "localhost.example.test",
  ])("opens no service on %s", (HOST) => {
    const read = readAllSettings({ DATABASE_URL: URL_OK, API_KEYS, HOST });
    expect(read).toBe(
      "The environment is wrong: API_KEYS: the development key opens a service on loopback alone.",
    );
    const mixed = JSON.stringify([...DEVELOPMENT_API_KEYS, entry()]);
    expect(readAllSettings({ DATABASE_URL: URL_OK, API_KEYS: mixed, HOST })).toBeTypeOf("string");
    expect(readAllSettings({ DATABASE_URL: URL_OK, API_KEYS: JSON.stringify([entry()]), HOST })).toBeTypeOf(
      "object",
    );
  });

  it.each(["", "127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])("opens one on %j", (HOST) => {
    expect(readAllSettings({ DATABASE_URL: URL_OK, API_KEYS, HOST })).toBeTypeOf("object");
    expect(HOST === "" || isLoopback(HOST)).toBe(true);
  });

  it("opens no Worker but one on loopback", async () => {
    const bindings = { DATABASE_URL: URL_OK, API_KEYS };
    const ask = (url: string) =>
      worker.fetch(
        new Request(`${url}/v1/payment-plans?limit=0`, { headers: { key: DEVELOPMENT_KEY } }),
        bindings,
      );
    expect((await ask("http://127.0.0.1:8787")).status).toBe(422);
    const deployed = await ask("https://receivables-edge.example.workers.dev");
    expect([deployed.status, await deployed.json()]).toMatchObject([503, { code: "NOT_CONFIGURED" }]);
  });
});

describe("a process's own settings", () => {
  it("have defaults", () => {
    expect(readProcessSettings({ PORT: "", HOST: "" })).toEqual({
      settings: {
        hostname: "127.0.0.1",
        port: 8_787,
        maxConnections: 1_000,
        maxOpenFiles: 200,
        quotas: { key: 3_000, address: 300 },
        addressHeader: undefined,
      },
    });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["HOST", "a b"],
    ["HOST", "http://h"],
    ["MAX_CONNECTIONS", "0"],
    ["RATE_LIMIT_KEY", "many"],
    ["RATE_LIMIT_ADDRESS", "0"],
    ["CLIENT_ADDRESS_HEADER", "X Real IP"],
  ])("%s=%s is named", (name, value) => {
    const read = readProcessSettings({ [name]: value });
    expect("wrong" in read && read.wrong).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  it("are told with all others in one line", () => {
    const line = readAllSettings({ DATABASE_URL: "nonsense", PORT: "x", TIME_ZONE: "Mars/Olympus" });
    expect(line).toBe(
      "The environment is wrong: DATABASE_URL: not a URL: libsql://, https://, http:// or file: is expected; " +
        "TIME_ZONE: not an IANA time zone; PORT: a whole number from 0 to 65535 is expected.",
    );
  });
});
