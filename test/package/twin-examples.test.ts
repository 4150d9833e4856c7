// The examples of the twin, as a partner would paste them: over the package as npm packs it, and nothing of the sources.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bunBinary, denoBinary } from "../../tools/shared/runtimes.ts";
import { ROOT } from "../support/processes.ts";
import { ownNode, unpacked } from "./packed.ts";

const EXAMPLES = join(ROOT, "examples");
let place: ReturnType<typeof unpacked>;
beforeAll(() => {
  place = unpacked(["vitest", "@hono/node-server", "hono"]);
  cpSync(EXAMPLES, place.folder, { recursive: true });
});
afterAll(() => place?.remove());

const run = (command: string, ...args: readonly string[]) => {
  const own = Object.entries(process.env).filter(([name]) => !/^VITEST|^NODE_/.test(name));
  const env = { ...Object.fromEntries(own), NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
  const ran = spawnSync(command, args, { cwd: place.folder, encoding: "utf8", env });
  return { status: ran.status, said: ran.stdout + ran.stderr };
};

it("run in Vitest: a retry with and without an idempotency key, and a year in a second", () => {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const { status, said } = run(process.execPath, vitest, "run", "--root", place.folder);
  expect([status, said]).toEqual([0, expect.stringContaining("3 passed")]);
});

it("are typed as strictly as can be", () => {
  const compilerOptions = {
    ...{ target: "ES2023", lib: ["ES2023", "DOM"], types: [], strict: true, noEmit: true },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true },
    ...{ module: "nodenext" },
  };
  const files = ["retry.test.ts", "year.test.ts"];
  writeFileSync(join(place.folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { said } = run(process.execPath, join(ROOT, "node_modules/typescript/bin/tsc"), "-p", ".");
  expect(said).toBe("");
});

const SHORT = `import { createTwin, TWIN_KEY } from "receivables-edge/twin";
const twin = createTwin();
await twin.load("demo");
const answer = await twin.fetch("/v1/payment-plans/1", { headers: { key: TWIN_KEY } });
const page = await twin.fetch("/docs");
console.log(answer.status, (await answer.json()).id, page.status, page.headers.get("content-type"));
`;
const own = ownNode();
it.each([
  [`this machine's own Node, ${own.version}`, () => [own.command]],
  ["Deno", () => [denoBinary(), "run", "--allow-read", "--no-lock"]],
  ["Bun", () => [bunBinary()]],
] as const)("its entry works in %s, pages too", (_, runtime) => {
  writeFileSync(join(place.folder, "short.mjs"), SHORT);
  const [command = "", ...args] = runtime();
  expect(run(command, ...args, "short.mjs")).toEqual({
    status: 0,
    said: "200 1 200 text/html; charset=utf-8\n",
  });
});

describe("over HTTP, `npx receivables-edge twin`", () => {
  const PAID = ["answer-lost", "answer-cut"]
    .flatMap((kind) => [`${kind}, without a key: 2`, `${kind}, with a key: 1`])
    .map((line) => `${line}\n`)
    .join("");
  let twin: ReturnType<typeof spawn>;
  let url = "";
  beforeAll(async () => {
    const command = join(place.folder, "node_modules/receivables-edge/dist/twin/command.js");
    twin = spawn(own.command, [command, "twin", "--port", "0", "--demo"], { cwd: place.folder });
    let said = "";
    for await (const chunk of twin.stdout ?? []) {
      said += String(chunk);
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
      if (url !== "") break;
    }
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => twin.once("exit", resolve));
    twin.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  const has = (command: string): boolean => spawnSync(command, ["--version"]).status === 0;
  const missing = (what: string, commands: readonly string[]): boolean => {
    const lacking = commands.filter((command) => !has(command));
    if (lacking.length === 0) return false;
    console.warn(`SKIPPED: ${what} is not tried, for this machine has no ${lacking.join(" and no ")}.`);
    return true;
  };

  it.skipIf(missing("examples/retry.php", ["php"]))("a PHP client retries", () => {
    expect(run("php", "retry.php", url)).toEqual({ status: 0, said: PAID });
  });

  it.skipIf(missing("examples/Retry.cs", ["mcs", "mono"]))("a C# client retries", () => {
    expect(run("mcs", "-r:System.Net.Http.dll", "Retry.cs").status).toBe(0);
    expect(run("mono", "Retry.exe", url)).toEqual({ status: 0, said: PAID });
  });

  it("answers with its pages and its controls", async () => {
    expect((await fetch(`${url}/docs`)).headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await (await fetch(`${url}/_twin/clock`)).json()).toEqual({ now: "2026-01-01T00:00:00.000Z" });
  });
});

it("are each short enough to paste: at most 62 lines", () => {
  for (const name of ["retry.test.ts", "year.test.ts", "retry.php", "Retry.cs"]) {
    const lines = readFileSync(join(EXAMPLES, name), "utf8").trimEnd().split("\n");
    expect(lines.length, name).toBeLessThanOrEqual(62);
  }
});
