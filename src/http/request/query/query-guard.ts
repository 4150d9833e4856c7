// One guard over the query of every call: what is misspelt must never pass for left out.
import type { MiddlewareHandler } from "hono";
import type { QueryRule } from "../../call/declared.ts";
import { readCallOptions } from "../../contracts/web-api/query/call-options.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { FieldError } from "../../failures/failure.ts";
import type { AppEnv } from "../context.ts";
import { nearestName } from "./nearest-name.ts";
import { queryPairs } from "./query-pairs.ts";

/** Refuses with QUERY_UNKNOWN (400) before the call reads, claims or writes anything. */
export function queryGuard(fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function guardQuery(context, next) {
    const { url } = context.req.raw;
    const rule = url.includes("?") ? context.get("call")?.query : undefined;
    const fields = rule === undefined ? [] : faultsOf(url, rule);
    return fields.length === 0 ? next() : fail(context, { tag: "QUERY_UNKNOWN", fields });
  };
}

function faultsOf(url: string, rule: QueryRule): readonly FieldError[] {
  switch (rule.kind) {
    case "strict":
      return strictFaults(url, rule.names());
    case "contract":
      return contractFaults(url, rule.previews);
    case "own":
      return [];
  }
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
