// The service with several tenants, each in a file of its own, and a key for each.
import { join } from "node:path";
import { filePool } from "../../src/adapters/libsql/connection/file-pool.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openOneOfMany } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { Deps } from "../../src/http/request/context.ts";
import { SCOPES, sha256 } from "../../src/http/request/key/api-key.ts";
import type { Tenant } from "../../src/http/request/key/tenant.ts";
import type { LogLine } from "../../src/http/request/log/log-line.ts";
import { readSettings, type Settings } from "../../src/http/settings/settings.ts";
import { serviceOf } from "../../src/http/tenant-apps.ts";
import { temporaryFolder } from "./libsql.ts";
import { NOW } from "./test-app.ts";
import type { Send } from "./two-owners.ts";

export type KeyEntry = { readonly name: string; readonly [member: string]: unknown };

/** `key` is the text of a key, whose hash is made of it. */
export const entryOf = async (key: string, entry: KeyEntry) => ({
  scopes: SCOPES,
  ...entry,
  hash: await sha256(key),
});

export function settingsOf(variables: Record<string, string>): Settings {
  const read = readSettings({ DATABASE_URL: "http://127.0.0.1:1", ...variables });
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  return read.settings;
}

export type TenantsService = {
  readonly folder: string;
  readonly log: LogLine[];
  /** Sends requests with the key. */
  readonly as: (key: string) => Send;
  /** From here on the service's random texts are the same ones each time. */
  readonly rewind: () => void;
  readonly stop: () => void;
};

/** Which tenant's stores a request gets, in the place of its own. */
export type Choice = (tenant: Tenant) => Tenant;

/** The tenants' files lie in `folder` as `NAME.db`; each is migrated. */
export async function tenantsService(
  names: readonly string[],
  keys: readonly (readonly [string, KeyEntry])[],
  given: {
    readonly variables?: Record<string, string>;
    readonly choose?: Choice;
    readonly limiter?: Deps["limiter"];
    /** In place of one pattern for all. */
    readonly tenants?: (folder: string) => unknown;
  } = {},
): Promise<TenantsService> {
  const folder = temporaryFolder();
  for (const name of names) await migrateDatabase(`file:${join(folder.path, `${name}.db`)}`);
  const settings = settingsOf({
    TENANTS:
      given.tenants === undefined
        ? `file:${folder.path}/{tenant}.db`
        : JSON.stringify(given.tenants(folder.path)),
    API_KEYS: JSON.stringify(await Promise.all(keys.map(([key, entry]) => entryOf(key, entry)))),
    ...given.variables,
  });
  const { choose = (tenant) => tenant } = given;
  const pool = filePool(10, openOneOfMany);
  const log: LogLine[] = [];
  let ids = 0;
  const service = serviceOf({
    settings,
    openStores: (tenant, claim): Stores => libsqlStores(pool.open(choose(tenant).database.url), claim),
    ready: async () => {},
    limiter: given.limiter,
    clock: () => Date.parse(NOW),
    randomId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    log: (line) => log.push(line),
  });
  return {
    folder: folder.path,
    log,
    as:
      (key) =>
      async (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set("key", key);
        return service.fetch(new Request(`http://service.test${path}`, { ...init, headers }));
      },
    rewind: () => {
      ids = 1_000;
    },
    stop: () => {
      pool.close();
      folder.remove();
    },
  };
}
