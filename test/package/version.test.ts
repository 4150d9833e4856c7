// The version stands in package.json alone, and the OpenAPI document shows it.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { bundleOf } from "../structure/bundle.ts";
import { ROOT } from "../support/processes.ts";

it("is in the OpenAPI document as package.json has it", () => {
  const built = readFileSync(join(ROOT, "dist/assets/openapi.json"), "utf8");
  const { info } = JSON.parse(built) as { info: { version: string } };
  expect(info.version).toBe(manifest.version);
});

it("is written nowhere else", () => {
  const files = globSync("{src,scripts,package}/**/*.ts", { cwd: ROOT });
  expect(files.length).toBeGreaterThan(200);
  expect(
    files.filter((file) => readFileSync(join(ROOT, file), "utf8").includes(`"${manifest.version}"`)),
  ).toEqual([]);
});

it("the Worker does not carry package.json", async () => {
  const inputs = Object.keys(await bundleOf(ROOT, "src/http/worker.ts"));
  expect(inputs).toContain("src/http/app.ts");
  expect(inputs).not.toContain("package.json");
});
