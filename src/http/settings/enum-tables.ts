// The deployment's tables of names, with the number that the payment plans contract has for each. One member of each
// is published with the contract; the rest is the deployment's own.

import { MAX_INT32 } from "../../domain/values/ids.ts";
import type { EnumTable } from "../webapi/values/enum-table.ts";

export type PlanEnumName = "Recurrence" | "PaymentMethod" | "RecordState";
export type PlanEnumTables = Readonly<Record<PlanEnumName, EnumTable>>;

/** What the contract page's samples print: one member of each enumeration, by name in XML and by number in JSON. */
export const PUBLISHED = {
  Recurrence: { name: "Weekly", number: 1 },
  PaymentMethod: { name: "Cash", number: 10 },
  RecordState: { name: "Active", number: 1 },
} as const satisfies Readonly<Record<PlanEnumName, { readonly name: string; readonly number: number }>>;

/** Of a text that holds a name of the table, now or from an earlier one. */
export const nameOf = (of: PlanEnumName): string =>
  `A name of this deployment's table; the contract publishes ${PUBLISHED[of].name} alone.`;

/**
 * Known from the contract page: Weekly 1, Cash 10, Active 1. All else is our guess until someone knows better
 * (docs/plan-rules.md "Enumerations"); a deployer replaces the tables with one JSON setting.
 */
export const defaultEnumTables: PlanEnumTables = {
  Recurrence: {
    Weekly: 1,
    Fortnightly: 2,
    Monthly: 3,
    FourWeekly: 4,
    Quarterly: 5,
    HalfYearly: 6,
    Yearly: 7,
  },
  PaymentMethod: { Cash: 10, Cheque: 20, CreditCard: 30, DirectDebit: 40, BankTransfer: 50, Centrepay: 60 },
  RecordState: { Active: 1, Inactive: 2, Deleted: 3, CreatedInError: 4 },
};

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Reads the deployer's tables: `{"Recurrence":{"Weekly":1,…},…}`; a table that is left out keeps its default.
 * Throws an Error that names the offending entry, so that a bad setting stops the start and not a request.
 */
export const parseEnumTables = (json: string | undefined): PlanEnumTables => {
  if (json === undefined || json.trim() === "") return defaultEnumTables;
  const given: unknown = JSON.parse(json);
  if (!isRecord(given)) throw new Error("Enumeration tables: a JSON object is needed.");
  const tables: Record<PlanEnumName, EnumTable> = { ...defaultEnumTables };
  for (const [name, table] of Object.entries(given)) {
    if (!isPlanEnumName(name)) throw new Error(`Enumeration tables: ${name} is not one of them.`);
    tables[name] = checkedTable(name, table);
  }
  return tables;
};

const checkedTable = (name: PlanEnumName, table: unknown): EnumTable => {
  if (!isRecord(table) || Object.keys(table).length === 0) {
    throw new Error(`Enumeration tables: ${name} needs names with numbers.`);
  }
  const checked: Record<string, number> = {};
  const numbers = new Set<number>();
  const names = new Set<string>();
  for (const [member, value] of Object.entries(table)) {
    const usable = typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MAX_INT32;
    if (!NAME.test(member) || !usable) {
      throw new Error(`Enumeration tables: ${name}.${member} needs a positive whole number.`);
    }
    if (numbers.has(value) || names.has(member.toLowerCase())) {
      throw new Error(`Enumeration tables: ${name}.${member} appears twice.`);
    }
    numbers.add(value);
    names.add(member.toLowerCase());
    checked[member] = value;
  }
  return checked;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPlanEnumName = (name: string): name is PlanEnumName => Object.hasOwn(defaultEnumTables, name);
