// Whether the service can do its work for anybody: the default tenant's database takes a write, or any other one's.

import type { DatabasePlace } from "../settings/database-place.ts";
import type { Settings } from "../settings/settings.ts";
import { DEFAULT_TENANT, type TenantName } from "../settings/tenant-name.ts";

/** One that does not answer may be one that was taken away; more of them would make the check slow. */
const MOST_ASKED = 3;

/**
 * A check over the tenants that are known by name: those of TENANTS, and of API_KEYS. `probe` throws where the database
 * takes no write; so does the check where none of those asked does. Where no name is known there is nothing to ask.
 */
export function anyTenantReady(
  { TENANTS, API_KEYS = [] }: Settings,
  probe: (place: DatabasePlace) => Promise<void>,
): () => Promise<void> {
  const ofKeys = API_KEYS.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant]));
  const names: readonly TenantName[] = [...TENANTS.names, ...ofKeys];
  const inOrder = new Set(names.includes(DEFAULT_TENANT) ? [DEFAULT_TENANT, ...names] : names);
  const asked = [...inOrder]
    .flatMap((name) => TENANTS.find(name) ?? [])
    .filter(({ blocked }) => !blocked)
    .slice(0, MOST_ASKED);
  return async () => {
    let failed: unknown;
    for (const { database } of asked) {
      try {
        return await probe(database);
      } catch (error) {
        failed ??= error;
      }
    }
    if (failed !== undefined) throw failed;
  };
}
