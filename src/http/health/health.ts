// Two questions of an operator: does the process answer (no database), and can it do its work.
import { Hono } from "hono";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import { sharedCheck } from "./readiness.ts";

export function health(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const { API_KEYS: keys = [] } = deps.settings;
  const shared = sharedCheck(deps.clock);
  return new Hono<AppEnv>()
    .get("/health", (context) => context.json({ status: "ok" }))
    .get("/ready", async (context) => {
      if (keys.length === 0) return fail(context, { tag: "NOT_CONFIGURED", settings: ["API_KEYS"] });
      await shared(context.get("stores").ready);
      return context.json({ status: "ready" });
    });
}
