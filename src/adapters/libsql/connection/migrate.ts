// Brings a database up to the newest file of drizzle/. Runs under Node before the service does, never in a Worker.
import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client/node";
import { migrate } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/node";
import { makeFolderOf } from "./file-folder.ts";

const MIGRATIONS = fileURLToPath(new URL("../../../../drizzle", import.meta.url));

/**
 * Applies what is missing, oldest first, and nothing when all is there. `url` may be `file:`, `http(s):` or
 * `libsql:`. Migrations only add, so the version of the service that is running goes on while they are applied.
 */
export async function migrateDatabase(url: string, token?: string): Promise<void> {
  if (url.startsWith("file:")) makeFolderOf(url);
  const client = createClient({ url, ...(token === undefined ? {} : { authToken: token }) });
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    client.close();
  }
}
