// What `npm run tenant` does for one tenant: each verb with what it says of itself.
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { filePathOf } from "../../adapters/libsql/connection/file-folder.ts";
import { blockMarkOf } from "../../adapters/libsql/connection/file-pool.ts";
import { migrateDatabase } from "../../adapters/libsql/connection/migrate.ts";
import { backupFile, backupServer, isBackup, restoreFile, restoreServer } from "./backup.ts";
import { registryOn } from "./registry.ts";
import { adminOf, isThere, type Place, placeOf, Refused, type Tools } from "./tools.ts";
import { type TursoVerb, tursoCommands } from "./turso.ts";

/** What is said when it is done. */
type Verb = (tools: Tools, name: string | undefined, file?: string) => Promise<string>;

const NOT_OURS = "A server without namespaces has one database: it is made and removed with the server.";

const typed = (verb: TursoVerb, { place, name }: Place, file?: string): string =>
  [`${name} is a database of Turso's. Type:`, ...tursoCommands(verb, place, file)].join("\n  ");

export const add: Verb = async (tools, text) => {
  const found = placeOf(tools, text);
  const { name, place, kind } = found;
  if (kind === "turso") return typed("add", found);
  if (kind === "server") throw new Refused(NOT_OURS);
  if (kind === "file" && isThere(place)) throw new Refused(`${name} is there already.`);
  if (kind === "namespace" && !(await adminOf(tools).create(place.namespace ?? "")))
    throw new Refused(
      `${name} is there already. \`npm run tenant -- migrate ${name}\` brings it up to date.`,
    );
  await migrateDatabase({ ...place, tokenFor: tools.tokenFor });
  if (kind === "namespace") await registryOn(place, adminOf(tools), tools).note(name);
  return `${name} was made.`;
};

const setBlocked =
  (blocked: boolean): Verb =>
  async (tools, text) => {
    const found = placeOf(tools, text);
    const { name, place, kind } = found;
    if (kind === "turso") return typed(blocked ? "block" : "unblock", found);
    if (kind === "server") throw new Refused(`Say it in TENANTS: "${name}": { "BLOCKED": true }.`);
    if (kind === "namespace") await adminOf(tools).block(place.namespace ?? "", blocked);
    else {
      if (!isThere(place)) throw new Refused(`There is no ${name}.`);
      const mark = blockMarkOf(filePathOf(place.url));
      if (blocked) writeFileSync(mark, "");
      else rmSync(mark, { force: true });
    }
    return blocked ? `${name} is blocked: its keys get 403.` : `${name} is open again.`;
  };
export const block = setBlocked(true);
export const unblock = setBlocked(false);

/** The caller has asked for the name a second time before. */
export const remove: Verb = async (tools, text) => {
  const found = placeOf(tools, text);
  const { name, place, kind } = found;
  if (kind === "turso") return typed("remove", found);
  if (kind === "server") throw new Refused(NOT_OURS);
  if (kind === "namespace") {
    const isGone = await adminOf(tools).remove(place.namespace ?? "");
    await registryOn(place, adminOf(tools), tools).forget(name);
    if (!isGone) throw new Refused(`There is no ${name}.`);
  } else {
    if (!isThere(place)) throw new Refused(`There is no ${name}.`);
    const path = filePathOf(place.url);
    // Off the path at once: the service that has it open answers 503 from now on.
    renameSync(path, `${path}.removed`);
    for (const beside of [".removed", "-wal", "-shm", ".blocked"])
      rmSync(`${path}${beside}`, { force: true });
  }
  return `${name} was removed, with all that was in it.`;
};

export const backup: Verb = async (tools, text, file) => {
  const found = placeOf(tools, text);
  const { name, place, kind } = found;
  if (file === undefined) throw new Refused("Name the file that the backup is to be.");
  if (existsSync(file)) throw new Refused("The file is there already.");
  if (kind === "turso") return typed("backup", found, file);
  if (kind === "file" && !isThere(place)) throw new Refused(`There is no ${name}.`);
  if (kind === "file") backupFile(place, file);
  else await backupServer(place, tools.tokenFor, file);
  return `${name} is in ${file}, as it was at one moment.`;
};

export const restore: Verb = async (tools, text, file) => {
  const found = placeOf(tools, text);
  const { name, place, kind } = found;
  if (file === undefined || !isBackup(file)) throw new Refused("Name a file that `backup` made.");
  if (kind === "turso") return typed("restore", found, file);
  if (kind === "server") throw new Refused(NOT_OURS);
  if (kind === "file") restoreFile(file, place);
  else await fillNamespace(tools, found, file);
  await migrateDatabase({ ...place, tokenFor: tools.tokenFor });
  return `${name} is as it was when ${file} was made.`;
};

/** All or nothing: a namespace that could not be filled is taken away again. */
async function fillNamespace(tools: Tools, { name, place }: Place, file: string): Promise<void> {
  const admin = adminOf(tools);
  const namespace = place.namespace ?? "";
  if (!(await admin.create(namespace))) throw new Refused("There is a database already.");
  try {
    await restoreServer(file, place, tools.tokenFor);
    await registryOn(place, admin, tools).note(name);
  } catch (error) {
    await admin.remove(namespace);
    throw error;
  }
}
