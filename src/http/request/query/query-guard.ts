// One guard over the query of every call: what is misspelt must never pass for left out.
import type { Context, MiddlewareHandler } from "hono";
import { readCallOptions } from "../../contracts/call-options.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { FieldError } from "../../failures/failure.ts";
import type { AppEnv } from "../context.ts";
import { nearestName } from "./nearest-name.ts";
import { queryPairs } from "./query-pairs.ts";

/** How a call takes its query. */
export type QueryRule =
  /** /v1: these names, to the letter, each at most once. A call that takes no query has none. */
  | { readonly kind: "strict"; readonly names: readonly string[] }
  /**
   * The Web API contracts: unknown names are ignored, but the options of `CALL_OPTIONS` and what is nearly one count.
   * `previews`: the call can answer without writing; one that cannot refuses to be asked to.
   */
  | { readonly kind: "contract"; readonly previews: boolean };

/** The rule of the call that a request reaches; null where it reaches none, or one whose query is its own affair. */
export type QueryRules = (context: Context<AppEnv>) => QueryRule | null;

/** Refuses with QUERY_UNKNOWN (400) before the call reads, claims or writes anything. */
export function queryGuard(rules: QueryRules, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function guardQuery(context, next) {
    const { url } = context.req.raw;
    const rule = url.includes("?") ? rules(context) : null;
    if (rule === null) return next();
    const fields =
      rule.kind === "strict" ? strictFaults(url, rule.names) : contractFaults(url, rule.previews);
    return fields.length === 0 ? next() : fail(context, { tag: "QUERY_UNKNOWN", fields });
  };
}

/** What may be repeated of a name that is not known: it could hold what no answer may, as a CRN pasted too far left. */
const SHOWN = /^[a-z][a-z_-]{0,39}$/i;
/** Enough to mend a request by; a query can hold thousands. */
const MAX_FAULTS = 10;

function strictFaults(url: string, known: readonly string[]): readonly FieldError[] {
  const given = Map.groupBy(
    queryPairs(url).map(([name]) => name),
    (name) => name,
  );
  const faults: FieldError[] = [];
  for (const [name, times] of given) {
    if (faults.length === MAX_FAULTS) break;
    if (!known.includes(name)) faults.push(unknownFault(name, known));
    else if (times.length > 1) faults.push({ pointer: name, detail: `${name} is given more than once.` });
  }
  return faults;
}

function unknownFault(name: string, known: readonly string[]): FieldError {
  const shown = SHOWN.test(name);
  const subject = shown ? `There is no query parameter ${name}` : "There is no query parameter of this name";
  const nearest = nearestName(name, known);
  const rest =
    nearest === null ? "this call takes none" : `the nearest is ${nearest}, of ${known.join(", ")}`;
  return { pointer: shown ? name : "", detail: `${subject}: ${rest}.` };
}

const NO_PREVIEW =
  "This call cannot be previewed. Leave validateOnly out when the request is meant to be carried out.";

function contractFaults(url: string, previews: boolean): readonly FieldError[] {
  const options = readCallOptions(url);
  if (!options.ok) return options.error;
  const asked = options.value.validateOnly === true && !previews;
  return asked ? [{ pointer: "validateOnly", detail: NO_PREVIEW }] : [];
}
