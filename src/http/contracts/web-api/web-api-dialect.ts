// A Web API contract as a dialect: its calls declared, mounted and described, all of it from the one value.
import { contractOperation } from "../../openapi/contract-paths.ts";
import { contractSchemas } from "../../openapi/dto-schemas.ts";
import { callPage } from "../../pages/help/call-page.ts";
import { callLink } from "../../pages/help/help-group.ts";
import { mountWebApi } from "../../webapi/mount.ts";
import { writeResult } from "../../webapi/write-result.ts";
import type { Dialect } from "../dialect.ts";
import { declaredOf, mountedPath } from "./declared-call.ts";
import { deployed, type WebApiContract } from "./web-api-contract.ts";
import { webApiFailure } from "./web-api-failure.ts";

export const webApiDialect = (contract: WebApiContract): Dialect => ({
  prefix: contract.prefix,
  calls: contract.calls.map((call) => declaredOf(contract, call)),
  mount: (app, deps) =>
    mountWebApi(
      app,
      deployed(contract, deps.settings),
      contract.calls.map((call) => call.action(deps, mountedPath(call))),
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
