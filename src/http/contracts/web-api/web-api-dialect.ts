// A Web API contract as a dialect: its calls declared and mounted, all of it from the one value.
import { mountWebApi } from "../../webapi/mount.ts";
import { writeResult } from "../../webapi/write-result.ts";
import type { Dialect } from "../dialect.ts";
import { declaredOf, mountedPath } from "./declared-call.ts";
import { deployed, type WebApiContract } from "./web-api-contract.ts";
import { webApiFailure } from "./web-api-failure.ts";

export const webApiDialect = (contract: WebApiContract): Dialect => ({
  prefix: contract.prefix,
  names: contract.calls.map(({ id }) => id),
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
});
