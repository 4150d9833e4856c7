// The contacts and plans that the load is made for.
import { join } from "node:path";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { grow } from "../tools/grow/grow-run.ts";
import type { Bench } from "./context.ts";
import { SIZE } from "./load.ts";

export const fill = (url: string): Promise<void> =>
  grow({ url, token: undefined, references: SIZE * 10, plans: SIZE, seed: 1 }, () => {});

/** A migrated and filled file, to be opened by a server. */
export async function filledFile(bench: Bench, name: string): Promise<string> {
  const url = `file:${join(bench.folder(name), "bench.db")}`;
  await migrateDatabase(url);
  await fill(url);
  return url;
}
