// Schemas that name members of a deployment's enumeration tables: made once for each set of tables.
import type { PlanEnumTables } from "../../settings/enum-tables.ts";

/** What `make` makes of the tables, made at the first call with them. */
export function perTables<T>(make: (enums: PlanEnumTables) => T): (enums: PlanEnumTables) => T {
  const made = new WeakMap<PlanEnumTables, { readonly value: T }>();
  return (enums) => {
    const known = made.get(enums);
    if (known !== undefined) return known.value;
    const value = make(enums);
    made.set(enums, { value });
    return value;
  };
}
