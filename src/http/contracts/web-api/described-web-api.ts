// A Web API contract as it is described, alike for every deployment: with the published members of its enumerations.
import { contractOperation } from "../../openapi/contract-paths.ts";
import { contractSchemas } from "../../openapi/dto-schemas.ts";
import { callPage } from "../../pages/help/call-page.ts";
import { callLink } from "../../pages/help/help-group.ts";
import type { DescribedDialect } from "../described-dialect.ts";
import { publishedTables } from "./published-members.ts";
import type { DeployedContract, WebApiContract } from "./web-api-contract.ts";

export function describedWebApi(contract: WebApiContract): DescribedDialect {
  const published: DeployedContract = { ...contract, enums: publishedTables(contract.published) };
  return {
    prefix: contract.prefix,
    help: () => ({
      title: contract.title,
      entries: contract.calls.map((call) => ({
        id: call.id,
        link: callLink(call.id, call.method, call.path),
        summary: call.published ? call.summary : `${call.summary} (sibling call)`,
        page: () => callPage(published, call),
      })),
    }),
    document: () => ({
      operations: contract.calls.map((call) => ({
        method: call.method,
        path: call.path,
        operation: contractOperation(published, call),
      })),
      schemas: contractSchemas(published),
    }),
  };
}
