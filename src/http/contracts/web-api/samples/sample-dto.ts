// A sample of a DTO, made as Web API's help pages make theirs, so that it reads as the contract page prints it.
import type { Dto } from "../../../webapi/body/decoded.ts";
import { tableOf } from "../../../webapi/values/enum-table.ts";
import type { Member, Shape, WireValue } from "../../../webapi/values/shape.ts";
import { isPublished } from "../published-members.ts";
import type { DeployedContract } from "../web-api-contract.ts";

/**
 * Within one object the numbers and texts count up from 1; what .NET calls nullable starts anew, an enumeration shows
 * its published name (the table's first where it has not got it), an interface is null, a date is when the page was
 * printed.
 */
export function sampleDto(contract: DeployedContract, shape: Shape): Dto {
  const { enums, printed, published } = contract;
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
        return printed;
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
        return printed;
      case "enum": {
        const table = tableOf(enums, member.table);
        const names = Object.keys(table);
        return names.find((name) => isPublished(published[member.table], name, table)) ?? names[0] ?? null;
      }
      case "object":
        return member.typed ? null : sampleDto(contract, member.shape);
    }
  };
  const stored = shape.members.filter((member) => member.kind !== "computed");
  return Object.fromEntries(stored.map((member) => [member.name, held(member)]));
}
