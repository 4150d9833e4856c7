// A preview shows a plan and what would become of it: for keys that may read plans.
import type { Context } from "hono";
import type { EdgeFailure } from "../failures/failure.ts";
import type { AppEnv } from "./context.ts";

/** SCOPE_MISSING for a preview by a key without plans:read, beside the scope that the call itself needs; else null. */
export function previewRefusal(
  context: Pick<Context<AppEnv>, "get">,
  isPreview: boolean,
): Extract<EdgeFailure, { tag: "SCOPE_MISSING" }> | null {
  if (!isPreview || context.get("key")?.scopes.includes("plans:read") === true) return null;
  return { tag: "SCOPE_MISSING", scope: "plans:read" };
}
