// Makes the reference page: one script and one style, bundled, and the page that names them by their hashes.
import { basename, join } from "node:path";
import { build } from "esbuild";
import { DOCS_ASSET_HEADERS, DOCS_PAGE_HEADERS } from "../src/http/pages/docs/docs-headers.ts";
import { docsPage } from "../src/http/pages/docs/docs-page.ts";
import type { SiteFile } from "../src/http/pages/site.ts";

const source = join(import.meta.dirname, "../src/http/pages/docs");

/** The files by their names in the folder of the assets: `docs.html` is served as `/docs`, the others as they are named. */
export async function buildDocs(): Promise<ReadonlyMap<string, SiteFile>> {
  const { outputFiles } = await build({
    entryPoints: [join(source, "browser/main.ts"), join(source, "style/docs.css")],
    entryNames: "[name]-[hash]",
    outdir: "docs",
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["chrome120", "firefox121", "safari17.4"],
    legalComments: "none",
    logLevel: "silent",
  });
  const named = (end: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(end));
    if (file === undefined) throw new Error(`the build made no ${end}`);
    return { name: `docs/${basename(file.path)}`, bytes: new Uint8Array(file.contents) };
  };
  const [script, style] = [named(".js"), named(".css")];
  const page = await docsPage({ script: `/${script.name}`, style: `/${style.name}` });
  const asset = ({ bytes }: { readonly bytes: SiteFile["bytes"] }): SiteFile => ({
    headers: DOCS_ASSET_HEADERS,
    bytes,
  });
  return new Map([
    [
      "docs.html",
      {
        headers: DOCS_PAGE_HEADERS,
        bytes: new TextEncoder().encode(page),
      },
    ],
    [script.name, asset(script)],
    [style.name, asset(style)],
  ]);
}
