// A tenant's whole database as one file, wherever it is kept; and a database made of such a file again, wherever that is.
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { type Client, createClient, type InStatement } from "@libsql/client/node";
import Libsql from "libsql";
import { filePathOf, makeFolderOf } from "../../adapters/libsql/connection/file-folder.ts";
import { intoNamespace, type RemoteOptions } from "../../adapters/libsql/connection/open-remote.ts";
import type { DatabasePlace } from "../../http/settings/database-place.ts";
import { Refused } from "./tools.ts";

/** Characters of SQL that are done in one go. */
const CHUNK = 4 * 1024 * 1024;
/** Rows, and characters of their texts, that one trip carries. */
const MOST_ROWS = 500;
const MOST_TEXT = 512 * 1024;

type TokenFor = RemoteOptions["tokenFor"];

/** Writes the database of a file as it is at one moment, while it is used, into another one that must not be there yet. */
export function backupFile(place: DatabasePlace, target: string): void {
  const source = new Libsql(filePathOf(place.url), { readonly: true });
  try {
    source.prepare("vacuum into ?").run(target);
  } finally {
    source.close();
  }
}

/** The same of a server's database: it tells itself as SQL, out of one transaction, which is done in the file. */
export async function backupServer(place: DatabasePlace, tokenFor: TokenFor, target: string): Promise<void> {
  const { url, namespace, token } = place;
  const dump = new URL("/dump", url.replace(/^libsql:/, "https:"));
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const request = new Request(dump, { headers });
  const response = await (namespace === undefined
    ? fetch(request)
    : intoNamespace(namespace, tokenFor)(request));
  if (!response.ok || response.body === null)
    throw new Refused(`The server does not tell its data: it answers ${response.status}.`);
  const file = new Libsql(target);
  try {
    let text = "";
    const decoder = new TextDecoder();
    for await (const bytes of response.body) {
      text += decoder.decode(bytes, { stream: true });
      // A line of data has no line break inside, so a statement ends with the line.
      const end = text.length < CHUNK ? -1 : text.lastIndexOf(";\n");
      if (end < 0) continue;
      file.exec(text.slice(0, end + 1));
      text = text.slice(end + 1);
    }
    text += decoder.decode();
    if (!/\bCOMMIT;\s*$/.test(text)) throw new Refused("The server broke off before the end of its data.");
    file.exec(text);
  } catch (error) {
    file.close();
    rmSync(target, { force: true });
    throw error;
  }
  file.close();
}

/** Puts a backup where a tenant's file is to be; there must be none. */
export function restoreFile(source: string, place: DatabasePlace): void {
  const path = makeFolderOf(place.url);
  if (existsSync(path)) throw new Refused("There is a database already.");
  for (const beside of ["-wal", "-shm"]) rmSync(`${path}${beside}`, { force: true });
  copyFileSync(source, path);
}

/** Fills a server's database, in which nothing may be yet, with all that is in a backup, but for its tables of its own. */
export async function restoreServer(source: string, place: DatabasePlace, tokenFor: TokenFor): Promise<void> {
  const { url, namespace, token } = place;
  const client = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    ...(namespace === undefined ? {} : { fetch: intoNamespace(namespace, tokenFor) }),
  });
  const file = new Libsql(source, { readonly: true });
  try {
    const schema = file
      .prepare<[]>("select type, name, sql from sqlite_schema where sql is not null")
      .all() as Made[];
    const own = schema.filter(({ name }) => !name.startsWith("sqlite_"));
    const tables = own.filter(({ type }) => type === "table");
    await client.migrate(tables.map(({ sql }) => sql));
    for (const { name } of tables) await copyRows(file, client, name, name);
    if (schema.some(({ name }) => name === "sqlite_sequence")) {
      await client.migrate(["delete from sqlite_sequence"]);
      await copyRows(file, client, "sqlite_sequence", "sqlite_sequence");
    }
    await client.migrate(own.filter(({ type }) => type !== "table").map(({ sql }) => sql));
  } finally {
    file.close();
    client.close();
  }
}

type Made = { readonly type: string; readonly name: string; readonly sql: string };

async function copyRows(file: Libsql.Database, client: Client, from: string, to: string): Promise<void> {
  const statement = file.prepare<[]>(`select * from "${from}"`).safeIntegers(true).raw(true);
  const columns = statement.columns().map(({ name }) => `"${name}"`);
  const sql = `insert into "${to}" (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`;
  let waiting: InStatement[] = [];
  let text = 0;
  const send = async (): Promise<void> => {
    if (waiting.length > 0) await client.migrate(waiting);
    waiting = [];
    text = 0;
  };
  for (const row of statement.iterate() as Iterable<(string | bigint | number | null)[]>) {
    waiting.push({ sql, args: row });
    for (const value of row) text += typeof value === "string" ? value.length : 0;
    if (waiting.length === MOST_ROWS || text > MOST_TEXT) await send();
  }
  await send();
}

/** Whether a file is a database of the service, as far as one can tell by its tables. */
export function isBackup(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = new Libsql(path, { readonly: true });
  try {
    const wanted =
      "select count(*) as n from sqlite_schema where name in ('plans', 'payment_references', 'events')";
    return (file.prepare<[]>(wanted).get() as { n: number }).n === 3;
  } catch {
    return false;
  } finally {
    file.close();
  }
}
