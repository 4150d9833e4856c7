// BigChange ContactExtraSave: everything in the query string, always `{ "Code", "Result" }` (docs/contact-extras.md).
import type { Hono } from "hono";
import type { SavedExtra } from "../../../domain/contacts/contacts-port.ts";
import { saveContactExtra } from "../../../domain/contacts/extras/save-contact-extra.ts";
import type { Declared } from "../../call/declared.ts";
import type { AppEnv } from "../../request/context.ts";
import { queryPairs } from "../../request/query/query-pairs.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { CONTACT_HISTORY, OVERWRITES } from "../../v1/contacts/contact-facts.ts";
import { readExtraCall } from "./contact-extra-call.ts";
import { extraSavedText, notSavedText } from "./contact-extra-checks.ts";

const SAVE = "contactextrasave";
/** Ours: the page lists no message for an action that is not its own. */
const UNKNOWN_ACTION = "Unknown action.";

const refused = (result: string) => ({ Code: 2, Result: result });

/** services.ashx: GET and POST do the same, and both write. */
export const contactExtraSave = {
  methods: ["GET", "POST"],
  pattern: "/v01/services.ashx",
  scope: "contacts:write",
  query: { kind: "own" },
  write: { repeat: { tag: "acts again", risk: OVERWRITES, look: CONTACT_HISTORY } },
} as const satisfies Declared;

export function mountContactExtras(app: Hono<AppEnv>): void {
  const { methods, pattern } = contactExtraSave;
  app.on([...methods], pattern, async (context) => {
    const pairs = queryPairs(context.req.raw.url);
    const actions = pairs.filter(([name]) => name.toLowerCase() === "action");
    const [action] = actions;
    if (actions.length !== 1 || action?.[1].toLowerCase() !== SAVE)
      return context.json(refused(UNKNOWN_ACTION));
    const call = readExtraCall(pairs);
    if (!call.ok) return context.json(refused(call.error));
    const { contacts } = context.get("stores");
    const saved = await writeOnce<SavedExtra>(
      context,
      () => saveContactExtra({ contacts, stamp: context.get("stamp") }, call.value),
      async ({ wrote: { id, seq } }) => {
        const contact = await contacts.asOf(id, seq);
        return contact && { tag: "saved", id, name: contact.name };
      },
    );
    if (saved.tag !== "saved") return context.json(refused(notSavedText(saved)));
    return context.json({ Code: 0, Result: extraSavedText(saved) });
  });
}
