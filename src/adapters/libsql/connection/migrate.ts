// Brings a database up to the newest file of drizzle/. Runs under Node before the service does, never in a Worker.
import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client/node";
import { migrate } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/node";
import { makeFolderOf } from "./file-folder.ts";
import { intoNamespace, type RemoteOptions } from "./open-remote.ts";

const MIGRATIONS = fileURLToPath(new URL("../../../../drizzle", import.meta.url));

type Migrated = Pick<RemoteOptions, "url" | "token" | "namespace" | "tokenFor">;

/**
 * Applies what is missing, oldest first, and nothing when all is there. The URL may be `file:`, `http(s):` or
 * `libsql:`. Migrations only add, so the version of the service that is running goes on while they are applied.
 */
export async function migrateDatabase(database: string | Migrated, plainToken?: string): Promise<void> {
  const given = typeof database === "string" ? { url: database, token: plainToken } : database;
  const { url, token, namespace, tokenFor }: Migrated = given;
  if (url.startsWith("file:")) makeFolderOf(url);
  const client = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    ...(namespace === undefined ? {} : { fetch: intoNamespace(namespace, tokenFor) }),
  });
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    client.close();
  }
}
