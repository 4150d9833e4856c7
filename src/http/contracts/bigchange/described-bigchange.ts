// The contact extras contract as it is described: its help page, and its operations in the document.
import { extrasOperation, SERVICES_ANSWER } from "../../openapi/extras-paths.ts";
import { EXTRAS_PATH, extrasPage } from "../../pages/help/extras-page.ts";
import { callLink } from "../../pages/help/help-group.ts";
import type { DescribedDialect } from "../described-dialect.ts";
import { EXTRA_SAVE } from "./bigchange.ts";
import { contactExtraSave } from "./contact-extras.ts";

export const describedBigchange: DescribedDialect = {
  prefix: "/v01",
  help: () => ({
    title: "services.ashx",
    entries: [
      {
        id: EXTRA_SAVE,
        link: callLink(EXTRA_SAVE, "GET", EXTRAS_PATH),
        summary: "Add or update contact extra",
        page: extrasPage,
      },
    ],
  }),
  document: () => ({
    operations: contactExtraSave.methods.map((method) => ({
      method,
      path: contactExtraSave.pattern,
      operation: extrasOperation(method),
    })),
    schemas: { ServicesAnswer: SERVICES_ANSWER },
  }),
};
