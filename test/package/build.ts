// Before the package's tests: what is looked at is made of the sources as they are.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  execFileSync(process.execPath, ["scripts/build-package.ts"], { cwd: root, stdio: "pipe" });
}
