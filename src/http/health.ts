// Two questions of an operator: does the process answer (no database), and does the database.
import { Hono } from "hono";
import type { AppEnv } from "./context.ts";

export const health = new Hono<AppEnv>()
  .get("/health", (context) => context.json({ status: "ok" }))
  .get("/ready", async (context) => {
    await context.get("stores").ready();
    return context.json({ status: "ready" });
  });
