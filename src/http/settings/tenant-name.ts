// What a tenant may be called. The name goes into URLs, headers, paths and log lines, so it is checked wherever one
// enters: a libSQL server does not check its namespaces, and `..%2f` would be a folder outside of its own.

declare const checked: unique symbol;
export type TenantName = string & { readonly [checked]: true };

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Undefined where the text is no tenant's name. */
export const tenantName = (text: string): TenantName | undefined =>
  NAME.test(text) ? (text as TenantName) : undefined;

export const NAME_RULE = "a name has 1 to 40 of a-z, 0-9 and -, and does not begin with -";

/** Who everything belongs to where nothing is said of tenants. */
export const DEFAULT_TENANT = "default" as TenantName;
