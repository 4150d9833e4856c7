// `npm run build`: what others take along, as ES modules with their types, in dist/.
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callTypes } from "./package/call-types.ts";
import { bundleFiles } from "./package/files-bundle.ts";
import { keepOnlyUsed, keepOnlyUsedTypes } from "./package/only-used.ts";
import { bundleTwin } from "./package/twin-bundle.ts";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

/** The compiler of the project itself, under this Node. */
const compile = (project: string): void => {
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", project], {
    cwd: ROOT,
    stdio: "inherit",
  });
};

for (const folder of ["domain", "client", "files", "twin"])
  rmSync(join(DIST, folder), { recursive: true, force: true });

compile("package/tsconfig.json");
keepOnlyUsed(join(DIST, "domain"), "package/domain");

compile("package/tsconfig.client.json");
writeFileSync(join(DIST, "client/call-types.d.ts"), callTypes());
appendFileSync(join(DIST, "client/client.d.ts"), 'export type * from "./call-types.ts";\n');
keepOnlyUsed(join(DIST, "client"), "client");

compile("package/tsconfig.files.json");
keepOnlyUsedTypes(join(DIST, "files"), "package/files");
await bundleFiles(join(DIST, "files"));

compile("package/tsconfig.twin.json");
keepOnlyUsedTypes(join(DIST, "twin"), "package/twin");
await bundleTwin(join(DIST, "twin"));

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
console.log(`dist/ holds receivables-edge ${version}: /domain, /client, /files and /twin.`);
