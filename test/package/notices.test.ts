// Whose code is handed out is said, with the licence of each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { thirdPartyNotices } from "../../scripts/package/third-parties.ts";
import { ROOT } from "../support/processes.ts";

it("THIRD-PARTY-NOTICES is of just the packages that are bundled: `npm run notices` writes it", async () => {
  const written = readFileSync(join(ROOT, "THIRD-PARTY-NOTICES"), "utf8");
  expect(written).toBe(await thirdPartyNotices());
  const named = [...written.matchAll(/^(@?[\w./-]+) \d+\.\d+\.\d+ \(/gm)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining(["csv-parse", "fast-xml-parser", "hono", "zod"]));
  // What runs beside the bundles, or builds them, is not in them.
  for (const name of ["libsql", "@libsql/client", "@hono/node-server", "esbuild"])
    expect(named).not.toContain(name);
  // Each with a text that can be read, and whose it is.
  for (const part of written.split(/^={80}\n(?=.*\d)/m).slice(1)) {
    expect(part).toMatch(/^Copyright \S/m);
    expect(part.length).toBeGreaterThan(700);
  }
});
