// Which parser reads a scalar member, by the member's kind: every format has parsers of its own.

import { type EnumTable, type EnumTables, tableOf } from "./enum-table.ts";
import type { EnumMember, ScalarMember } from "./shape.ts";

/** One for each kind; what a parser gives for a text that it refuses is the format's own. */
export interface ScalarParsers<T> {
  readonly integer: (text: string) => T;
  readonly decimal: (text: string) => T;
  readonly date: (text: string) => T;
  readonly boolean: (text: string) => T;
  readonly enumeration: (table: EnumTable, text: string) => T;
  readonly string: (text: string) => T;
}

export const readScalar = <T>(
  parsers: ScalarParsers<T>,
  enums: EnumTables,
  member: ScalarMember | EnumMember,
  text: string,
): T => {
  switch (member.kind) {
    case "int32":
    case "int32?":
      return parsers.integer(text);
    case "decimal":
    case "decimal?":
      return parsers.decimal(text);
    case "dateTime":
    case "dateTime?":
      return parsers.date(text);
    case "bool":
      return parsers.boolean(text);
    case "enum":
      return parsers.enumeration(tableOf(enums, member.table), text);
    case "string":
      return parsers.string(text);
  }
};
