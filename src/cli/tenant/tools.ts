// What the verbs of `npm run tenant` share: the settings of the service, where a tenant's database is, and how it is opened.
import { existsSync } from "node:fs";
import type { Database } from "../../adapters/libsql/connection/database.ts";
import { filePathOf } from "../../adapters/libsql/connection/file-folder.ts";
import { namespaceTokens } from "../../adapters/libsql/connection/namespace-token.ts";
import { openFile } from "../../adapters/libsql/connection/open-file.ts";
import { openRemote, type RemoteOptions } from "../../adapters/libsql/connection/open-remote.ts";
import type { DatabasePlace } from "../../http/settings/database-place.ts";
import { isFileUrl } from "../../http/settings/database-url.ts";
import type { Settings } from "../../http/settings/settings.ts";
import { NAME_RULE, type TenantName, tenantName } from "../../http/settings/tenant-name.ts";
import { type SqldAdmin, sqldAdmin } from "./sqld-admin.ts";

const TRIP_TIMEOUT_MS = 30_000;

/** A sentence for whoever typed the command: nothing is wrong with the program. */
export class Refused extends Error {}

export type Tools = {
  readonly settings: Settings;
  readonly tokenFor: RemoteOptions["tokenFor"];
  /** Undefined where SQLD_ADMIN_URL is not set. */
  readonly admin: SqldAdmin | undefined;
};

export function toolsOf(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Tools {
  const { DATABASE_SIGNING_KEY: key } = settings;
  const { SQLD_ADMIN_URL: adminUrl, SQLD_ADMIN_KEY: adminKey } = environment;
  return {
    settings,
    tokenFor: key === undefined ? undefined : namespaceTokens(key, Date.now),
    admin: adminUrl ? sqldAdmin(adminUrl, adminKey || undefined) : undefined,
  };
}

/** How a tenant's database is kept, which is how it is made and removed. */
export type Kind = "file" | "namespace" | "turso" | "server";

export function kindOf({ url, namespace }: DatabasePlace): Kind {
  if (isFileUrl(url)) return "file";
  if (namespace !== undefined) return "namespace";
  return new URL(url).hostname.endsWith(".turso.io") ? "turso" : "server";
}

export type Place = { readonly name: TenantName; readonly place: DatabasePlace; readonly kind: Kind };

/** Where the tenant's database is, or is to be; a name that has no place is refused. */
export function placeOf({ settings }: Tools, text: string | undefined): Place {
  const name = tenantName(text ?? "");
  if (name === undefined) throw new Refused(`The name of a tenant is expected: ${NAME_RULE}.`);
  const known = settings.TENANTS.find(name);
  if (known === undefined)
    throw new Refused(
      `TENANTS has no place for ${name}: an entry of its own, or a pattern with {tenant} in it.`,
    );
  return { name, place: known.database, kind: kindOf(known.database) };
}

/** The server's admin address, without which a namespace is neither made nor removed. */
export function adminOf({ admin }: Tools): SqldAdmin {
  if (admin === undefined)
    throw new Refused(
      "SQLD_ADMIN_URL is not set: the server's --admin-listen-addr, with its SQLD_ADMIN_KEY.",
    );
  return admin;
}

export const isThere = (place: DatabasePlace): boolean => existsSync(filePathOf(place.url));

/** Opens the database for one piece of work, and closes it. */
export async function withDatabase<T>(
  place: DatabasePlace,
  { tokenFor }: Pick<Tools, "tokenFor">,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { url, token, namespace } = place;
  const database = isFileUrl(url)
    ? await openFile(url)
    : openRemote({ url, token, namespace, tokenFor, timeoutMs: TRIP_TIMEOUT_MS });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
