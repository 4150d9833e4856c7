// Keys that are kept nowhere: what is signed counts, and nothing else; they end, and can be taken back.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signedKey } from "../../src/cli/sign-key.ts";
import { SCOPES } from "../../src/http/request/key/api-key.ts";
import { keyCheck } from "../../src/http/request/key/key-check.ts";
import { signedText } from "../../src/http/request/key/signed-key.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import type { TenantName } from "../../src/http/settings/tenant-name.ts";
import { ROOT } from "../support/processes.ts";
import { settingsOf } from "../support/tenants-service.ts";

const NOW = Date.parse("2026-01-02T03:04:05.678Z");
const ONE = generateKeyPairSync("ed25519");
const OTHER = generateKeyPairSync("ed25519");
const entryOf = (id: string, { publicKey }: { publicKey: KeyObject }) => ({
  id,
  key: publicKey.export({ format: "jwk" }).x,
});
const SIGNERS = JSON.stringify([entryOf("one", ONE), entryOf("other", OTHER)]);
const acme = "acme" as TenantName;
const MEMBERS = { name: "partner", scopes: SCOPES, tenant: acme };
const TENANTS = '{"acme":{"DATABASE_NAMESPACE":"acme"},"shut":{"DATABASE_NAMESPACE":"shut","BLOCKED":true}}';

const checked = (key: string, variables: Record<string, string> = {}, now = NOW) => {
  const check = keyCheck(settingsOf({ TENANTS, API_KEY_SIGNERS: SIGNERS, ...variables }));
  const headers = { authorization: `Bearer ${key}` };
  return check(new Request("http://h/v1/payment-plans", { headers }), false, now);
};

/** A key with any members and any signature under it. */
function forged(members: unknown, { signer = "one", key = ONE.privateKey, text = signedText } = {}): string {
  const payload = Buffer.from(typeof members === "string" ? members : JSON.stringify(members)).toString(
    "base64url",
  );
  return `rek_${signer}.${payload}.${sign(null, Buffer.from(text(signer, payload)), key).toString("base64url")}`;
}
const FULL = { ...MEMBERS, id: "abcdefgh" };

describe("a signed key", () => {
  it("is what it says, of the signer that it names", async () => {
    const narrowed = {
      ...MEMBERS,
      businessUnits: [3],
      accounts: [1, 2],
      expires: "2027-01-01T00:00:00.000Z",
    };
    for (const [id, pair] of [
      ["one", ONE],
      ["other", OTHER],
    ] as const) {
      const { key, id: keyId } = signedKey({ id, key: pair.privateKey }, narrowed);
      expect(await checked(key)).toEqual({
        tag: "admitted",
        key: { ...narrowed, id: keyId },
        tenant: {
          name: "acme",
          database: { url: "http://127.0.0.1:1", namespace: "acme", token: undefined, replicaUrl: undefined },
          reach: { businessUnits: [3], accounts: [1, 2] },
        },
      });
      expect(key).toMatch(/^rek_[a-z0-9]+\.[\w-]+\.[\w-]+$/);
      expect(key.length).toBeLessThan(700);
    }
  });

  it.each([
    ["signed by another signer than it names", forged(FULL, { key: OTHER.privateKey })],
    ["of a signer that is not known", forged(FULL, { signer: "third" })],
    ["that was signed for something else", forged(FULL, { text: (_, payload) => payload })],
    ["with a member that this version does not know", forged({ ...FULL, contacts: [1] })],
    ["without a name", forged({ ...FULL, name: undefined })],
    ["without an id", forged({ ...FULL, id: undefined })],
    ["with a tenant that is a path", forged({ ...FULL, tenant: "../x" })],
    ["that reaches nothing by a list", forged({ ...FULL, businessUnits: [] })],
    ["that is no JSON", forged("members that are not JSON")],
    ["that has ended", forged({ ...FULL, expires: "2026-01-02T03:04:05Z" })],
    ["cut short", forged(FULL).slice(0, -1)],
    ["with a word more", `${forged(FULL)}.x`],
  ])("is refused %s", async (_, key) => {
    expect(await checked(key)).toEqual({ tag: "UNAUTHENTICATED" });
  });

  it("is refused with any one character of it changed", async () => {
    const { key } = signedKey({ id: "one", key: ONE.privateKey }, MEMBERS);
    // The last character of the signature has bits that mean nothing.
    for (let at = 4; at < key.length - 1; at += 1) {
      const other = key[at] === "A" ? "B" : "A";
      const changed = key.slice(0, at) + other + key.slice(at + 1);
      expect(await checked(changed), `${at}`).toEqual({ tag: "UNAUTHENTICATED" });
    }
  });

  it("ends when its time is over, also after it was let in, and when it is revoked", async () => {
    const expires = "2026-01-02T03:04:06.000Z";
    const { key, id } = signedKey({ id: "one", key: ONE.privateKey }, { ...MEMBERS, expires });
    const check = keyCheck(settingsOf({ TENANTS, API_KEY_SIGNERS: SIGNERS }));
    const at = (now: number) => check(new Request("http://h/", { headers: { key } }), false, now);
    expect((await at(NOW)).tag).toBe("admitted");
    expect((await at(NOW)).tag).toBe("admitted");
    expect((await at(NOW + 1_000)).tag).toBe("UNAUTHENTICATED");
    expect((await checked(key, { REVOKED_KEYS: JSON.stringify([id]) })).tag).toBe("UNAUTHENTICATED");
    expect((await checked(key, { REVOKED_KEYS: '["anotherone"]' })).tag).toBe("admitted");
    expect((await checked(key, { API_KEY_SIGNERS: JSON.stringify([entryOf("other", OTHER)]) })).tag).toBe(
      "UNAUTHENTICATED",
    );
  });

  it("of no tenant, of an unknown one and of a blocked one opens nothing", async () => {
    const of = (tenant: string | undefined) => checked(forged({ ...FULL, tenant }));
    expect(await of(undefined)).toEqual({ tag: "TENANT_UNKNOWN" });
    expect(await of("nobody")).toEqual({ tag: "TENANT_UNKNOWN" });
    expect(await of("shut")).toEqual({ tag: "TENANT_BLOCKED" });
  });
});

describe("its settings", () => {
  it.each([
    ["API_KEY_SIGNERS", "{"],
    ["API_KEY_SIGNERS", '[{"id":"A","key":"x"}]'],
    ["API_KEY_SIGNERS", `[{"id":"a","key":"${"x".repeat(42)}"}]`],
    ["API_KEY_SIGNERS", `[{"id":"a","key":"${"x".repeat(43)}","hunter2":1}]`],
    ["REVOKED_KEYS", '["short"]'],
    ["DATABASE_SIGNING_KEY", "hunter2"],
  ])("are named and not shown where they are wrong: %s=%s", (name, value) => {
    const read = readSettings({ DATABASE_URL: "http://127.0.0.1:1", [name]: value });
    if (!("wrong" in read)) throw new Error("nothing is wrong");
    expect(read.wrong.join()).toMatch(new RegExp(`^${name}`));
    expect(read.wrong.join()).not.toContain(value);
  });
});

describe("npm run key", () => {
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    execFileSync(process.execPath, ["src/cli/key.ts", ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      encoding: "utf8",
    });

  it("makes a signer, and keys that it signs, which the service lets in", async () => {
    const made = run(["--new-signer", "s1"]);
    const signing = /API_KEY_SIGNING_KEY='(.*)'/.exec(made)?.[1] ?? "";
    const entry = /\{"id":.*\}/.exec(made)?.[0] ?? "";
    const said = run(
      ["--sign", "--name", "x", "--scopes", "plans:read", "--tenant", "acme", "--business-units", "3,4"],
      { API_KEY_SIGNING_KEY: signing },
    );
    const key = /rek_\S+/.exec(said)?.[0] ?? "";
    const id = /"([\w-]+)"$/m.exec(said)?.[1] ?? "";
    const signers = { API_KEY_SIGNERS: `[${entry}]` };
    const letIn = await checked(key, signers);
    expect(letIn).toMatchObject({
      tag: "admitted",
      key: { name: "x", scopes: ["plans:read"], businessUnits: [3, 4] },
      tenant: { name: "acme" },
    });
    expect((await checked(key, { ...signers, REVOKED_KEYS: `["${id}"]` })).tag).toBe("UNAUTHENTICATED");
  });

  it("makes an entry of a tenant, which the setting takes", async () => {
    const said = run(["--name", "x", "--scopes", "plans:read", "--tenant", "acme", "--accounts", "7"]);
    const entry = /\{"name".*\}/.exec(said)?.[0] ?? "";
    const key = /rek_\S+/.exec(said)?.[0] ?? "";
    expect(await checked(key, { API_KEYS: `[${entry}]` })).toMatchObject({
      tag: "admitted",
      tenant: { name: "acme", reach: { businessUnits: null, accounts: [7] } },
    });
  });

  it.each([
    [["--name", "x", "--scopes", "plans:read", "--tenant", "..%2f"]],
    [["--name", "x", "--scopes", "plans:read", "--accounts", "0"]],
    [["--name", "x", "--scopes", "plans:read", "--sign"]],
    [["--new-signer", "A"]],
  ])("refuses %j", (args) => {
    expect(() => run(args, { API_KEY_SIGNING_KEY: "" })).toThrow();
  });
});
