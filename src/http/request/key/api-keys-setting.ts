// The setting API_KEYS: read strictly, so that a slip of the pen makes no key that never ends. Nothing of it is shown.

import { isId, MAX_ID } from "../../../domain/values/ids.ts";
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
import { DEFAULT_TENANT, NAME_RULE, type TenantName, tenantName } from "../../settings/tenant-name.ts";
import { type HashedKey, SCOPES } from "./api-key.ts";

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

/** More would be a rule of its own, and no part of a key. */
const MAX_NUMBERS = 100;

const number: Reader<number> = (value, place) =>
  typeof value === "number" && isId(value)
    ? value
    : wrong(place, `A whole number from 1 to ${MAX_ID} is expected.`);

const numbers: Reader<readonly number[]> = (value, place) => {
  const all = listOf(number)(value, place);
  const isFew = all.length >= 1 && all.length <= MAX_NUMBERS;
  return isFew ? all : wrong(place, `A list of 1 to ${MAX_NUMBERS} items is expected.`);
};

const tenant: Reader<TenantName> = (value, place) =>
  (typeof value === "string" ? tenantName(value) : undefined) ?? wrong(place, NAME_RULE);

/** What every key says of itself, however it is kept. */
export const keyMembers = {
  name: keyName,
  scopes: listOf(oneOf(SCOPES)),
  expires: instant,
  tenant,
  businessUnits: numbers,
  accounts: numbers,
};

/** Those that may be left out. */
export const OPTIONAL = ["expires", "tenant", "businessUnits", "accounts"] as const;

const { name, scopes, ...others } = keyMembers;
const entries = listOf(
  objectOf<HashedKey>(
    { name, hash: textLike(/^[0-9a-f]{64}$/i, "not a SHA-256 in hex"), scopes, ...others },
    OPTIONAL,
  ),
);

/** Each name of a tenant and each hash once: a name stands for one key in logs and quotas, a hash finds one entry. */
export const apiKeys: Reader<readonly HashedKey[]> = (value, place) => {
  const keys = entries(value, place);
  for (const member of ["name", "hash"] as const) {
    const first = new Map<string, number>();
    for (const [index, key] of keys.entries()) {
      const owner = member === "name" ? (key.tenant ?? DEFAULT_TENANT) : "";
      const own = `${owner} ${key[member].toLowerCase()}`;
      const earlier = first.get(own);
      if (earlier !== undefined) wrong(`${place}.${index}.${member}`, `the same as entry ${earlier}'s`);
      first.set(own, index);
    }
  }
  return keys;
};
