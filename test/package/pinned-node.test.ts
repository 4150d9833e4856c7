// The pinned Node is what the scripts run under, whatever npm has linked.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { ROOT } from "../support/processes.ts";
import { ownNode } from "./packed.ts";

const { platform, arch } = process;
const link = (folder: string): void => {
  execFileSync(ownNode().command, [join(ROOT, "scripts/pinned-node.mjs")], { cwd: folder });
};

it.each([`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`])(
  "is linked where npm left it unlinked: %s",
  (name) => {
    const folder = mkdtempSync(join(tmpdir(), "receivables-node-"));
    try {
      link(folder);
      expect(existsSync(join(folder, "node_modules"))).toBe(false);
      mkdirSync(join(folder, "node_modules", name, "bin"), { recursive: true });
      writeFileSync(join(folder, "node_modules", name, "bin/node"), "");
      for (const _ of ["once", "again"]) {
        link(folder);
        expect(readlinkSync(join(folder, "node_modules/.bin/node"))).toBe(`../${name}/bin/node`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

it("the commands to begin with see to it first", () => {
  for (const name of ["dev", "dev:deno", "dev:bun", "demo", "check", "test:fast"] as const) {
    expect(manifest.scripts[name]).toMatch(/^node scripts\/pinned-node\.mjs && /);
  }
  expect(manifest.scripts.test).toMatch(/^npm run check && /);
});
