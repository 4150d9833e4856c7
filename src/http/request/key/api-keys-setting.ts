// The setting API_KEYS: read strictly, so that a slip of the pen makes no key that never ends. Nothing of it is shown.
import * as z from "zod/mini";
import { isWithin, MAX_ACTOR_LENGTH } from "../../../domain/values/text-length.ts";
import { SCOPES } from "./api-key.ts";

/** What may be the name of a member; anything else could be a key in the wrong place. */
const NAME = /^[a-z]\w{0,19}$/i;

const entry = z.strictObject(
  {
    name: z.string().check(
      z.minLength(1),
      z.refine((name) => isWithin(name, MAX_ACTOR_LENGTH), `longer than ${MAX_ACTOR_LENGTH} characters`),
    ),
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/i, "not a SHA-256 in hex")),
    scopes: z.array(z.enum(SCOPES)),
    expires: z.optional(z.iso.datetime({ offset: true })),
  },
  {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      const names = issue.keys.filter((key) => NAME.test(key)).map((key) => ` ${key}`);
      return `there is no such member:${names.join() || " (not shown)"}; it has name, hash, scopes and expires`;
    },
  },
);

/** Each name and each hash once: a name stands for one key in logs and quotas, a hash finds one entry. */
export const apiKeys = z.array(entry).check(
  z.superRefine((keys, context) => {
    for (const member of ["name", "hash"] as const) {
      const first = new Map<string, number>();
      for (const [index, key] of keys.entries()) {
        const value = key[member].toLowerCase();
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
