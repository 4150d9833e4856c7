// The setting API_KEYS: read strictly, so that a slip of the pen makes no key that never ends. Nothing of it is shown.
import * as z from "zod/mini";
import { isWithin, MAX_ACTOR_LENGTH } from "../../../domain/values/text-length.ts";
import { DEFAULT_TENANT, NAME_RULE, type TenantName, tenantName } from "../../settings/tenant-name.ts";
import { SCOPES } from "./api-key.ts";

/** What may be the name of a member; anything else could be a key in the wrong place. */
const NAME = /^[a-z]\w{0,19}$/i;

/** More would be a rule of its own, and no part of a key. */
const MOST_NUMBERS = 100;

const numbers = z.array(z.int32().check(z.minimum(1))).check(z.minLength(1), z.maxLength(MOST_NUMBERS));

/** What every key says of itself, however it is kept. */
export const keyMembers = {
  name: z.string().check(
    z.minLength(1),
    z.refine((name) => isWithin(name, MAX_ACTOR_LENGTH), `longer than ${MAX_ACTOR_LENGTH} characters`),
  ),
  scopes: z.array(z.enum(SCOPES)),
  tenant: z.optional(
    z.custom<TenantName>((text) => typeof text === "string" && tenantName(text) !== undefined, NAME_RULE),
  ),
  businessUnits: z.optional(numbers),
  accounts: z.optional(numbers),
  expires: z.optional(z.iso.datetime({ offset: true })),
};

const entry = z.strictObject(
  { ...keyMembers, hash: z.string().check(z.regex(/^[0-9a-f]{64}$/i, "not a SHA-256 in hex")) },
  {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      const names = issue.keys.filter((key) => NAME.test(key)).map((key) => ` ${key}`);
      return `there is no such member:${names.join() || " (not shown)"}; it has name, hash, scopes, expires, tenant, businessUnits and accounts`;
    },
  },
);

/** Each name of a tenant and each hash once: a name stands for one key in logs and quotas, a hash finds one entry. */
export const apiKeys = z.array(entry).check(
  z.superRefine((keys, context) => {
    for (const member of ["name", "hash"] as const) {
      const first = new Map<string, number>();
      for (const [index, key] of keys.entries()) {
        const value = `${member === "name" ? (key.tenant ?? DEFAULT_TENANT) : ""} ${key[member].toLowerCase()}`;
        const earlier = first.get(value);
        if (earlier === undefined) first.set(value, index);
        else
          context.addIssue({
            code: "custom",
            path: [index, member],
            message: `the same as entry ${earlier}'s`,
          });
      }
    }
  }),
);
