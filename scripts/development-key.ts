// The key of a local service. Everybody knows it, so it is made for loopback only and never deployed.
import { createHash } from "node:crypto";
import { type HashedKey, SCOPES } from "../src/http/request/key/api-key.ts";
import { DEFAULT_TENANT, type TenantName } from "../src/http/settings/tenant-name.ts";

export const DEVELOPMENT_KEY = "rek_development_only";

/** Of the second business that `npm run dev` serves. */
export const SECOND_KEY = "rek_development_second";

const entryOf = (key: string): HashedKey => ({
  name: "development",
  hash: createHash("sha256").update(key).digest("hex"),
  scopes: [...SCOPES],
});

export const DEVELOPMENT_API_KEYS: readonly HashedKey[] = [entryOf(DEVELOPMENT_KEY)];

/** A key for each of two tenants. */
export const TWO_TENANTS_API_KEYS: readonly HashedKey[] = [
  { ...entryOf(DEVELOPMENT_KEY), tenant: DEFAULT_TENANT },
  { ...entryOf(SECOND_KEY), tenant: "second" as TenantName },
];
