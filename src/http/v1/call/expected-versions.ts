// The versions of a contact that a request is ready to change, by its If-Match.
import type { ExpectedVersions } from "../../../domain/contacts/contacts-port.ts";
import type { IfMatch } from "../../request/if-match.ts";

/** `unsaid` is what a request without the header expects. */
export function expectedVersions(ifMatch: IfMatch, unsaid: ExpectedVersions): ExpectedVersions {
  if (ifMatch === "absent") return unsaid;
  return ifMatch === "any" ? "present" : ifMatch;
}
