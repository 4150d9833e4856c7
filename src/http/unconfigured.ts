// What answers when the environment is wrong: 503 to everything but health, and a line in the log that says what is wrong.
import { Hono } from "hono";

/** `wrong` names the variables (never their values). */
export function unconfigured(wrong: readonly string[]): Hono {
  const app = new Hono();
  app.get("/health", (context) => context.json({ status: "ok" }));
  app.all("*", (context) => {
    console.error(JSON.stringify({ error: "NOT_CONFIGURED", wrong }));
    return context.json(
      { type: "about:blank", title: "The service is not configured", status: 503, code: "NOT_CONFIGURED" },
      503,
      { "Content-Type": "application/problem+json" },
    );
  });
  return app;
}
