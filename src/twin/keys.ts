// The keys that a twin lets in, read as a deployment's API_KEYS are; their texts go no further than to be hashed.

import { type HashedKey, SCOPES, sha256 } from "../http/request/key/api-key.ts";
import { apiKeys } from "../http/request/key/api-keys-setting.ts";
import { listOf, objectOf, type Reader, textLike, wrong } from "../http/settings/setting-readers.ts";
import { accepted } from "./input.ts";
import { TWIN_KEY } from "./twin-key.ts";
import type { TwinKey } from "./types.ts";

const DEFAULT_KEYS: readonly TwinKey[] = [{ key: TWIN_KEY, name: "twin" }];

/** Who fixtures are loaded by. */
const LOADER = "fixtures";

const anything: Reader<never> = (value) => value as never;
const keyReader = objectOf<TwinKey>(
  {
    key: textLike(/^[\x21-\x7e]{8,200}$/, "8 to 200 visible ASCII characters are expected"),
    ...{ name: anything, scopes: anything, businessUnits: anything, accounts: anything, expires: anything },
  },
  ["scopes", "businessUnits", "accounts", "expires"],
);

const hashOf = (at: number): string => at.toString(16).padStart(64, "0");

/** The keys, read strictly: the rest of their members as API_KEYS has them. Given by number until they are hashed. */
export function readKeys(value: unknown = DEFAULT_KEYS): readonly TwinKey[] {
  const keys = accepted(listOf(keyReader), value, "keys");
  const entries = keys.map(({ key: _, scopes = SCOPES, ...members }, at) => ({
    ...{ scopes, ...members },
    hash: hashOf(at),
  }));
  accepted(
    (given, place) => {
      const read = apiKeys(given, place);
      if (read.length === 0) wrong(place, "At least one is expected.");
      if (read.some(({ name }) => name.toLowerCase() === LOADER))
        wrong(place, `the name ${LOADER} is the twin's own`);
      if (new Set(keys.map(({ key }) => key)).size < keys.length) wrong(place, "two of them are the same");
      return read;
    },
    entries,
    "keys",
  );
  return keys;
}

/** As the service looks them up. `loader` is the text of the twin's own key. */
export async function hashedKeys(keys: readonly TwinKey[], loader: string): Promise<readonly HashedKey[]> {
  const own: TwinKey = { key: loader, name: LOADER };
  return Promise.all(
    [...keys, own].map(
      async ({ key, scopes = SCOPES, ...members }) =>
        ({ ...members, scopes, hash: await sha256(key) }) as HashedKey,
    ),
  );
}
