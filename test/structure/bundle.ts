// What an entry point loads when it runs, packages and all, as the bundler that Wrangler uses finds it.
import { builtinModules } from "node:module";
import { build, type Metafile } from "esbuild";

/** A way from the entry point to something: each file imports the next one. */
export type Way = readonly string[];

const BUILT_IN = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
/** Compiled for one machine: no Worker, and no other runtime, can load them. */
const NATIVE =
  /(?:^|\/)node_modules\/(?:libsql|better-sqlite3|@libsql\/(?:linux|darwin|win32)[^/]*)\/|\.node$/;

/**
 * The modules that the entry point of the tree at `root` loads, resolved as for a Worker; types are gone. What the
 * bundler warns of is a failure: that it leaves an import out, say, which was there for its effect.
 */
export async function bundleOf(root: string, entry: string): Promise<Metafile["inputs"]> {
  const { metafile, warnings } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    logLevel: "silent",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    // Left as they are, so that they show: to leave one out is what is asked for, not to replace it.
    external: [...BUILT_IN],
    loader: { ".node": "copy" },
    outdir: "nowhere",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("; "));
  return metafile.inputs;
}

/** How what Workers lack is reached, each by one way: a module of Node's own, or one compiled for a machine. */
export function waysOut(inputs: Metafile["inputs"], entry: string): readonly Way[] {
  const ways = new Map<string, Way>([[entry, [entry]]]);
  const waiting = [entry];
  const found: Way[] = [];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const way = ways.get(at) ?? [];
    for (const { path, external } of inputs[at]?.imports ?? []) {
      if (ways.has(path)) continue;
      ways.set(path, [...way, path]);
      if ((external === true && BUILT_IN.has(path)) || NATIVE.test(path)) found.push([...way, path]);
      else waiting.push(path);
    }
  }
  return found;
}
