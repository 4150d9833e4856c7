// What a plan call of the contract may say of itself beside the DTO: preview it, treat arrears so, change only this version.
import type { Context } from "hono";
import type { ChangeOptions } from "../../../../domain/plans/commands/change-plan.ts";
import type { Arrears } from "../../../../domain/plans/commands/plan-command.ts";
import { err, ok, type Result } from "../../../../domain/values/result.ts";
import type { EdgeFailure } from "../../../failures/failure.ts";
import type { AppEnv } from "../../../request/context.ts";
import { readIfMatch } from "../../../request/if-match.ts";
import { readCallOptions } from "../../web-api/query/call-options.ts";

export type PlanCallOptions = ChangeOptions & { readonly arrears: Arrears | null };

/** `?validateOnly=`, `?arrears=` and If-Match, none of them required. The guard has refused a bad query before this. */
export function planCallOptions(context: Context<AppEnv>): Result<PlanCallOptions, EdgeFailure> {
  const said = readCallOptions(context.req.raw.url);
  if (!said.ok) return err({ tag: "QUERY_UNKNOWN", fields: said.error });
  const { validateOnly, arrears } = said.value;
  const ifMatch = readIfMatch(context.req.header("if-match"));
  const expected = ifMatch === "absent" || ifMatch === "any" ? null : ifMatch;
  return ok({ preview: validateOnly ?? false, arrears, expected });
}
