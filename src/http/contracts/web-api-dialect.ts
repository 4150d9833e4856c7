// A Web API contract as a dialect: its calls mounted, guarded, described and documented, all of it from the one value.
import { contractOperation } from "../openapi/contract-paths.ts";
import { contractSchemas } from "../openapi/dto-schemas.ts";
import { callPage } from "../pages/help/call-page.ts";
import { callLink } from "../pages/help/help-group.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import { mountWebApi, type WebApiAction } from "../webapi/mount.ts";
import { writeResult } from "../webapi/write-result.ts";
import type { ContractCall } from "./contract-call.ts";
import { declaredOf, mountedPath } from "./declared-call.ts";
import type { Dialect } from "./dialect.ts";
import { deployed, type WebApiContract } from "./web-api-contract.ts";
import { webApiFailure } from "./web-api-failure.ts";

/** The call's action for keys that have its scope. */
function guarded(call: ContractCall, deps: Deps): WebApiAction<AppEnv> {
  const { scope } = call;
  const action = call.action(deps, mountedPath(call));
  return {
    ...action,
    run: async (context, contract) =>
      context.get("key")?.scopes.includes(scope) === true
        ? action.run(context, contract)
        : webApiFailure({ tag: "SCOPE_MISSING", scope }),
  };
}

export const webApiDialect = (contract: WebApiContract): Dialect => ({
  prefix: contract.prefix,
  calls: contract.calls.map((call) => declaredOf(contract, call)),
  mount: (app, deps) =>
    mountWebApi(
      app,
      deployed(contract, deps.settings),
      contract.calls.map((call) => guarded(call, deps)),
    ),
  fail: (context, failure, settings) =>
    writeResult(
      deployed(contract, settings),
      context.req.raw,
      webApiFailure(failure, contract.commandMembers),
    ),
  help: (settings) => ({
    title: contract.title,
    entries: contract.calls.map((call) => ({
      id: call.id,
      link: callLink(call.id, call.method, call.path),
      summary: call.published ? call.summary : `${call.summary} (sibling call)`,
      page: () => callPage(deployed(contract, settings), call),
    })),
  }),
  document: (settings) => {
    const own = deployed(contract, settings);
    return {
      operations: contract.calls.map((call) => ({
        method: call.method,
        path: call.path,
        operation: contractOperation(own, call),
      })),
      schemas: contractSchemas(own),
    };
  },
});
