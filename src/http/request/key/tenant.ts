// Whose data a request may touch. There is no way to a store but through a tenant, and no way to a tenant but through
// the key check: a route has only the one that its request's key was made for.
import type { Reach } from "../../../domain/ports/reach.ts";
import type { DatabasePlace } from "../../settings/database-place.ts";
import type { TenantName } from "../../settings/tenant-name.ts";

declare const admitted: unique symbol;

/** One business, as far as one key may see it. The mark cannot be written down outside of the key check. */
export type Tenant = {
  readonly name: TenantName;
  readonly database: DatabasePlace;
  readonly reach: Reach;
  readonly [admitted]: true;
};
