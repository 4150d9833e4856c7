// What the Worker does before its first request: nothing that costs a start and that a request may never need.
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS } from "../../scripts/development-key.ts";
import { ROOT } from "../support/processes.ts";
import { madeTree } from "./made-tree.ts";

/** The Worker's code as one script, as it is bundled for a deployment. */
async function scriptOf(root: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/http/worker.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "bundle",
    logLevel: "silent",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
  });
  return outputFiles[0]?.text ?? "";
}

type Worker = { fetch(request: Request, environment: object): Response | Promise<Response> };

/**
 * What is dear at a start, in the order in which it was done. An error takes a stack, for which V8 reads the whole script a second
 * time; a formatter loads the tables of all languages; a schema is for a request that sends what it reads.
 */
function run(script: string): { readonly dear: readonly string[]; readonly worker: Worker } {
  const dear: string[] = [];
  const told = <T extends object>(name: string, real: T): T =>
    new Proxy(real, {
      construct: (target, args, self) => {
        dear.push(`new ${name}`);
        return Reflect.construct(target as new () => object, args, self);
      },
      apply: (target, self, args) => {
        dear.push(name);
        return Reflect.apply(target as () => unknown, self, args);
      },
    });
  const context = {
    ...{ TextDecoder, TextEncoder, URL, Request, Response, Headers, AbortSignal, crypto, btoa, atob },
    console: { log: () => {} },
    navigator: { userAgent: "Cloudflare-Workers" },
    Error: told("Error", Error),
    TypeError: told("TypeError", TypeError),
    RangeError: told("RangeError", RangeError),
    told,
  };
  const worker = runInNewContext(
    `for (const name of ["NumberFormat", "DateTimeFormat", "Collator", "PluralRules", "Segmenter"])
      Intl[name] = told("Intl." + name, Intl[name]);
    for (const own of [Number, BigInt, Date, Array])
      own.prototype.toLocaleString = told("toLocaleString", own.prototype.toLocaleString);
    String.prototype.localeCompare = told("localeCompare", String.prototype.localeCompare);
    String.prototype.normalize = told("normalize", String.prototype.normalize);
    ${script}; bundle.default`,
    context,
  ) as Worker;
  return { dear, worker };
}

let script: string;
beforeAll(async () => {
  script = await scriptOf(ROOT);
});

it("the Worker makes no error and no formatter when it starts, and asks for nothing of a language", () => {
  expect(script.length).toBeGreaterThan(100_000);
  expect(run(script).dear).toEqual([]);
});

it("nor does it for its first answer, with the settings of a deployment", async () => {
  const { dear, worker } = run(script);
  const environment = {
    DATABASE_URL: "libsql://database.invalid",
    API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS.map((key) => ({ ...key, name: "partner" }))),
    DEFAULT_CURRENCY: "AUD",
    TIME_ZONE: "Australia/Sydney",
  };
  const answer = await worker.fetch(new Request("https://service.invalid/health"), environment);
  expect(await answer.json()).toEqual({ status: "ok" });
  expect(dear).toEqual([]);
});

it("the Worker makes no schema when it starts", () => {
  // Every schema of zod comes into being here.
  const counted = script.replaceAll(
    /\binst\._zod\.def = def;/g,
    "$& globalThis.schemas = (globalThis.schemas ?? 0) + 1;",
  );
  expect(counted).not.toBe(script);
  const made = `if (globalThis.schemas > 0) throw new Error("schemas: " + globalThis.schemas);`;
  expect(run(`${counted}; ${made}`).dear).toEqual([]);
});

it.each([
  ["an error", "new Error", 'export const gone = new Error("gone");'],
  ["a formatter", "new Intl.DateTimeFormat", 'export const format = new Intl.DateTimeFormat("en");'],
  ["a number in words", "toLocaleString", 'export const most = (10000).toLocaleString("en");'],
])("%s that is made at the top of a module is told of", async (_, name, code) => {
  const tree = madeTree();
  try {
    tree.write({ "src/http/worker.ts": `${code}\nexport default { fetch: () => new Response() };` });
    expect(run(await scriptOf(tree.path)).dear).toContain(name);
  } finally {
    tree.remove();
  }
});
