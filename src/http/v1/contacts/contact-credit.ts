// /v1/contacts/{id}/credit: the credit-control facts and what follows from them; and decisions on what is asked for.
import { type Context, Hono } from "hono";
import type { ContactChain } from "../../../domain/contacts/contact.ts";
import { type SaveCreditFailure, saveCredit } from "../../../domain/contacts/credit/save-credit.ts";
import type { Clock } from "../../../domain/contacts/extras/written-date.ts";
import { chainAsOf } from "../../../domain/events/contact-history.ts";
import { ok, type Result } from "../../../domain/values/result.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import { contactSentence } from "../../failures/member-sentences.ts";
import { todayIn } from "../../request/clock.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { expectedVersions } from "../call/expected-versions.ts";
import { readJson } from "../call/json-body.ts";
import { creditJson, decisionJson } from "./contact-json.ts";
import { creditPatch, decisionQuestion } from "./contact-schemas.ts";

const CREDIT = "/contacts/:id{[0-9]{1,10}}/credit";

export function contactCreditRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const clockOf = (context: Context<AppEnv>): Clock => {
    const { at: now } = context.get("stamp");
    return { now, today: todayIn(deps.settings.TIME_ZONE, Date.parse(now)) };
  };

  const answerCredit = (context: Context<AppEnv>, chain: ContactChain, clock: Clock): Response =>
    context.json(creditJson(chain, clock), 200, { ETag: `"${chain.contact.version}"` });

  app.get(CREDIT, needs("contacts:read", fail), async (context) => {
    const id = Number(context.req.param("id"));
    const chain = await context.get("stores").contacts.chain(id);
    if (chain === null) return fail(context, { tag: "CONTACT_NOT_FOUND", id });
    return answerCredit(context, chain, clockOf(context));
  });

  /**
   * A partial update, as the contract's ContactExtraSave, with null for what is to be cleared. Members that are not
   * sent stay, so If-Match is not asked for; where it is sent it holds (412).
   */
  app.patch(CREDIT, needs("contacts:write", fail), async (context) => {
    const patch = await readJson(context, creditPatch);
    if (!patch.ok) return fail(context, patch.error);
    const { contacts } = context.get("stores");
    const id = Number(context.req.param("id"));
    const expected = expectedVersions(context.req.header("if-match"), "any");
    let clock = clockOf(context);
    const saved = await writeOnce<Result<ContactChain, SaveCreditFailure>>(
      context,
      () => saveCredit({ contacts, stamp: context.get("stamp") }, id, patch.value, expected),
      async ({ wrote, at: now, today }) => {
        clock = { now, today };
        const chain = await chainAsOf(contacts, wrote.id, wrote.seq);
        return chain === null ? null : ok(chain);
      },
    );
    if (saved.ok) return answerCredit(context, saved.value, clock);
    if (saved.error.tag !== "CONTACT_INVALID") return fail(context, saved.error);
    const fields = saved.error.failures.map((failure) => ({
      pointer: `/${failure.member}`,
      detail: contactSentence(failure, failure.member),
    }));
    return fail(context, { tag: "FIELDS_INVALID", fields });
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
