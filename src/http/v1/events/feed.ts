// GET /v1/events: one ordered, gap-free feed over everything.
import { ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { crnView } from "../references/crn-view.ts";
import { eventJson } from "./event-json.ts";

export const eventFeed = declare(
  "GET /v1/events",
  {
    id: "listEvents",
    tag: "Events",
    summary: "Everything that happened, in order",
    description: "One ordered, gap-free feed over plans, contacts and references. The cursor is `seq`.",
    scope: "events:read",
    query: pageQuery,
    answers: { 200: { description: "What is new since the cursor.", schema: "feed" } },
    example: { query: { after: "0", limit: "20" } },
  },
  async ({ query }, { context, stores }) => {
    const { items, next: looked } = await stores.events.feed(query);
    const crnOf = crnView(context);
    // A feed has no last page: where to go on is always said, the cursor itself while nothing new is there.
    const next = looked ?? items.at(-1)?.seq ?? query.after;
    const body = await writePage(
      context,
      { items, next },
      (event) => eventJson(event, crnOf),
      (event) => event.seq,
    );
    return ok({ status: 200, body });
  },
);
