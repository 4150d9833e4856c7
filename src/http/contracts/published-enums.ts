// Which members of the enumerations the contract publishes. Everything else is the deployment's own table, and wherever
// a member is shown it is told which of the two it is.
import type { EnumTable } from "../webapi/values/enum-tables.ts";
import type { EnumName } from "../webapi/values/shape.ts";

/** What the contract pages' samples print: one member of each enumeration, by name in XML and by number in JSON. */
const PUBLISHED = {
  Recurrence: { name: "Weekly", number: 1 },
  PaymentMethod: { name: "Cash", number: 10 },
  RecordState: { name: "Active", number: 1 },
} as const satisfies Readonly<Record<EnumName, { readonly name: string; readonly number: number }>>;

/** The marks beside a member, as the help pages show them. */
export const SOURCES = { contract: "The contract", deployment: "This deployment's table" } as const;

/** Whether the table gives the published name its published number, and this is that name. */
export const isPublished = (of: EnumName, name: string, table: EnumTable): boolean =>
  name === PUBLISHED[of].name && table[name] === PUBLISHED[of].number;

/**
 * "1 Weekly is the contract's. 2 Fortnightly, 3 Monthly: this deployment's table, not the contract's." Each member is
 * written by `shown`.
 */
export function markedMembers(
  of: EnumName,
  names: readonly string[],
  table: EnumTable,
  shown: (name: string) => string,
): string {
  const ours = names.filter((name) => !isPublished(of, name, table)).map(shown);
  const theirs = names.filter((name) => isPublished(of, name, table)).map(shown);
  return [
    ...theirs.map((member) => `${member} is the contract's.`),
    ...(ours.length === 0 ? [] : [`${ours.join(", ")}: this deployment's table, not the contract's.`]),
  ].join(" ");
}

/** Of a text that holds a name of the table, now or from an earlier one. */
export const nameOf = (of: EnumName): string =>
  `A name of this deployment's table; the contract publishes ${PUBLISHED[of].name} alone.`;
