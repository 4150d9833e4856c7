// The setting API_KEYS: read strictly, so that a slip of the pen makes no key that never ends. Nothing of it is shown.
import { isWithin, MAX_ACTOR_LENGTH } from "../../../domain/values/text-length.ts";
import {
  listOf,
  objectOf,
  oneOf,
  type Reader,
  text,
  textLike,
  wrong,
} from "../../settings/setting-readers.ts";
import { type ApiKey, SCOPES } from "./api-key.ts";

const keyName: Reader<string> = (value, place) => {
  const name = text(value, place);
  if (name === "") wrong(place, "Text of at least 1 character is expected.");
  return isWithin(name, MAX_ACTOR_LENGTH) ? name : wrong(place, `longer than ${MAX_ACTOR_LENGTH} characters`);
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601 with Z or an offset, of a day and a time that there are. */
const instant: Reader<string> = (value, place) => {
  const words = "an ISO 8601 instant with Z or an offset is expected";
  const given = textLike(INSTANT, words)(value, place);
  // A day that its month has not, such as 02-30, becomes another one.
  const day = new Date(`${given.slice(0, 10)}T00:00:00Z`);
  const isDay = !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(given.slice(0, 10));
  return isDay && !Number.isNaN(Date.parse(given)) ? given : wrong(place, words);
};

const entries = listOf(
  objectOf<ApiKey>(
    {
      name: keyName,
      hash: textLike(/^[0-9a-f]{64}$/i, "not a SHA-256 in hex"),
      scopes: listOf(oneOf(SCOPES)),
      expires: instant,
    },
    ["expires"],
  ),
);

/** Each name and each hash once: a name stands for one key in logs and quotas, a hash finds one entry. */
export const apiKeys: Reader<readonly ApiKey[]> = (value, place) => {
  const keys = entries(value, place);
  for (const member of ["name", "hash"] as const) {
    const first = new Map<string, number>();
    for (const [index, key] of keys.entries()) {
      const own = key[member].toLowerCase();
      const earlier = first.get(own);
      if (earlier !== undefined) wrong(`${place}.${index}.${member}`, `the same as entry ${earlier}'s`);
      first.set(own, index);
    }
  }
  return keys;
};
