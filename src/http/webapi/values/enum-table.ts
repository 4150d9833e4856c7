// Which number stands for which name of an enumeration: a contract's data, which the readers and writers look up.

/** Name -> number, smallest first. */
export type EnumTable = Readonly<Record<string, number>>;

/** By the name that an enumeration's members carry as `table`. */
export type EnumTables = Readonly<Record<string, EnumTable>>;

/** The table of an enumeration. A contract without the table that its own DTO names is a defect: throws. */
export const tableOf = (enums: EnumTables, name: string): EnumTable => {
  const table = enums[name];
  if (table === undefined) throw new Error(`the contract has no enumeration ${name}`);
  return table;
};
