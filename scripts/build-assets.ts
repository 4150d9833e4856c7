// `npm run assets` writes what is served without the code that makes it; wrangler runs it before it bundles, and npm
// before it starts the service.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { V1_ASSET } from "../src/http/openapi/v1-asset.ts";
import { describeV1 } from "../src/http/openapi/v1-description.ts";

/** As `[assets]` in wrangler.toml has it. */
const folder = join(import.meta.dirname, "../dist/assets");

/** Leaves a file alone that is right already: a running service may be reading it. */
function write(name: string, content: Uint8Array): void {
  const file = join(folder, name);
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A production install has no bundler: what was built before it was packed stays. */
function hasBundler(): boolean {
  try {
    import.meta.resolve("esbuild");
    return true;
  } catch {
    return false;
  }
}

if (process.argv.includes("--if-possible") && !hasBundler()) process.exit(0);
const { buildDocs } = await import("./build-docs.ts");
const docs = await buildDocs();
for (const [name, { bytes }] of docs) write(name, bytes);
// Scripts and styles of an earlier build have other names.
for (const name of readdirSync(join(folder, "docs"))) {
  if (!docs.has(`docs/${name}`)) rmSync(join(folder, "docs", name));
}
write(V1_ASSET, new TextEncoder().encode(JSON.stringify(describeV1())));
