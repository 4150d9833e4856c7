// Makes a DTO's shape, and what readers and writers look up in it when the first body comes.
import { camelCase, type LookUps, type Member, type Shape, type WireValue } from "./shape.ts";

const initialOf = ({ kind }: Member): WireValue => {
  if (kind === "int32") return 0;
  if (kind === "decimal") return "0";
  if (kind === "dateTime") return "0001-01-01T00:00:00";
  return kind === "bool" ? false : null;
};

const lookUpsOf = (members: readonly Member[]): LookUps => {
  const stored = members.filter((member) => member.kind !== "computed");
  const xmlMembers = stored.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    xmlMembers,
    jsonNames: {
      pascal: new Map(members.map((member) => [member.name, member])),
      camel: new Map(members.map((member) => [camelCase(member.name), member])),
    },
    ordered: {
      pascal: members.map((member) => ({ name: member.name, member })),
      camel: members.map((member) => ({ name: camelCase(member.name), member })),
    },
    byLowerName: new Map(members.map((member) => [member.name.toLowerCase(), member])),
    byXmlName: new Map(xmlMembers.map((member) => [member.name, member])),
    storedNames: stored.map((member) => member.name),
    initial: Object.fromEntries(stored.map((member) => [member.name, initialOf(member)])),
  };
};

/** Makes a shape from its table. `namespace` is the part of the data contract namespace after `…/2004/07/`. */
export const defineShape = <const Members extends readonly Member[]>(
  name: string,
  namespace: string,
  members: Members,
): Shape<Members> => {
  let made: LookUps | undefined;
  const lookUps = (): LookUps => {
    made ??= lookUpsOf(members);
    return made;
  };
  return {
    name,
    namespace: `http://schemas.datacontract.org/2004/07/${namespace}`,
    members,
    get xmlMembers() {
      return lookUps().xmlMembers;
    },
    get jsonNames() {
      return lookUps().jsonNames;
    },
    get ordered() {
      return lookUps().ordered;
    },
    get byLowerName() {
      return lookUps().byLowerName;
    },
    get byXmlName() {
      return lookUps().byXmlName;
    },
    get storedNames() {
      return lookUps().storedNames;
    },
    get initial() {
      return lookUps().initial;
    },
  };
};
