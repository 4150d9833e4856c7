// What answers when the environment is wrong: 503 to everything but health, and a line in the log that says what is wrong.
import type { Hono } from "hono";
import { EDGE_ANSWERS } from "../failures/edge-answers.ts";
import { noRoutes } from "../routes.ts";

/** `wrong` has a line for each variable, its name first, and no values. /ready tells the names. */
export function unconfigured(wrong: readonly string[]): Hono {
  const names = [...new Set(wrong.map((line) => line.split(/[.:]/, 1)[0] ?? ""))];
  const app = noRoutes();
  app.get("/health", (context) => context.json({ status: "ok" }, 200, { "Cache-Control": "no-store" }));
  app.all("*", (context) => {
    console.error(JSON.stringify({ error: "NOT_CONFIGURED", wrong }));
    const tag = "NOT_CONFIGURED";
    const settings = context.req.path === "/ready" ? names : [];
    const { title, status, detail } = EDGE_ANSWERS[tag]({ tag, settings });
    return context.json({ type: "about:blank", title, status, detail, code: tag }, 503, {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
    });
  });
  return app;
}
