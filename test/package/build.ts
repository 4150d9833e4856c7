// Before the package's tests: what is looked at is made of the sources as they are.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  for (const script of ["scripts/build-assets.ts", "scripts/build-package.ts"]) {
    execFileSync(process.execPath, [script], { cwd: root, stdio: "pipe" });
  }
}
