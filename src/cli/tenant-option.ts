// `--tenant NAME`: the settings and the database of one tenant, for every command that works on data.
import type { Database } from "../adapters/libsql/connection/database.ts";
import { namespaceTokens } from "../adapters/libsql/connection/namespace-token.ts";
import { openRemote } from "../adapters/libsql/connection/open-remote.ts";
import { withTenantsFile } from "../http/server/all-settings.ts";
import type { DatabasePlace } from "../http/settings/database-place.ts";
import { DEFAULT_DATABASE_URL } from "../http/settings/database-url.ts";
import { readSettings, type Settings } from "../http/settings/settings.ts";
import { DEFAULT_TENANT, tenantName } from "../http/settings/tenant-name.ts";

export type OneTenant = {
  readonly settings: Settings;
  readonly place: DatabasePlace;
  /** Opens its server's database; its trips share one deadline. */
  readonly openServer: (timeoutMs: number) => Database;
};

/**
 * What the environment says of the tenant, `default` where none is named; or what is wrong, as lines without values.
 * Where TENANTS is set a tenant must be named.
 */
export function tenantSettings(
  environment: Readonly<Record<string, string | undefined>>,
  name: string | undefined,
): OneTenant | readonly string[] {
  const url = environment.DATABASE_URL || DEFAULT_DATABASE_URL;
  const variables = withTenantsFile({ ...environment, DATABASE_URL: url });
  if (typeof variables === "string") return [variables];
  const read = readSettings(variables);
  if ("wrong" in read) return read.wrong;
  const { TENANTS, DATABASE_SIGNING_KEY: key } = read.settings;
  if (TENANTS.many && name === undefined) return ["TENANTS is set: say --tenant NAME"];
  const known = TENANTS.find(tenantName(name ?? DEFAULT_TENANT) ?? DEFAULT_TENANT);
  if (known === undefined || (name !== undefined && known.name !== name))
    return ["TENANTS has no place for the tenant that --tenant names"];
  const { url: server, token, namespace } = known.database;
  const tokenFor = key === undefined ? undefined : namespaceTokens(key, Date.now);
  return {
    settings: { ...known.settings, TENANTS },
    place: known.database,
    openServer: (timeoutMs) => openRemote({ url: server, token, namespace, tokenFor, timeoutMs }),
  };
}
