// A database as the service left it before rules 2: its tables of then, with plans and histories that it wrote.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client/node";
import { temporaryFolder } from "./libsql.ts";

type StoredRow = Readonly<Record<string, string | number | null>>;
export type StoredPlan = {
  readonly note: string;
  readonly plans: readonly [StoredRow];
  readonly instalments: readonly StoredRow[];
  readonly payments: readonly StoredRow[];
  readonly events: readonly StoredRow[];
};

export const STORED = JSON.parse(
  readFileSync(new URL("../cases/stored-before-rules-2.json", import.meta.url), "utf8"),
) as readonly StoredPlan[];

const MIGRATIONS = new URL("../../drizzle/", import.meta.url);
/** The newest migration of then. */
const NEWEST_THEN = "0003_";

const migrations = readdirSync(MIGRATIONS)
  .filter((name) => name.endsWith(".sql"))
  .sort()
  .map((name) => ({
    name,
    statements: readFileSync(new URL(name, MIGRATIONS), "utf8").split("--> statement-breakpoint"),
  }));

/** Writes the database into a file of its own and then applies every later migration. */
export async function databaseBeforeRules2(): Promise<{ readonly url: string; readonly remove: () => void }> {
  const folder = temporaryFolder();
  const url = `file:${join(folder.path, "before.db")}`;
  const client = createClient({ url });
  const apply = async (isWanted: (name: string) => boolean) => {
    for (const { statements } of migrations.filter(({ name }) => isWanted(name))) {
      for (const sql of statements) await client.execute(sql);
    }
  };
  const isOfThen = (name: string) => name.slice(0, 4) <= NEWEST_THEN.slice(0, 4);
  await apply(isOfThen);
  const inserts = STORED.flatMap((stored) =>
    (["plans", "instalments", "payments", "events"] as const).flatMap((table) =>
      stored[table].map((row) => ({
        sql: `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.keys(row).map(() => "?")})`,
        args: Object.values(row),
      })),
    ),
  );
  await client.batch(inserts, "write");
  await apply((name) => !isOfThen(name));
  client.close();
  return { url, remove: folder.remove };
}
