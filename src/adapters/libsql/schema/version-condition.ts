// The versions that a caller expects, as a condition that the writing statement holds to.
import type { ExpectedVersions } from "../../../domain/contacts/contacts-port.ts";
import { placeholder, type SQL, sql } from "./sql.ts";

/** Whether the version (null where there is nothing yet) is an expected one; bind `versionValues`. */
export const versionExpected = (version: SQL): SQL =>
  sql`(coalesce(${version}, 0) >= ${placeholder("least")} and (${placeholder("versions")} is null
    or coalesce(${version}, 0) in (select value from json_each(${placeholder("versions")}))))`;

export function versionValues(expected: ExpectedVersions): { least: number; versions: string | null } {
  if (expected === "any" || expected === "present")
    return { least: expected === "any" ? 0 : 1, versions: null };
  return { least: 0, versions: JSON.stringify(expected) };
}
