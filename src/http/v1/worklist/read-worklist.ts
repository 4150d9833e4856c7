// GET /v1/worklist: what needs a person, the oldest or the largest first.
import * as z from "zod/mini";
import { type Currency, parseCurrency } from "../../../domain/values/currency.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { type Money, parseMinor } from "../../../domain/values/money.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import { AGES, dueWithin } from "../../../domain/worklist/ages.ts";
import {
  askedFor,
  largestPage,
  oldestPage,
  WORK_KINDS,
  type WorkCursor,
  type WorkKind,
} from "../../../domain/worklist/worklist-page.ts";
import { MAX_SEARCHED_PLANS, MAX_SORTED_PLANS } from "../../../domain/worklist/worklist-port.ts";
import type { Failure } from "../../failures/failure.ts";
import { once } from "../../request/once.ts";
import { type CallRequest, declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery, wholeNumber } from "../call/page-query.ts";
import { readBy } from "../call/read-by.ts";
import { clockOf } from "../contacts/credit.ts";
import { totalsJson, workJson } from "./worklist-json.ts";

/** A cursor as text: the day, the kind and the id of the last one, or a position. */
const CURSOR = /^(?:(\d{1,5})|([0-9T:.Z +-]{0,40})\/(plan|contact)\/(\d{1,10}))$/;
const KINDS: Readonly<Record<string, WorkKind>> = { plan: "overdue-plan", contact: "contact-on-stop" };

const cursorText = (cursor: WorkCursor): string =>
  "position" in cursor
    ? String(cursor.position)
    : `${cursor.day}/${cursor.kind === "overdue-plan" ? "plan" : "contact"}/${cursor.id}`;

function cursorIn(text: string): WorkCursor | null {
  const [, position, day, kind = "", id] = CURSOR.exec(text) ?? [];
  if (position !== undefined) return { position: Number(position) };
  return day === undefined ? null : { kind: KINDS[kind] ?? "overdue-plan", day, id: Number(id) };
}

const worklistQuery = once(() =>
  z.object({
    order: z
      ._default(z.enum(["oldest", "largest"]), "oldest")
      .with(
        z.describe(
          `largest: overdue plans alone, currency by currency; at most ${MAX_SORTED_PLANS} are sorted, and \`totals\` says whether these are all.`,
        ),
      ),
    kind: z.optional(z.enum(WORK_KINDS)).with(z.describe("Only this kind of work.")),
    businessUnitId: z.optional(wholeNumber(1, MAX_ID)),
    clientId: z.optional(wholeNumber(1, MAX_ID)),
    aged: z.optional(z.enum(AGES)).with(z.describe("Days since the oldest unpaid instalment was due.")),
    atLeast: z
      .optional(z.string())
      .with(
        z.describe(
          `Plans that owe no less, in \`currency\`. A page goes through ${MAX_SEARCHED_PLANS} plans at most: it may then have fewer, and a \`next\`.`,
        ),
      ),
    currency: z.optional(readBy(parseCurrency, "Not an ISO 4217 currency code.")).with(
      z.meta({
        type: "string",
        description: "Plans in this currency; with `atLeast` the service's own when left out.",
      }),
    ),
    after: z
      .optional(readBy(cursorIn, "The `next` of a page before is expected."))
      .with(z.meta({ type: "string", description: "The `next` of the page before; 0 for the first." })),
    limit: pageQuery().shape.limit,
  }),
);

type Query = z.output<ReturnType<typeof worklistQuery>>;

export const readWorklist = declare(
  "GET /v1/worklist",
  {
    id: "readWorklist",
    tag: "Worklist",
    summary: "What needs a person",
    description:
      "Plans with something overdue, and contacts on stop by their own stop, in one order: by the day since when, the oldest first. Contacts are told to a key that may read them, and only where no filter of plans is set: they belong to no business unit and owe nothing here. As of today in the service's zone.",
    scope: "plans:read",
    query: worklistQuery,
    answers: { 200: { description: "One page of work.", schema: "worklist" } },
    example: { query: { limit: "10" } },
  },
  async ({ query }, request) => {
    const { context, stores } = request;
    const { businessUnitId = null, clientId = null, aged = null, order, limit } = query;
    const atLeast = leastOf(query, request);
    if (!atLeast.ok) return atLeast;
    const given = query.after ?? null;
    const cursor = given !== null && "position" in given && given.position === 0 ? null : given;
    if (cursor !== null && "position" in cursor !== (order === "largest"))
      return err(wrong("after", "The `next` of a page in this order is expected."));
    const clock = clockOf(request);
    const { today } = clock;
    const filters = [businessUnitId, clientId, aged, atLeast.value].every((filter) => filter === null);
    const mayReadContacts = context.get("key")?.scopes.includes("contacts:read") === true;
    const kinds = WORK_KINDS.filter(
      (kind) => (query.kind ?? kind) === kind && (kind === "overdue-plan" || (filters && mayReadContacts)),
    );
    const owners = { businessUnitId, clientId, state: null, active: null };
    const found = await stores.worklist({
      ...askedFor({ kinds, order, cursor }),
      names: mayReadContacts ? request.deps.settings.CLIENT_IDS : null,
      filter: { ...owners, today, ...dueWithin(aged, today), atLeast: atLeast.value },
      limit,
    });
    const page =
      order === "largest"
        ? largestPage(found, cursor !== null && "position" in cursor ? cursor.position : 0)
        : oldestPage(found, limit, clock);
    const { items, next, sums } = page;
    const totals = sums === null ? null : totalsJson(sums);
    const body = await writePage(
      context,
      { items, next: next === null ? null : cursorText(next) },
      ({ item }) => workJson(item, today),
      ({ cursor: at }) => cursorText(at),
      { asOf: today, kinds, totals },
    );
    return ok({ status: 200, body });
  },
);

const wrong = (pointer: string, detail: string): Failure => ({
  tag: "FIELDS_INVALID",
  fields: [{ pointer, detail }],
});

/** What a plan owes at least; null where nothing is asked of it. */
function leastOf({ atLeast, currency }: Query, { deps }: CallRequest): Result<Money | null, Failure> {
  if (atLeast === undefined && currency === undefined) return ok(null);
  const of: Currency = currency ?? deps.settings.DEFAULT_CURRENCY;
  const minor = parseMinor(atLeast ?? "0", of);
  if (minor.ok && minor.value >= 0n) return ok({ minor: minor.value, currency: of });
  return err(wrong("atLeast", `Decimal text of 0 or more is expected, in no more decimals than ${of} has.`));
}
