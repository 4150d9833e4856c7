// `--tenant NAME` of the commands that work on data: they work on that tenant's, and on no other's.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());
const urlOf = (tenant: string) => `file:${join(folder.path, `${tenant}.db`)}`;
const TENANTS = urlOf("{tenant}");
const ROWS = join(folder.path, "contacts.csv");

const run = (script: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`src/cli/${script}`, ...args], {
    cwd: ROOT,
    env: { ...process.env, TENANTS, DATABASE_URL: "" },
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
};
const load = (...args: readonly string[]) => run("import/import.ts", "--contacts", ROWS, ...args);
const erase = (...args: readonly string[]) => run("erase.ts", "--contact", "7", "--yes", ...args);

/** The names of a tenant's contacts. */
async function namesIn(tenant: string): Promise<readonly unknown[]> {
  const database = await openFile(urlOf(tenant));
  try {
    const [rows = []] = await database.read([{ sql: "select name from contacts order by id", args: [] }]);
    return rows.map(({ name }) => name);
  } finally {
    database.close();
  }
}

beforeAll(async () => {
  writeFileSync(ROWS, "id,name\n7,Seven\n");
  for (const tenant of ["acme", "bravo"]) await migrateDatabase({ url: urlOf(tenant), token: undefined });
}, 60_000);

describe("a command for one tenant's data", () => {
  it("loads into that tenant's database alone", async () => {
    expect(load("--tenant", "acme")).toMatchObject({ status: 0 });
    expect([await namesIn("acme"), await namesIn("bravo")]).toEqual([["Seven"], []]);
  });

  it("erases in that tenant's database alone", async () => {
    expect(load("--tenant", "bravo")).toMatchObject({ status: 0 });
    expect(erase("--tenant", "acme")).toMatchObject({ status: 0 });
    const [acme, bravo] = [await namesIn("acme"), await namesIn("bravo")];
    expect(acme).not.toContain("Seven");
    expect(bravo).toEqual(["Seven"]);
  });

  it.each([load, erase])("does nothing where no tenant is named, or none that is one", async (command) => {
    const before = await namesIn("bravo");
    expect(command()).toEqual({
      status: 2,
      said: expect.stringContaining("TENANTS is set: say --tenant NAME"),
    });
    const none = command("--tenant", "../bravo");
    expect([none.status, none.said]).toEqual([
      2,
      expect.stringContaining("TENANTS has no place for the tenant"),
    ]);
    expect(await namesIn("bravo")).toEqual(before);
  });
});
