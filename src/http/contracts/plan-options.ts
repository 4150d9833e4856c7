// What a contract call may say of itself beside the DTO: preview it, treat arrears so, change only this version.
import type { Context } from "hono";
import type { ChangeOptions } from "../../domain/plans/change-plan.ts";
import type { Arrears } from "../../domain/plans/plan-command.ts";
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { AppEnv } from "../context.ts";
import { readIfMatch } from "../if-match.ts";
import { queryPairs } from "../query-pairs.ts";
import type { ModelState } from "../wire/action-result.ts";

export type PlanCallOptions = ChangeOptions & { readonly arrears: Arrears | null };

const PREVIEW: Readonly<Record<string, boolean>> = { true: true, false: false };
const ARREARS: Readonly<Record<string, Arrears>> = { roll: "roll", keep: "keep" };

/**
 * `?validateOnly=true|false`, `?arrears=roll|keep` (names and words in any case) and If-Match, none of them required.
 * Another word, or the same option twice, is refused: who asks for a preview must not get the real call.
 */
export function planCallOptions(context: Context<AppEnv>): Result<PlanCallOptions, ModelState> {
  const pairs = queryPairs(context.req.raw.url);
  const wrong: Record<string, string[]> = {};
  const option = <T>(name: string, words: Readonly<Record<string, T>>, absent: T): T => {
    const given = pairs.filter(([key]) => key.toLowerCase() === name.toLowerCase());
    if (given.length === 0) return absent;
    const word = given[0]?.[1].toLowerCase() ?? "";
    const value = Object.hasOwn(words, word) ? words[word] : undefined;
    if (given.length === 1 && value !== undefined) return value;
    wrong[name] = [`The ${name} parameter must be given once, as ${Object.keys(words).join(" or ")}.`];
    return absent;
  };
  const preview = option("validateOnly", PREVIEW, false);
  const arrears = option<Arrears | null>("arrears", ARREARS, null);
  if (Object.keys(wrong).length > 0) return err(wrong);
  const ifMatch = readIfMatch(context.req.header("if-match"));
  return ok({ preview, arrears, expected: ifMatch === "absent" || ifMatch === "any" ? null : ifMatch });
}
