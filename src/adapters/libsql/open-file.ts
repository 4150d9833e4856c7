// Opens an embedded libSQL file in this process, for one machine without a server. Not part of the Worker.
import { createClient } from "@libsql/client/node";
import { type Database, databaseOf } from "./database.ts";
import { makeFolderOf } from "./file-folder.ts";
import { groupingWrites } from "./group-commit.ts";

const BUSY_TIMEOUT_MS = 1_500;

/** Opens (and creates, with its folder) the file of a `file:` URL. */
export async function openFile(url: string): Promise<Database> {
  makeFolderOf(url);
  // One connection: its statements are synchronous, so more would only wait for one another.
  const client = createClient({ url, concurrency: 1 });
  await client.execute("pragma journal_mode = wal");
  await client.execute("pragma synchronous = full");
  await client.execute(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return groupingWrites(databaseOf(client));
}
