// A published contract as the service speaks it: everything that the rest of the service asks of one.
import type { Context, Hono } from "hono";
import type { Declared } from "../call/declared.ts";
import type { Failure } from "../failures/failure.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import type { Settings } from "../settings/settings.ts";

export type Dialect = {
  /** First path segment, lower case: `/api`. What is below it is routed in lower case, and fails in the dialect's form. */
  readonly prefix: string;
  /** Its calls' names, which the help pages are called by. */
  readonly names: readonly string[];
  /** Its calls, as everything around them knows them. */
  readonly calls: readonly Declared[];
  /** Puts the calls on the app, behind everything that happens around a call. */
  readonly mount: (app: Hono<AppEnv>, deps: Deps) => void;
  /** A failure outside a call's own code. */
  readonly fail: (
    context: Context<AppEnv>,
    failure: Failure,
    settings: Settings,
  ) => Response | Promise<Response>;
};

/** Every call of the dialects. */
export const contractCalls = (dialects: readonly Dialect[]): readonly Declared[] =>
  dialects.flatMap(({ calls }) => calls);

/** The paths whose contracts have the key in the query as well. */
export const pathsWithKey = (dialects: readonly Dialect[]): ReadonlySet<string> =>
  new Set(contractCalls(dialects).flatMap((call) => (call.keyInQuery === true ? [call.pattern] : [])));
