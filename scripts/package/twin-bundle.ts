// `receivables-edge/twin` as it is handed out: one module with all that it needs, the pages beside it, and the command.
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { twinPages } from "./twin-pages.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What the twin is bundled with: what any runtime has. The command is Node's, and the package depends on its server. */
export const TWIN_BUNDLE = {
  conditions: ["workerd", "worker", "browser"],
  mainFields: ["browser", "module", "main"],
  external: ["node:*", "@hono/node-server"],
  define: { "Map.groupBy": "mapGroupBy" },
  inject: [join(import.meta.dirname, "group-by.ts")],
};

/** Puts the pages where the source has none. */
export const withPages: Plugin = {
  name: "pages",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]package[/\\]twin-pages\.ts$/ }, async () => ({
      contents: `export const files = ${JSON.stringify(await twinPages())};`,
      loader: "js",
    }));
  },
};

export async function bundleTwin(outdir: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: { twin: "package/twin.ts", command: "package/twin-command.ts" },
    ...TWIN_BUNDLE,
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2023",
    // A stack trace shows lines that can be read.
    minify: false,
    legalComments: "none",
    logLevel: "warning",
    plugins: [withPages],
  });
}
