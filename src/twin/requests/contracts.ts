// The published contracts with every call telling how it read the body that it was sent.
import { bigchange } from "../../http/contracts/bigchange/bigchange.ts";
import { readExtraCall } from "../../http/contracts/bigchange/contact-extra-call.ts";
import { contactExtraSave } from "../../http/contracts/bigchange/contact-extras.ts";
import { debtrak } from "../../http/contracts/debtrak/debtrak.ts";
import type { Dialect } from "../../http/contracts/dialect.ts";
import { procura } from "../../http/contracts/procura/procura.ts";
import type { ContractCall } from "../../http/contracts/web-api/contract-call.ts";
import type { WebApiContract } from "../../http/contracts/web-api/web-api-contract.ts";
import { webApiDialect } from "../../http/contracts/web-api/web-api-dialect.ts";
import { queryPairs } from "../../http/request/query/query-pairs.ts";
import { bindBody } from "../../http/webapi/bind-body.ts";

/** Told how a request was read; the request is the very one that the service was given. */
export type Tell = (request: Request, read: unknown) => void;

export const WEB_API_CONTRACTS: readonly WebApiContract[] = [debtrak, procura];

/** Binds the body as the call itself is about to, and tells of it where it binds. */
function telling(call: ContractCall, tell: Tell): ContractCall {
  const { body } = call;
  if (body === undefined) return call;
  return {
    ...call,
    action: (deps, path) => {
      const action = call.action(deps, path);
      return {
        ...action,
        run: async (context, contract) => {
          const { raw } = context.req;
          const outcome = await bindBody(contract, body.shape, raw.clone());
          if (outcome.kind === "bound") {
            const { value, missing } = outcome.bound;
            tell(raw, { dto: value, missing: [...missing] });
          }
          return action.run(context, contract);
        },
      };
    },
  };
}

function tellingExtras(tell: Tell): Dialect {
  const { methods, pattern } = contactExtraSave;
  return {
    ...bigchange,
    mount: (app, deps) => {
      app.on([...methods], pattern, async (context, next) => {
        const { raw } = context.req;
        const call = readExtraCall(queryPairs(raw.url));
        if (call.ok) tell(raw, call.value);
        return next();
      });
      bigchange.mount(app, deps);
    },
  };
}

/** In the order in which the service speaks them. */
export const tellingDialects = (tell: Tell): readonly Dialect[] => [
  ...WEB_API_CONTRACTS.map((contract) =>
    webApiDialect({ ...contract, calls: contract.calls.map((call) => telling(call, tell)) }),
  ),
  tellingExtras(tell),
];
