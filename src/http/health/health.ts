// Two questions of an operator: does the process answer (no database), and can it do its work.
import type { Hono } from "hono";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import { hasKeys } from "../request/key/key-check.ts";
import { sharedCheck } from "./readiness.ts";

export function mountHealth(app: Hono<AppEnv>, deps: Deps, fail: FailureWriter): void {
  const isConfigured = hasKeys(deps.settings);
  const shared = sharedCheck(deps.clock);
  app.get("/health", (context) => context.json({ status: "ok" }));
  app.get("/ready", async (context) => {
    if (!isConfigured) return fail(context, { tag: "NOT_CONFIGURED", settings: ["API_KEYS"] });
    await shared(deps.ready);
    return context.json({ status: "ready" });
  });
}
