// Four generators' clients of the built document: each compiles, and makes its calls over a socket, with a key and without.
import { spawnSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import type { Called, Place } from "../../tools/openapi-check/callers/called.ts";
import { makeClients } from "../../tools/openapi-check/generators.ts";
import { toolFolder } from "../../tools/shared/bring.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";
import { KEY, testApp } from "../support/test-app.ts";

const FOLDER = toolFolder("openapi-check");
const BUNDLES = join(FOLDER, "dist/bundles");
const GENERATORS = ["openapi-typescript", "hey-api", "orval", "oazapfts"];

/** Of a machine that does much else. */
const TIMEOUT_MS = 60_000;

let database: TestDatabase;
let server: Server;
let url: string;

beforeAll(async () => {
  database = await startFileDatabase();
  const app = testApp({ openStores: (claim) => libsqlStores(database.database, claim) });
  const listener = getRequestListener(async (request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const sent = new Headers(headers);
    // The test app puts its own key in where none is named.
    if (!sent.has("key")) sent.set("key", "");
    const body = method === "GET" ? null : await request.text();
    return app.request(`${pathname}${search}`, { method, headers: Object.fromEntries(sent), body });
  });
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await makeClients();
  await build({
    entryPoints: GENERATORS.map((name) => join(FOLDER, "callers", `${name}.ts`)),
    outdir: BUNDLES,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
}, TIMEOUT_MS);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.stop();
});

it("all compile, and refuse a body that the document does not have", () => {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", FOLDER], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

describe.each(GENERATORS)("the client that %s makes", (name) => {
  it("writes once however often it sends, reads what it wrote, and is refused without its key", async () => {
    const file = pathToFileURL(join(BUNDLES, `${name}.mjs`)).href;
    const { call } = (await import(/* @vite-ignore */ file)) as { call: (place: Place) => Promise<Called> };
    const called = await call({ url, key: KEY, idempotencyKey: `made-by-${name}` });
    const { id } = called.made;
    expect(called).toEqual({
      made: { status: 201, id },
      again: { status: 201, id, isReplayed: true },
      read: { status: 200, count: 12 },
      refused: { status: 401, code: "UNAUTHENTICATED" },
    });
  });
});
