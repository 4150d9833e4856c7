// Who calls, and with whose data: the only place where a tenant is made.
import { WHOLE } from "../../../domain/ports/reach.ts";
import type { DatabasePlace } from "../../settings/database-place.ts";
import type { Settings } from "../../settings/settings.ts";
import { DEFAULT_TENANT, type TenantName } from "../../settings/tenant-name.ts";
import { type ApiKey, keyFinder, presentedKeys } from "./api-key.ts";
import { signedKeyFinder } from "./signed-key.ts";
import type { Tenant } from "./tenant.ts";

export type Checked =
  | { readonly tag: "admitted"; readonly key: ApiKey; readonly tenant: Tenant }
  | { readonly tag: "UNAUTHENTICATED" | "TENANT_UNKNOWN" }
  | { readonly tag: "TENANT_BLOCKED" };

/** `inQuery`: a key may stand in the query too. `nowMs` is the clock in milliseconds since 1970. No trip is made. */
export type KeyCheck = (request: Request, inQuery: boolean, nowMs: number) => Promise<Checked>;

const admit = (name: TenantName, database: DatabasePlace, { businessUnits, accounts }: ApiKey): Tenant => {
  const isNarrowed = businessUnits !== undefined || accounts !== undefined;
  const reach = isNarrowed ? { businessUnits: businessUnits ?? null, accounts: accounts ?? null } : WHOLE;
  return { name, database, reach } as Tenant;
};

/** Whether there is any key that could be let in. */
export const hasKeys = ({ API_KEYS: keys = [], API_KEY_SIGNERS: signers = [] }: Settings): boolean =>
  keys.length + signers.length > 0;

/** Looks the request's keys up, in the order of `presentedKeys`; the first that is known counts. */
export function keyCheck(settings: Settings): KeyCheck {
  const {
    API_KEYS: keys = [],
    API_KEY_SIGNERS: signers = [],
    REVOKED_KEYS: revoked = [],
    TENANTS,
  } = settings;
  const finders = [keyFinder(keys), ...(signers.length === 0 ? [] : [signedKeyFinder(signers, revoked)])];
  const find = async (presented: string, nowMs: number): Promise<ApiKey | null> => {
    for (const finder of finders) {
      const key = await finder(presented, nowMs);
      if (key !== null) return key;
    }
    return null;
  };
  return async (request, inQuery, nowMs) => {
    let key: ApiKey | null = null;
    for (const presented of presentedKeys(request, inQuery)) {
      key = await find(presented, nowMs);
      if (key !== null) break;
    }
    if (key === null) return { tag: "UNAUTHENTICATED" };
    const name = key.tenant ?? (TENANTS.many ? undefined : DEFAULT_TENANT);
    const known = name === undefined ? undefined : TENANTS.find(name);
    if (known === undefined) return { tag: "TENANT_UNKNOWN" };
    if (known.blocked) return { tag: "TENANT_BLOCKED" };
    return { tag: "admitted", key, tenant: admit(known.name, known.database, key) };
  };
}
