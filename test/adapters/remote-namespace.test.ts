// A tenant's namespace travels in a header with a token of its own; one that is said not to be there is asked for once more.

import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { namespaceTokens } from "../../src/adapters/libsql/connection/namespace-token.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";

const { privateKey } = generateKeyPairSync("ed25519");
const KEY = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
const NOW = Date.parse("2026-01-02T03:04:05.678Z");

const seen: IncomingHttpHeaders[] = [];
const server = createServer((request, response) => {
  seen.push(request.headers);
  request.resume();
  response.writeHead(404).end('{"error":"Namespace `acme` does not exist"}');
});
beforeEach(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterEach(() => {
  seen.length = 0;
  server.close();
});

const open = (namespace: string | undefined) =>
  openRemote({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: undefined,
    namespace,
    tokenFor: namespaceTokens(KEY, () => NOW),
    timeoutMs: 2_000,
  });
const SELECT = { sql: "select 1", args: [] };

it("is named without padding, with a token of one minute that opens it alone", async () => {
  await expect(open("acme").read([SELECT])).rejects.toThrow();
  const [headers] = seen;
  expect(headers?.["x-namespace-bin"]).toBe("YWNtZQ");
  const [head = "", payload = "", signature = ""] = (headers?.authorization ?? "")
    .replace("Bearer ", "")
    .split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as unknown;
  expect([read(head), read(payload)]).toEqual([
    { alg: "EdDSA", typ: "JWT" },
    { p: { rw: { ns: ["acme"] } }, exp: Math.floor(NOW / 1_000) + 60 },
  ]);
  const signed = Buffer.from(`${head}.${payload}`);
  expect(verify(null, signed, createPublicKey(privateKey), Buffer.from(signature, "base64url"))).toBe(true);
});

it("is asked for once more where it is said not to be there, and no more often; a database without one is not", async () => {
  await expect(open("acme").read([SELECT])).rejects.toThrow();
  const asked = seen.length;
  seen.length = 0;
  await expect(open(undefined).read([SELECT])).rejects.toThrow();
  expect(asked).toBe(seen.length * 2);
});

it("has a token for each namespace, used again for half a minute and never near its end", async () => {
  let now = NOW;
  const tokens = namespaceTokens(KEY, () => now);
  const first = await tokens("acme");
  expect(await tokens("other")).not.toBe(first);
  now += 29_999;
  expect(await tokens("acme")).toBe(first);
  now += 2;
  expect(await tokens("acme")).not.toBe(first);
  // A clock that was set back does not keep a token for longer.
  now -= 3_600_000;
  const after = await tokens("acme");
  expect(JSON.parse(Buffer.from(after.split(".")[1] ?? "", "base64url").toString())).toMatchObject({
    exp: Math.floor(now / 1_000) + 60,
  });
});
