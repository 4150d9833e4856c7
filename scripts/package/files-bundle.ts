// `receivables-edge/files` as it is handed out: one module with all that it needs, for any runtime.
import { join } from "node:path";
import { build } from "esbuild";

/** The CSV parser's own build for where there is no Buffer. */
export const FILES_BUNDLE = {
  conditions: ["workerd", "worker", "browser"],
  mainFields: ["browser", "module", "main"],
  alias: { "csv-parse/sync": "csv-parse/browser/esm/sync" },
};

export async function bundleFiles(outdir: string): Promise<void> {
  await build({
    absWorkingDir: join(import.meta.dirname, "../.."),
    entryPoints: { files: "package/files.ts" },
    ...FILES_BUNDLE,
    outdir,
    bundle: true,
    format: "esm",
    target: "es2023",
    // A stack trace shows lines that can be read.
    minify: false,
    legalComments: "none",
    logLevel: "warning",
  });
}
