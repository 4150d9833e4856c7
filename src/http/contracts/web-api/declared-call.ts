// What is read off a contract call before it is reached: its pattern, scope, query and write rules.
import type { Declared } from "../../call/declared.ts";
import type { Contract } from "../../webapi/contract.ts";
import { actionPattern } from "../../webapi/mount.ts";
import type { ContractCall } from "./contract-call.ts";

/** At least what every id of a contract has room for, and nothing that is no whole number. */
const INTEGER = "{[0-9]{1,10}}";

/** The path as a Hono pattern: `/Billings/PaymentPlan/{id}` is `/Billings/PaymentPlan/:id{[0-9]{1,10}}`. */
export const mountedPath = ({ path, parameters }: ContractCall): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const type = parameters.find((parameter) => parameter.in === "path" && parameter.name === name)?.type;
    return `:${name}${type === "integer" ? INTEGER : ""}`;
  });

/** The declaration of a call; its pattern is the very one that the call is mounted under. */
export function declaredOf(contract: Pick<Contract, "optionalId">, call: ContractCall): Declared {
  const { method, scope, subject, write } = call;
  const common = {
    methods: [method],
    pattern: actionPattern(contract, mountedPath(call)),
    scope,
    ...(subject === undefined ? {} : { subject }),
  };
  // A call that only reads does what a preview is asked for: it writes nothing.
  if (write === undefined) return { ...common, query: { kind: "contract", previews: true } };
  const { repeat, preview } = write;
  if (preview === undefined)
    return { ...common, query: { kind: "contract", previews: false }, write: { repeat } };
  return {
    ...common,
    query: { kind: "contract", previews: true },
    write: { repeat, preview: "in any case" },
  };
}
