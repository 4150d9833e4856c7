// A call that reads.
import { contractCall } from "../../../src/http/contracts/web-api/contract-call.ts";
import { webApiFailure } from "../../../src/http/contracts/web-api/web-api-failure.ts";
import { webApiResult } from "../../../src/http/webapi/action-result.ts";
import { toyReference } from "./dtos.ts";

export const readReference = contractCall({
  id: "GetToyReference",
  method: "GET",
  path: "/Toy/Reference/{id}",
  summary: "Read a toy reference",
  description: "By its id.",
  published: true,
  scope: "references:read",
  parameters: [{ name: "id", in: "path", type: "integer", description: "The ReferenceID.", example: "1" }],
  answer: { status: 200, shape: toyReference, headers: [] },
  failures: ["REFERENCE_NOT_FOUND"],
  handle: async ({ context }) => {
    const id = Number(context.req.param("id"));
    const found = await context.get("stores").references.byId(id);
    if (found === null) return webApiFailure({ tag: "REFERENCE_NOT_FOUND", id });
    const { accountId: AccountID, contactId: ContactID } = found;
    return webApiResult(200, toyReference, { ReferenceID: id, AccountID, ContactID, Colour: "Red" });
  },
});
