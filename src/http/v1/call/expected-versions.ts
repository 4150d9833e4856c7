// The versions of a contact that a request is ready to change, by its If-Match.
import type { ExpectedVersions } from "../../../domain/contacts/contacts-port.ts";
import { readIfMatch } from "../../request/if-match.ts";

/** `unsaid` is what a request without the header expects. */
export function expectedVersions(header: string | undefined, unsaid: ExpectedVersions): ExpectedVersions {
  const ifMatch = readIfMatch(header);
  if (ifMatch === "absent") return unsaid;
  return ifMatch === "any" ? "present" : ifMatch;
}
