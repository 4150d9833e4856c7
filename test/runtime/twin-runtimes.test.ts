// W3: the same seed and the same calls are the same log of requests, to the byte, on every runtime.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startWorkerd } from "../../bench/workerd.ts";
import { TWIN_BUNDLE, withPages } from "../../scripts/package/twin-bundle.ts";
import { bunBinary, denoBinary } from "../../tools/shared/runtimes.ts";
import { answers, waitUntilReady } from "../../tools/shared/wait-until-ready.ts";
import { CHROMIUM, openBrowser } from "../support/chromium.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const MODULE = join(folder.path, "record.js");
const RUN = join(folder.path, "run.js");
const WORKER = join(folder.path, "worker.js");
const ENTRY = `import { record } from ${JSON.stringify(join(ROOT, "test/runtime/twin-record.ts"))};`;
const bundled = (contents: string, outfile: string) =>
  build({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    ...TWIN_BUNDLE,
    ...{ outfile, bundle: true, format: "esm", target: "es2023", logLevel: "silent", plugins: [withPages] },
  });

let onNode: string;
beforeAll(async () => {
  await bundled(`${ENTRY}\nexport { record };`, MODULE);
  await bundled(`${ENTRY}\nexport default { fetch: async () => new Response(await record()) };`, WORKER);
  writeFileSync(RUN, `import { record } from "./record.js";\nconsole.log(await record());\n`);
  writeFileSync(join(folder.path, "package.json"), '{ "type": "module" }');
  const ran = spawnSync(process.execPath, [RUN], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  expect(ran.stderr).toBe("");
  onNode = ran.stdout.trimEnd();
});

it("is a log of all that happened", () => {
  const { requests, state } = JSON.parse(onNode);
  expect(requests.length).toBeGreaterThan(25);
  const statuses = new Set(
    requests.map(({ answer }: { answer: { status: number } | null }) => answer?.status),
  );
  for (const status of [200, 201, 401, 409, 429, 503, undefined]) expect(statuses).toContain(status);
  expect(requests.some(({ body }: { body: string | null }) => body?.includes('"installments":8'))).toBe(true);
  expect(state.events.length).toBeGreaterThan(15);
});

it.each([
  ["Deno", () => [denoBinary(), "run", "--no-lock"]],
  ["Bun", () => [bunBinary()]],
] as const)("is the same on %s, which is allowed nothing", (_, command) => {
  const [binary = "", ...args] = command();
  const ran = spawnSync(binary, [...args, RUN], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" },
  });
  expect([ran.status, ran.stderr]).toEqual([0, ""]);
  expect(ran.stdout.trimEnd() === onNode).toBe(true);
});

it("is the same on workerd", async () => {
  const own = join(folder.path, "workerd");
  mkdirSync(own);
  const workerd = await startWorkerd(own, { file: WORKER, bytes: 0, gzipped: 0 }, {});
  try {
    const isReady = () => answers(workerd.url);
    expect(await waitUntilReady(isReady, { timeoutMs: 30_000, pauseMs: 50, ended: workerd.ended })).toBe(
      true,
    );
    const told = await (await fetch(workerd.url)).text();
    expect(told === onNode).toBe(true);
  } finally {
    await workerd.stop();
  }
});

it.skipIf(CHROMIUM === null)("is the same in a browser", async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    // A page of an origin that may use the platform's digests; nothing is asked of any server.
    await page.route("http://127.0.0.1:1/**", async (route) =>
      route.fulfill(
        route.request().url().endsWith("/record.js")
          ? { path: MODULE, contentType: "text/javascript" }
          : { body: "<!doctype html><title>twin</title>", contentType: "text/html" },
      ),
    );
    await page.goto("http://127.0.0.1:1/");
    const told = await page.evaluate<string>("import('/record.js').then(({ record }) => record())");
    expect(told === onNode).toBe(true);
  } finally {
    await browser.close();
  }
});
