// Opens an embedded libSQL file in this process, for one machine without a server. Not part of the Worker.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client/node";
import { type Database, databaseOf } from "./database.ts";

const BUSY_TIMEOUT_MS = 1_500;

/** Opens (and creates, with its folder) the file of a `file:` URL. */
export async function openFile(url: string): Promise<Database> {
  const path = url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
  mkdirSync(dirname(path), { recursive: true });
  // One connection: its statements are synchronous, so more would only wait for one another.
  const client = createClient({ url, concurrency: 1 });
  await client.execute("pragma journal_mode = wal");
  await client.execute("pragma synchronous = full");
  await client.execute(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return databaseOf(client);
}
