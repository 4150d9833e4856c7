// All tenants there are: those that TENANTS names, and those of its pattern that the server's or the folder's own list has.
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { filePathOf } from "../../adapters/libsql/connection/file-folder.ts";
import { blockMarkOf } from "../../adapters/libsql/connection/file-pool.ts";
import { migrateDatabase } from "../../adapters/libsql/connection/migrate.ts";
import { type TenantName, tenantName } from "../../http/settings/tenant-name.ts";
import { registryOn } from "./registry.ts";
import { isThere, kindOf, type Place, placeOf, type Tools } from "./tools.ts";

/** A name that no tenant has yet, to see where the pattern would put one. */
const NOBODY = "zzzz-nobody-zzzz" as TenantName;

/** In the order of their names. On Turso only those that TENANTS names are known. */
export async function allTenants(tools: Tools): Promise<readonly Place[]> {
  const { TENANTS } = tools.settings;
  const names = new Set<string>(TENANTS.names);
  const pattern = TENANTS.find(NOBODY)?.database;
  const kind = pattern === undefined ? undefined : kindOf(pattern);
  if (pattern !== undefined && kind === "file") for (const name of namesOfFiles(pattern.url)) names.add(name);
  const namespaced = kind === "namespace" ? pattern : undefined;
  if (namespaced !== undefined && tools.admin !== undefined)
    for (const name of await registryOn(namespaced, tools.admin, tools).names()) names.add(name);
  return [...names].sort().map((name) => placeOf(tools, name));
}

/** The files beside one another that the pattern could have named. */
function namesOfFiles(url: string): readonly string[] {
  const path = filePathOf(url);
  const [before = "", after = ""] = basename(path).split(NOBODY);
  const folder = dirname(path);
  // Where the name is a folder's, TENANTS has to name each.
  if (!basename(path).includes(NOBODY) || !existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    if (!file.startsWith(before) || !file.endsWith(after)) return [];
    const name = file.slice(before.length, file.length - after.length);
    return tenantName(name) === undefined ? [] : [name];
  });
}

/** One line of a list: the name, how it is kept, and whether anything is the matter with it. */
export function lineOf({ settings }: Tools, { name, place, kind }: Place): string {
  const isBlocked =
    settings.TENANTS.find(name)?.blocked === true ||
    (kind === "file" && existsSync(blockMarkOf(filePathOf(place.url))));
  const matter = isBlocked ? "blocked" : kind === "file" && !isThere(place) ? "not made yet" : "";
  return `${name.padEnd(40)} ${kind.padEnd(10)} ${matter}`.trimEnd();
}

/** At once: each is a few trips that mostly wait. */
const AT_ONCE = 8;

/** Brings each up to date, and tells of each as it is done; how many could not be. Run again it goes on. */
export async function migrateAll(
  tools: Tools,
  tenants: readonly Place[],
  tell: (line: string) => void,
): Promise<number> {
  let next = 0;
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < tenants.length; at = next++) {
      const tenant = tenants[at];
      if (tenant === undefined) return;
      const count = `${at + 1}/${tenants.length} ${tenant.name}`;
      try {
        if (tenant.kind === "file" && !isThere(tenant.place)) throw new Error("there is no database");
        await migrateDatabase({ ...tenant.place, tokenFor: tools.tokenFor });
        tell(`${count}: up to date`);
      } catch (error) {
        failed += 1;
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        tell(`${count}: failed, ${cause instanceof Error ? cause.message.split("\n", 1)[0] : "no answer"}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}
