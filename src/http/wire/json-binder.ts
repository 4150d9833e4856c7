// Provisional.

import type { ModelState } from "./action-result.ts";
import type { Contract } from "./contract.ts";
import type { Shape, WireValue } from "./shape.ts";

/** What a reader made of a body: a DTO (null: nothing to bind), its missing members, or errors by ModelState key. */
export interface Decoded {
  readonly value: Readonly<Record<string, WireValue>> | null;
  readonly missing: ReadonlySet<string>;
  readonly errors: ModelState | null;
}

export const decodeJson = (contract: Contract, shape: Shape, text: string): Decoded => {
  const given = JSON.parse(text) as Record<string, WireValue>;
  const value: Record<string, WireValue> = {};
  const missing = new Set<string>();
  for (const [name, member] of shape.jsonNames[contract.casing]) {
    if (!(name in given)) missing.add(member.name);
    const found = given[name] ?? null;
    if (member.kind === "enum")
      value[member.name] =
        Object.entries(contract.enums[member.table]).find(([, number]) => number === found)?.[0] ?? null;
    else if (member.kind === "decimal") value[member.name] = String(found ?? "0");
    else if (member.kind === "object")
      value[member.name] =
        found === null ? null : decodeJson(contract, member.shape, JSON.stringify(found)).value;
    else if (member.kind !== "computed") value[member.name] = found;
  }
  return { value, missing, errors: null };
};
