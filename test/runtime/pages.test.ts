// The pages on Node, Deno and Bun, as the build made them; workerd's are in worker.test.ts. Without them the API is served.
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureAssets } from "../../scripts/build-assets.ts";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { runtimeCommand } from "../../tools/shared/runtimes.ts";
import { startTethered } from "../../tools/shared/tethered.ts";
import { answers, waitUntilReady } from "../../tools/shared/wait-until-ready.ts";
import { expectSite } from "../support/expect-site.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
beforeAll(ensureAssets);
afterAll(() => folder.remove());

const variables = { API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS), HOST: "127.0.0.1" };

async function commandOf(runtime: "node" | "deno" | "bun", port: number) {
  if (runtime !== "node") {
    const remote = { ...variables, DATABASE_URL: "http://127.0.0.1:1" };
    return runtimeCommand(runtime, port, await freePort(), remote, "");
  }
  const own = { ...variables, DATABASE_URL: `file:${join(folder.path, "pages.db")}`, PORT: String(port) };
  return { command: process.execPath, args: ["src/http/node.ts"], env: own };
}

type Command = Awaited<ReturnType<typeof commandOf>>;

async function serving(
  { command, args, env }: Command,
  port: number,
  check: (url: string, output: () => string) => Promise<void>,
): Promise<void> {
  let output = "";
  const running = startTethered(command, args, {
    env,
    onOutput: (text) => {
      output += text;
    },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    const options = { timeoutMs: 60_000, pauseMs: 50, ended: running.ended };
    expect(await waitUntilReady(() => answers(`${url}/health`), options), output).toBe(true);
    await check(url, () => output);
  } finally {
    await running.stop();
  }
}

describe.each(["node", "deno", "bun"] as const)("on %s", (runtime) => {
  it("every file is served as it is declared, and / leads to them", async () => {
    const port = await freePort();
    await serving(await commandOf(runtime, port), port, async (url, output) => {
      await expectSite((path, init) => fetch(`${url}${path}`, init));
      const page = await fetch(url, { headers: { Accept: "text/html" } });
      expect(await page.text()).toContain('<a href="/docs">');
      expect(await (await fetch(url)).json()).toHaveProperty("reference", "/docs");
      expect(output()).not.toContain("not built");
    });
  });
});

it("without them Node serves the API, and says so where it starts and where they would be", async () => {
  // The service without a build: its sources alone, in a folder of their own.
  const bare = join(folder.path, "bare");
  for (const name of ["src", "drizzle"]) cpSync(join(ROOT, name), join(bare, name), { recursive: true });
  cpSync(join(ROOT, "package.json"), join(bare, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(bare, "node_modules"));
  const port = await freePort();
  const command = await commandOf("node", port);
  await serving({ ...command, args: [join(bare, "src/http/node.ts")] }, port, async (url, output) => {
    expect(output()).toContain("The pages are not built");
    const page = await fetch(`${url}/docs`);
    expect([page.status, await page.json()]).toMatchObject([404, { code: "PAGES_NOT_BUILT" }]);
    const call = await fetch(`${url}/v1/payment-plans`, { headers: { key: DEVELOPMENT_KEY } });
    expect(call.status).toBe(200);
  });
});
