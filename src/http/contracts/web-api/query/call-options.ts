// What a call of a Web API contract may say of itself in the query, beside its DTO: preview it, treat arrears so.
import type { Arrears } from "../../../../domain/plans/commands/plan-command.ts";
import { isOneSlip } from "../../../../domain/values/one-slip.ts";
import { err, ok, type Result } from "../../../../domain/values/result.ts";
import type { FieldError } from "../../../failures/failure.ts";
import { plainName } from "../../../request/query/nearest-name.ts";
import { decoded, UNREADABLE, writtenPairs } from "../../../request/query/query-pairs.ts";

/** The options by name, each with its words. */
export const CALL_OPTIONS = { validateOnly: ["true", "false"], arrears: ["roll", "keep"] } as const;

type OptionName = keyof typeof CALL_OPTIONS;

/** Null: it was not said. */
export type CallOptions = { readonly validateOnly: boolean | null; readonly arrears: Arrears | null };

/** `_` or `-` put in anywhere, or one slip of the finger away; both in lower case. */
const isNearly = (name: string, meant: string): boolean =>
  name !== meant && (plainName(name) === meant || isOneSlip(plainName(name), meant));

/**
 * `validateOnly` and `arrears`, names and words in any case; other names are ignored, as Web API ignores them. Refused:
 * a name that is nearly one of the two, and a value that is unreadable, empty, another word, or there twice: who
 * misspells a preview must not get the real call.
 */
export function readCallOptions(url: string): Result<CallOptions, readonly FieldError[]> {
  // A name that cannot be decoded is compared as it was written.
  const pairs = writtenPairs(url).map(([written, value]) => {
    const name = decoded(written);
    return [(name === UNREADABLE ? written : name).toLowerCase(), decoded(value).toLowerCase()] as const;
  });
  const faults: FieldError[] = [];
  const option = <N extends OptionName>(name: N): (typeof CALL_OPTIONS)[N][number] | null => {
    const words: readonly (typeof CALL_OPTIONS)[N][number][] = CALL_OPTIONS[name];
    const meant = name.toLowerCase();
    const given = pairs.filter(([key]) => key === meant);
    const word = words.find((one) => one === given[0]?.[1]);
    if (pairs.some(([key]) => isNearly(key, meant))) {
      const detail = `A parameter's name is nearly ${name}. Write it as ${name}, or leave it out.`;
      faults.push({ pointer: name, detail });
    } else if (given.length > 1 || (given.length === 1 && word === undefined)) {
      const detail = `The ${name} parameter must be given once, as ${words.join(" or ")}.`;
      faults.push({ pointer: name, detail });
    }
    return word ?? null;
  };
  const [preview, arrears] = [option("validateOnly"), option("arrears")];
  if (faults.length > 0) return err(faults);
  return ok({ validateOnly: preview === null ? null : preview === "true", arrears });
}
