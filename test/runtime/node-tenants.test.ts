// `npm start` for several businesses, a file each: each has its own data, the log names it, and a clean stop leaves every
// file whole.
import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { type Running, run } from "../support/processes.ts";
import { entryOf } from "../support/tenants-service.ts";

const folder = temporaryFolder();
let server: Running | undefined;
afterEach(async () => {
  await server?.kill("SIGKILL");
});

async function start(tenants: unknown): Promise<string> {
  const port = await freePort();
  const file = join(folder.path, "tenants.json");
  writeFileSync(file, JSON.stringify(tenants));
  const keys = await Promise.all([
    entryOf("one-key", { name: "clerk", tenant: "one" }),
    entryOf("two-key", { name: "clerk", tenant: "two" }),
    entryOf("gone-key", { name: "clerk", tenant: "gone" }),
  ]);
  server = run("src/http/node.ts", {
    DATABASE_URL: `file:${join(folder.path, "nobody.db")}`,
    TENANTS_FILE: file,
    API_KEYS: JSON.stringify(keys),
    PORT: String(port),
    MAX_OPEN_FILES: "1",
  });
  await server.prints("Listening on");
  return `http://127.0.0.1:${port}`;
}

const pattern = { "*": { DATABASE_URL: `file:${folder.path}/{tenant}.db` } };

it("serves each from its own file, names it in the log, and leaves the files whole", async () => {
  for (const name of ["one", "two"]) await migrateDatabase(`file:${join(folder.path, `${name}.db`)}`);
  const url = await start(pattern);
  const put = (key: string, id: number) =>
    fetch(`${url}/v1/contacts/${id}`, {
      method: "PUT",
      headers: { key, "Content-Type": "application/json" },
      body: JSON.stringify({ name: key, reference: null, parentId: null }),
    });
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  for (let id = 1; id <= 5; id += 1) {
    expect((await put("one-key", id)).status).toBe(201);
    expect((await put("two-key", id)).status).toBe(201);
  }
  expect((await put("gone-key", 1)).status).toBe(503);
  const names = async (key: string) => {
    const list = (await (await fetch(`${url}/v1/contacts`, { headers: { key } })).json()) as {
      items: { name: string }[];
    };
    return list.items.map(({ name }) => name);
  };
  expect(await names("one-key")).toEqual(Array(5).fill("one-key"));
  expect(await names("two-key")).toEqual(Array(5).fill("two-key"));
  expect(await server?.kill("SIGTERM")).toBe(0);
  const lines = (server?.output() ?? "").split("\n").filter((line) => line.startsWith("{"));
  const said = lines.map((line) => JSON.parse(line) as { tenant: string | null; key: string | null });
  expect(new Set(said.map(({ tenant, key }) => `${tenant} ${key}`))).toEqual(
    new Set(["null null", "one clerk", "two clerk", "gone clerk"]),
  );
  expect(existsSync(join(folder.path, "nobody.db"))).toBe(false);
  expect(existsSync(join(folder.path, "gone.db"))).toBe(false);
  for (const name of ["one", "two"]) {
    const copy = join(folder.path, `${name}.copy.db`);
    copyFileSync(join(folder.path, `${name}.db`), copy);
    const database = await openFile(`file:${copy}`);
    const { items } = await libsqlStores(database).contacts.list({ after: 0, limit: 10 });
    expect(items.length).toBe(5);
    database.close();
  }
});

it("does not start with tenants that are wrong, and shows none of them", async () => {
  const starting = start({ one: { DATABASE_TOKEN: "hunter2" }, two: {} });
  await expect(starting).rejects.toThrow();
  expect(server?.output()).toContain("The environment is wrong: TENANTS: two: the database of one");
  expect(server?.output()).not.toContain("hunter2");
});
