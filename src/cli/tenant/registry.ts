// Which tenants a libSQL server has: it tells nobody its namespaces, so their names are kept in one of its own, whose
// name no tenant can have.
import type { DatabasePlace } from "../../http/settings/database-place.ts";
import type { SqldAdmin } from "./sqld-admin.ts";
import { type Tools, withDatabase } from "./tools.ts";

const NAMESPACE = "_tenants";
const MAKE = { sql: "create table if not exists tenants (name text primary key)", args: [] };

export type Registry = {
  readonly names: () => Promise<readonly string[]>;
  readonly note: (name: string) => Promise<void>;
  readonly forget: (name: string) => Promise<void>;
};

/** Made with the first tenant, on the server of the place. */
export function registryOn(place: DatabasePlace, admin: SqldAdmin, tools: Tools): Registry {
  const own = { ...place, namespace: NAMESPACE, replicaUrl: undefined };
  const ready = async (): Promise<void> => {
    await admin.create(NAMESPACE);
    await withDatabase(own, tools, (database) => database.write([MAKE]));
  };
  const write = async (sql: string, name: string): Promise<void> => {
    await ready();
    await withDatabase(own, tools, (database) => database.write([{ sql, args: [name] }]));
  };
  return {
    names: async () => {
      await ready();
      const statement = { sql: "select name from tenants order by name", args: [] };
      const [rows = []] = await withDatabase(own, tools, (database) => database.read([statement]));
      return rows.map(({ name }) => String(name));
    },
    note: (name) => write("insert into tenants values (?) on conflict do nothing", name),
    forget: (name) => write("delete from tenants where name = ?", name),
  };
}
