// Which members of its enumerations a contract publishes. Everything else is the deployment's own table, and wherever a
// member is shown it is told which of the two it is.
import type { EnumTable, EnumTables } from "../../webapi/values/enum-table.ts";

/** What a contract page's samples print: by name in XML and by number in JSON. */
export type PublishedMember = { readonly name: string; readonly number: number };

/** One member of each enumeration, by the enumeration's name. */
export type PublishedMembers = Readonly<Record<string, PublishedMember>>;

/** The mark beside a member, as the help pages show it. */
export const OF_THE_CONTRACT = "The contract";

/** Whether this name is the published one, and the table gives it its published number. */
export const isPublished = (
  published: PublishedMember | undefined,
  name: string,
  table: EnumTable,
): boolean => name === published?.name && table[name] === published.number;

/** Of an enumeration's other members, wherever the published one is shown. */
export const OTHER_MEMBERS =
  "Any other is this deployment's table, not the contract's: GET /v1/settings tells it.";

/** The published members alone, as tables: what is said of a contract is said of every deployment. */
export const publishedTables = (published: PublishedMembers): EnumTables =>
  Object.fromEntries(Object.entries(published).map(([of, { name, number }]) => [of, { [name]: number }]));
