// A tenant is made in one place of src, and stores are opened from a tenant alone: by types, and by looking.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Deps } from "../../src/http/request/context.ts";
import type { Tenant } from "../../src/http/request/key/tenant.ts";
import { ROOT } from "../support/processes.ts";

const filesWith = (pattern: RegExp): readonly string[] =>
  readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && pattern.test(readFileSync(join(ROOT, "src", file), "utf8")))
    .sort();

it("only the key check makes a tenant", () => {
  expect(filesWith(/\bas (?:unknown as )?Tenant\b|<Tenant>\s*[({]|satisfies Tenant\b/)).toEqual([
    "http/request/key/key-check.ts",
  ]);
});

it("only one file opens a request's stores, and it asks for the tenant of the key", () => {
  expect(filesWith(/\bdeps\.openStores\(/)).toEqual(["http/request/open-stores.ts"]);
});

it("the compiler refuses stores without a tenant, and a tenant that is written down", () => {
  const open = (deps: Deps): void => {
    // @ts-expect-error: stores are had from a tenant alone.
    deps.openStores();
    // @ts-expect-error: a tenant's parts are no tenant.
    deps.openStores({ name: "acme", database: { url: "" }, reach: { businessUnits: null, accounts: null } });
    // @ts-expect-error: nor is the name.
    const tenant: Tenant = "acme";
    void tenant;
  };
  expect(open).toBeTypeOf("function");
});
