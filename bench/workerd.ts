// Workers in workerd itself: bundled as for a deployment, served without the development proxy.
import { execFile } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { freePort } from "../tools/shared/free-port.ts";
import { startTethered, type Tethered } from "../tools/shared/tethered.ts";
import { type Bench, ROOT } from "./context.ts";

const wrangler = createRequire(import.meta.url).resolve("wrangler/package.json");
/** The runtime that wrangler brings. */
export const workerdBinary = (): string => createRequire(wrangler)("workerd").default;

export type Bundle = { readonly file: string; readonly bytes: number; readonly gzipped: number };

/** Bundles a Worker as `npm run deploy` would; without an entry the service itself. */
async function bundle(folder: string, entry?: string): Promise<Bundle> {
  const other =
    entry === undefined ? [] : [entry, "--name", "bench", "--minify", "--compatibility-date", "2026-11-01"];
  const args = [join(wrangler, "../bin/wrangler.js"), "deploy", ...other, "--dry-run", "--outdir", folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  const name = readdirSync(folder).find((file) => file.endsWith(".js"));
  if (name === undefined) throw new Error(`wrangler wrote no bundle to ${folder}`);
  const file = join(folder, name);
  const text = readFileSync(file);
  return { file, bytes: text.length, gzipped: gzipSync(text).length };
}

export type Bundles = Readonly<Record<"ours" | "bare" | "hello", Bundle>>;

/** The service, the bare routes and the smallest Worker, at once. */
export async function allBundles(bench: Bench): Promise<Bundles> {
  const [ours, bare, hello] = await Promise.all([
    bundle(bench.folder("bundle")),
    bundle(bench.folder("bare-bundle"), join(ROOT, "bench/bare/worker.ts")),
    bundle(bench.folder("hello-bundle"), join(ROOT, "bench/bare/hello.ts")),
  ]);
  return { ours, bare, hello };
}

/** Writes a configuration of workerd beside the bundle, and tells where. */
export function configFor(
  folder: string,
  { file }: Bundle,
  port: number,
  variables: Readonly<Record<string, string>>,
): string {
  copyFileSync(file, join(folder, "worker.js"));
  const bindings = Object.entries(variables).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  const config = join(folder, "config.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [${bindings.join(", ")}],
);
`,
  );
  return config;
}

/** Serves the bundle on a loopback port. */
export async function startWorkerd(
  folder: string,
  made: Bundle,
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly url: string } & Tethered> {
  const port = await freePort();
  const config = configFor(folder, made, port, variables);
  return { url: `http://127.0.0.1:${port}`, ...startTethered(workerdBinary(), ["serve", config]) };
}
