// A sample of a DTO, made as Web API's help pages make theirs, so that it reads as the contract page prints it.
import type { EnumTables } from "../webapi/values/enum-tables.ts";
import type { Member, Shape, WireValue } from "../webapi/values/shape.ts";
import type { Dto } from "./contract-call.ts";
import { isPublished } from "./published-enums.ts";

/**
 * Within one object the numbers and texts count up from 1; what .NET calls nullable starts anew, an enumeration shows
 * its published name (the table's first where it has not got it), an interface is null. `date` is when the page was printed.
 */
export function sampleDto(shape: Shape, date: string, enums: EnumTables): Dto {
  let count = 0;
  const held = (member: Exclude<Member, { kind: "computed" }>): WireValue => {
    switch (member.kind) {
      case "int32":
        count += 1;
        return count;
      case "decimal":
        count += 1;
        return String(count);
      case "dateTime":
        count += 1;
        return date;
      case "bool":
        count += 1;
        return true;
      case "string":
        count += 1;
        return `sample string ${count}`;
      case "int32?":
        return 1;
      case "decimal?":
        return "1";
      case "dateTime?":
        return date;
      case "enum": {
        const names = Object.keys(enums[member.table]);
        return names.find((name) => isPublished(member.table, name, enums[member.table])) ?? names[0] ?? null;
      }
      case "object":
        return member.typed ? null : sampleDto(member.shape, date, enums);
    }
  };
  const stored = shape.members.filter((member) => member.kind !== "computed");
  return Object.fromEntries(stored.map((member) => [member.name, held(member)]));
}
