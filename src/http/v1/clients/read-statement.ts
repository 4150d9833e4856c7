// GET /v1/contacts/{id}/statement: what a contact was charged and paid as of a day, and what is to come.
import { parseAccept } from "hono/utils/accept";
import * as z from "zod/mini";
import { statementOf } from "../../../domain/clients/statement.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { todayIn } from "../../request/clock.ts";
import { once } from "../../request/once.ts";
import { declare } from "../call/declaration.ts";
import { pageQuery } from "../call/page-query.ts";
import { localDate } from "../call/values.ts";
import { CONTACTS, JOE } from "../contacts/contact-facts.ts";
import { clockOf } from "../contacts/credit.ts";
import { statementCalendar, statementCsv } from "./statement-files.ts";
import { statementJson } from "./statement-json.ts";

/** Plans of one statement; fewer where they are large. */
const MAX_PLANS = 100;
const CSV = "text/csv";
const CALENDAR = "text/calendar";

const statementQuery = once(() =>
  z.object({
    asOf: z
      .optional(localDate())
      .with(z.describe("The last day of the statement; today in the service's zone when left out.")),
    from: z
      .optional(localDate())
      .with(z.describe("The first day of its lines; what was before is the opening balance.")),
    after: pageQuery().shape.after,
  }),
);

/** The one of the three that the caller would rather have; JSON where it does not say. */
function wanted(accept: string | undefined): string | undefined {
  const types = parseAccept(accept ?? "").toSorted((one, other) => other.q - one.q);
  return types
    .map(({ type }) => type.toLowerCase())
    .find((type) => /^(?:application\/json|text\/(?:csv|calendar|\*)|\*\/\*)$/.test(type));
}

export const readStatement = declare(
  "GET /v1/contacts/{id}/statement",
  {
    id: "getStatement",
    tag: CONTACTS,
    summary: "A contact's statement",
    description: `Of the plans of the clients that the contact is, as they are known now: what became due and what was paid up to a day, line by line with the balance, and what is to come after it. An instalment of a closed plan is charged with what it holds. As JSON, as CSV (Accept: ${CSV}), or what is to come for a calendar (Accept: ${CALENDAR}). Beyond ${MAX_PLANS} plans, or where they are large, \`next\` (and Link) tells where the rest is.`,
    scope: "plans:read",
    query: statementQuery,
    answers: {
      200: {
        description: "The statement.",
        schema: "statement",
        headers: ["Link"],
        also: {
          [CSV]:
            "A header and a row for each line. A text that a spreadsheet would take for a formula begins with an apostrophe.",
          [CALENDAR]: "One event for each instalment to come.",
        },
      },
    },
    failures: ["CONTACT_NOT_FOUND"],
    example: JOE,
  },
  async ({ path: { id }, query }, request) => {
    const { deps, context, stores } = request;
    const { now, today } = clockOf(request);
    const { asOf = today, from = null, after } = query;
    const clientIds = deps.settings.CLIENT_IDS;
    const account = await stores.clients.account(id, { clientIds, after, limit: MAX_PLANS });
    if (account === null) return err({ tag: "CONTACT_NOT_FOUND", id });
    const { TIME_ZONE } = deps.settings;
    const dayOf = (instant: string) => todayIn(TIME_ZONE, Date.parse(instant));
    const { items, next } = account.plans;
    const told = { ...account, asOf, from, statement: statementOf(items, asOf, from, dayOf) };
    const isNamed = context.get("key")?.scopes.includes("contacts:read") === true;
    const rest = new URLSearchParams({ asOf, ...(from === null ? {} : { from }), after: String(next) });
    const headers = next === null ? {} : { Link: `</v1/contacts/${id}/statement?${rest}>; rel="next"` };
    const type = wanted(context.req.header("accept"));
    if (type === CSV || type === "text/*") {
      const body = { written: statementCsv(told), type: `${CSV}; charset=utf-8` };
      return ok({ status: 200, body, headers });
    }
    if (type === CALENDAR) {
      const name = isNamed ? account.contact.name : null;
      const body = { written: statementCalendar(told, name, now), type: `${CALENDAR}; charset=utf-8` };
      return ok({ status: 200, body, headers });
    }
    return ok({ status: 200, body: statementJson(told, isNamed), headers });
  },
);
