// Which members of its enumerations a contract publishes. Everything else is the deployment's own table, and wherever a
// member is shown it is told which of the two it is.
import type { EnumTable } from "../../webapi/values/enum-table.ts";

/** What a contract page's samples print: by name in XML and by number in JSON. */
export type PublishedMember = { readonly name: string; readonly number: number };

/** One member of each enumeration, by the enumeration's name. */
export type PublishedMembers = Readonly<Record<string, PublishedMember>>;

/** The marks beside a member, as the help pages show them. */
export const SOURCES = { contract: "The contract", deployment: "This deployment's table" } as const;

/** Whether this name is the published one, and the table gives it its published number. */
export const isPublished = (
  published: PublishedMember | undefined,
  name: string,
  table: EnumTable,
): boolean => name === published?.name && table[name] === published.number;

/**
 * "1 Weekly is the contract's. 2 Fortnightly, 3 Monthly: this deployment's table, not the contract's." Each member is
 * written by `shown`.
 */
export function markedMembers(
  published: PublishedMember | undefined,
  names: readonly string[],
  table: EnumTable,
  shown: (name: string) => string,
): string {
  const ours = names.filter((name) => !isPublished(published, name, table)).map(shown);
  const theirs = names.filter((name) => isPublished(published, name, table)).map(shown);
  return [
    ...theirs.map((member) => `${member} is the contract's.`),
    ...(ours.length === 0 ? [] : [`${ours.join(", ")}: this deployment's table, not the contract's.`]),
  ].join(" ");
}
