// A response without a body, which no call of the service makes but any action may.
import type { ActionResult } from "../../src/http/webapi/action-result.ts";

/** Answers a status and nothing else. */
export const webApiEmpty = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): ActionResult => ({
  status,
  headers,
});
