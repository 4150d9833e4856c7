// /v1/contacts/{id}/credit: the credit-control facts and what follows from them; and decisions on what is asked for.
import { type Context, Hono } from "hono";
import type { Clock } from "../../domain/contacts/written-date.ts";
import { needs } from "../authenticate.ts";
import { todayIn } from "../clock.ts";
import type { AppEnv, Deps } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";
import { textTooLong } from "../member-sentences.ts";
import { creditJson, decisionJson } from "./contact-json.ts";
import { creditPatch, decisionQuestion } from "./contact-schemas.ts";
import { expectedVersions } from "./expected-versions.ts";
import { readJson } from "./json-body.ts";

const CREDIT = "/contacts/:id{[0-9]{1,10}}/credit";

export function contactCreditRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const clockOf = (context: Context<AppEnv>): Clock => ({
    now: context.get("stamp").at,
    today: todayIn(deps.settings.TIME_ZONE, deps.clock()),
  });

  const answerCredit = async (context: Context<AppEnv>, id: number): Promise<Response> => {
    const chain = await context.get("stores").contacts.chain(id);
    if (chain === null) return fail(context, { tag: "CONTACT_NOT_FOUND", id });
    return context.json(creditJson(chain, clockOf(context)), 200, { ETag: `"${chain.contact.version}"` });
  };

  app.get(CREDIT, needs("contacts:read", fail), (context) =>
    answerCredit(context, Number(context.req.param("id"))),
  );

  /**
   * A partial update, as the contract's ContactExtraSave, with null for what is to be cleared. Members that are not
   * sent stay, so If-Match is not asked for; where it is sent it holds (412).
   */
  app.patch(CREDIT, needs("contacts:write", fail), async (context) => {
    const patch = await readJson(context, creditPatch);
    if (!patch.ok) return fail(context, patch.error);
    const [stores, stamp] = [context.get("stores"), context.get("stamp")];
    const id = Number(context.req.param("id"));
    const expected = expectedVersions(context.req.header("if-match"), "any");
    const saved = await stores.contacts.saveExtra({ by: "id", id }, patch.value, stamp, expected);
    if (saved.tag === "saved") return answerCredit(context, id);
    if (saved.tag === "text-too-long") {
      const fields = saved.members.map((member) => ({
        pointer: `/${member}`,
        detail: textTooLong(member),
      }));
      return fail(context, { tag: "FIELDS_INVALID", fields });
    }
    const contact = await stores.contacts.byId(id);
    if (contact === null) return fail(context, { tag: "CONTACT_NOT_FOUND", id });
    return fail(context, { tag: "VERSION_STALE", id, version: contact.version });
  });

  /** Decides and keeps nothing: the same question may be asked as often as one likes. */
  app.post("/contacts/:id{[0-9]{1,10}}/credit-decisions", needs("contacts:read", fail), async (context) => {
    const question = await readJson(context, decisionQuestion);
    if (!question.ok) return fail(context, question.error);
    const id = Number(context.req.param("id"));
    const chain = await context.get("stores").contacts.chain(id);
    if (chain === null) return fail(context, { tag: "CONTACT_NOT_FOUND", id });
    return context.json(decisionJson(chain, question.value, clockOf(context)));
  });

  return app;
}
