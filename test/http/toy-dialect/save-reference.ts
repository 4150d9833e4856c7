// A call that writes, once, and can be previewed.
import { draftReference } from "../../../src/domain/references/save-reference.ts";
import { contractCall } from "../../../src/http/contracts/web-api/contract-call.ts";
import { readCallOptions } from "../../../src/http/contracts/web-api/query/call-options.ts";
import { webApiFailure } from "../../../src/http/contracts/web-api/web-api-failure.ts";
import { writeOnce } from "../../../src/http/request/repeats/idempotency.ts";
import { recallSave } from "../../../src/http/request/repeats/recall-reference.ts";
import { webApiInvalid, webApiResult } from "../../../src/http/webapi/action-result.ts";
import { newToyReference, toyReference } from "./dtos.ts";

export const saveReference = contractCall({
  id: "SaveToyReference",
  method: "POST",
  path: "/Toy/Reference",
  summary: "Save a toy reference",
  description: "Once, however often it is sent.",
  published: false,
  scope: "references:write",
  parameters: [{ name: "Toy-Box", in: "header", type: "string", description: "Where it belongs." }],
  write: {
    repeat: { tag: "acts once", because: "a toy is put into the box once." },
    preview: {
      name: "validateOnly",
      in: "query",
      type: "boolean",
      description: "true writes nothing.",
      words: ["true", "false"],
    },
  },
  body: { shape: newToyReference, required: ["AccountID", "ContactID", "Crn"] },
  answer: { status: 201, previewStatus: 200, shape: toyReference, headers: ["Location"] },
  failures: [],
  handle: async ({ context, deps }, { value }) => {
    const { AccountID, ContactID, Crn, Colour } = value;
    const none = { benefitGroupId: null, statusId: null, createId: null, createSessionId: null };
    const { CRN_SCHEME: scheme, REFERENCE_IDENTITY: identity } = deps.settings;
    const sent = { ...none, accountId: AccountID, contactId: ContactID, crn: Crn };
    const draft = draftReference(sent, { scheme, identity });
    if (!draft.ok) return webApiInvalid({ "model.Crn": ["No reference of ours."] });
    const options = readCallOptions(context.req.raw.url);
    if (!options.ok) return webApiFailure({ tag: "QUERY_UNKNOWN", fields: options.error });
    const answer = { AccountID, ContactID, Colour };
    if (options.value.validateOnly === true) {
      return webApiResult(200, toyReference, { ReferenceID: 0, ...answer });
    }
    const { references } = context.get("stores");
    const { reference } = await writeOnce(
      context,
      () => references.save(draft.value, context.get("stamp")),
      (replay) => recallSave(references, replay),
    );
    const headers = { Location: `/Toy/Reference/${reference.id}` };
    return webApiResult(201, toyReference, { ReferenceID: reference.id, ...answer }, headers);
  },
});
