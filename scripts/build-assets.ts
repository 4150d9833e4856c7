// `npm run assets` writes what is served without the code that makes it: the OpenAPI document and the pages. wrangler runs
// it before it bundles, npm before it starts the service, and `npm run dev` before it serves; it is quick where nothing
// has changed.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { fingerprint } from "./assets-fingerprint.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** As `[assets]` in wrangler.toml has it. */
const FOLDER = join(import.meta.dirname, "../dist/assets");
/** What they were made of, beside them: not a file that is served. */
const STAMP = join(import.meta.dirname, "../dist/assets.stamp");
const HALF = `${STAMP}.${process.pid}`;

/** A production install has no bundler: what was built before it was packed stays. */
function hasBundler(): boolean {
  try {
    import.meta.resolve("esbuild");
    return true;
  } catch {
    return false;
  }
}

const stamp = (): string | null => {
  try {
    return readFileSync(STAMP, "utf8");
  } catch {
    return null;
  }
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll(sep, "/"),
      );
  } catch {
    return [];
  }
};

async function build(): Promise<void> {
  // Not loaded where nothing is to be built: it is most of the service.
  const { HEADERS_FILE, headersText, siteFiles } = await import("../src/http/pages/site.ts");
  const { buildDocs } = await import("./build-docs.ts");
  const files = await siteFiles(await buildDocs());
  const write = (name: string, bytes: Uint8Array): void => writeIfChanged(join(FOLDER, name), bytes, HALF);
  for (const [name, { bytes }] of files) write(name, bytes);
  write(HEADERS_FILE, new TextEncoder().encode(headersText(files)));
  for (const name of namesIn(FOLDER)) {
    if (name !== HEADERS_FILE && !files.has(name)) rmSync(join(FOLDER, name));
  }
}

/** Builds what is served where its sources, or the files themselves, are not as the last build left them. */
export async function ensureAssets(): Promise<void> {
  const made = (): string => fingerprint(namesIn(FOLDER).map((name) => join(FOLDER, name)));
  const from = fingerprint();
  if (stamp() === `${from} ${made()}`) return;
  await build();
  writeIfChanged(STAMP, new TextEncoder().encode(`${from} ${made()}`), HALF);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (!process.argv.includes("--if-possible") || hasBundler()) await ensureAssets();
}
