// The tenants' databases, made empty, and N5: what a migration of all of them leaves when it is killed.
import { namespaceTokens } from "../../src/adapters/libsql/connection/namespace-token.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { registryOn } from "../../src/cli/tenant/registry.ts";
import { sqldAdmin } from "../../src/cli/tenant/sqld-admin.ts";
import { toolsOf } from "../../src/cli/tenant/tools.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import type { Load, Measured } from "./tenants-load.ts";
import type { World } from "./tenants-world.ts";

/** Empty namespaces of all tenants, and their names in the server's list, as `tenant add` leaves them but not migrated. */
export async function makeNamespaces(world: World, { all }: Load): Promise<void> {
  const { variables } = world.sqld;
  const admin = sqldAdmin(variables.SQLD_ADMIN_URL, variables.SQLD_ADMIN_KEY);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) await admin.create(all[at] ?? "");
  };
  await Promise.all(Array.from({ length: 8 }, work));
  const read = readSettings({ ...variables, TENANTS: '{"*":{"DATABASE_NAMESPACE":"{tenant}"}}' });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const place = { url: variables.DATABASE_URL, namespace: "any", token: undefined, replicaUrl: undefined };
  const registry = registryOn(place, admin, toolsOf(read.settings, variables));
  for (const name of all) await registry.note(name);
}

/** N5: every tenant migrated, killed in the middle, and migrated again. */
export async function n5(world: World, { all }: Load): Promise<Measured> {
  const tenants = all.length;
  const first = await world.tenant(["migrate"], Math.floor(tenants / 3));
  const done = (first.text.match(/: up to date/g) ?? []).length;
  const second = await world.tenant(["migrate"]);
  const { DATABASE_URL: url, DATABASE_SIGNING_KEY: key } = world.sqld.variables;
  const tokenFor = namespaceTokens(key, Date.now);
  const versions = new Map<string, number>();
  const statement = {
    sql: "select group_concat(created_at) as all_of_them from __drizzle_migrations",
    args: [],
  };
  for (const namespace of all) {
    const database = openRemote({ url, token: undefined, namespace, tokenFor, timeoutMs: 10_000 });
    const [rows = []] = await database.read([statement]);
    const at = String(rows[0]?.all_of_them);
    versions.set(at, (versions.get(at) ?? 0) + 1);
  }
  const [applied = ""] = versions.keys();
  const isOnce = new Set(applied.split(",")).size === applied.split(",").length;
  const isMet = versions.size === 1 && isOnce && second.code === 0 && done > 0 && done < tenants;
  return {
    isMet,
    said: `${tenants} tenants: ${done} done when killed; after the second run ${versions.size} version(s), each migration ${isOnce ? "once" : "NOT once"}`,
  };
}
