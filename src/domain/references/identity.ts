// When two references are the same one: the key that the database holds unique, and the setting that shapes it.
import type { NormalisedCrn } from "./crn.ts";
import { ACTIVE_STATUS } from "./payment-reference.ts";

/** Which members belong to the key besides contact and CRN, which always do. */
export type IdentitySetting = { readonly accountId: boolean; readonly benefitGroupId: boolean };

export const DEFAULT_IDENTITY: IdentitySetting = { accountId: true, benefitGroupId: false };

/**
 * The text that is unique among references that are not inactivated: "a1:c2:s1:123456789A". Each part is marked with
 * its letter and the CRN comes last, so no two identities share a text, not even under two settings.
 */
export type IdentityKey = string & { readonly __brand: "IdentityKey" };

export type IdentityParts = {
  readonly accountId: number;
  readonly contactId: number;
  readonly normalisedCrn: NormalisedCrn;
  readonly benefitGroupId: number | null;
  readonly statusId: number;
};

/**
 * Reads the setting: the names `accountId` and `benefitGroupId`, separated by commas; `none` (or empty text, which no
 * environment can tell from a variable that is not set) is contact and CRN alone. Null when it holds another name. A
 * stored key keeps the setting it was written under.
 */
export function parseIdentitySetting(text: string): IdentitySetting | null {
  if (text.trim() === "none") return { accountId: false, benefitGroupId: false };
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.some((name) => name !== "accountId" && name !== "benefitGroupId")) return null;
  return { accountId: names.includes("accountId"), benefitGroupId: names.includes("benefitGroupId") };
}

/**
 * The key of a reference. StatusID is part of it: every status has a place of its own, so that repeating a save with
 * another status than 1 finds its first row again instead of adding one.
 */
export function identityKey(setting: IdentitySetting, parts: IdentityParts): IdentityKey {
  const account = setting.accountId ? `a${parts.accountId}:` : "";
  const group = setting.benefitGroupId ? `b${parts.benefitGroupId ?? "-"}:` : "";
  return `${account}c${parts.contactId}:${group}s${parts.statusId}:${parts.normalisedCrn}` as IdentityKey;
}

/**
 * The keys that stop a save when a reference that is not inactivated holds one of them, the most telling first: the
 * active reference's, then the one of the same status. For StatusID 1 they are one and the same.
 */
export function takenBy(setting: IdentitySetting, parts: IdentityParts): readonly IdentityKey[] {
  const active = identityKey(setting, { ...parts, statusId: ACTIVE_STATUS });
  return parts.statusId === ACTIVE_STATUS ? [active] : [active, identityKey(setting, parts)];
}
