// The histories of contacts and payment references, and /v1/events: one ordered, gap-free feed over everything.
import { Hono } from "hono";
import type { Subject } from "../../../domain/events/recorded-event.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import type { Scope } from "../../request/key/api-key.ts";
import { needs } from "../../request/key/authenticate.ts";
import { answerPage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { query } from "../call/query.ts";
import { crnView } from "../references/crn-view.ts";
import { eventJson } from "./event-json.ts";

type History = {
  readonly path: string;
  readonly subject: Subject;
  readonly scope: Scope;
  readonly missing: "CONTACT_NOT_FOUND" | "REFERENCE_NOT_FOUND";
};

const HISTORIES: readonly History[] = [
  {
    path: "/contacts/:id{[0-9]{1,10}}/history",
    subject: "contact",
    scope: "contacts:read",
    missing: "CONTACT_NOT_FOUND",
  },
  {
    path: "/payment-references/:id{[0-9]{1,10}}/history",
    subject: "reference",
    scope: "references:read",
    missing: "REFERENCE_NOT_FOUND",
  },
];

export function eventRoutes(_deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  /** The cursor is the version. */
  for (const { path, subject, scope, missing } of HISTORIES) {
    app.get(path, needs(scope, fail), query(pageQuery, fail), async (context) => {
      const id = Number(context.req.param("id"));
      const page = await context.get("stores").events.history(subject, id, context.req.valid("query"));
      if (page === null) return fail(context, { tag: missing, id });
      const crnOf = crnView(context);
      return answerPage(
        context,
        page,
        (event) => eventJson(event, crnOf),
        (event) => event.version,
      );
    });
  }

  /**
   * The cursor is `seq`. A feed has no last page: `next` is always where to go on, the cursor itself while nothing new
   * is there.
   */
  app.get("/events", needs("events:read", fail), query(pageQuery, fail), async (context) => {
    const wanted = context.req.valid("query");
    const { items } = await context.get("stores").events.feed(wanted);
    const crnOf = crnView(context);
    const next = items.at(-1)?.seq ?? wanted.after;
    return answerPage(
      context,
      { items, next },
      (event) => eventJson(event, crnOf),
      (event) => event.seq,
    );
  });

  return app;
}
