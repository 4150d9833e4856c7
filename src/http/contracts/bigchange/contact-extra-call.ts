// A call of ContactExtraSave, read from its query to what the core saves.
import type { Given } from "../../../domain/contacts/extras/extra-texts.ts";
import { readExtra, readSelector } from "../../../domain/contacts/extras/read-extra.ts";
import type { ContactExtraSave } from "../../../domain/contacts/extras/save-contact-extra.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import { firstMessage } from "./contact-extra-checks.ts";
import { parameterOf } from "./contact-extra-parameters.ts";

/** The parameters by name. Names are case-insensitive, values keep their case. */
function gathered(pairs: Iterable<readonly [string, string]>): (name: string) => Given {
  const given = new Map<string, Given>();
  for (const [name, text] of pairs) {
    const key = name.toLowerCase();
    given.set(key, given.has(key) ? "repeated" : { text });
  }
  return (name) => given.get(name.toLowerCase()) ?? "absent";
}

/**
 * Reads a call from its name and value pairs, percent-decoded, in any order; unknown names are ignored. The error is the
 * message of the first check of the contract's table that fails, to the letter.
 */
export function readExtraCall(pairs: Iterable<readonly [string, string]>): Result<ContactExtraSave, string> {
  const given = gathered(pairs);
  const selector = readSelector(given("ContactId"), given("ContactReference"));
  const patch = readExtra((member) => given(parameterOf(member)));
  if (!selector.ok) return err(firstMessage([selector.error]));
  return patch.ok ? ok({ selector: selector.value, patch: patch.value }) : err(firstMessage(patch.error));
}
