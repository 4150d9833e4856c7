// A published contract as the service speaks it: everything that the rest of the service asks of one.
import type { Context, Hono } from "hono";
import type { Declared } from "../call/declared.ts";
import type { Failure } from "../failures/failure.ts";
import type { JsonSchema } from "../openapi/components.ts";
import type { PathOperation } from "../openapi/description.ts";
import type { HelpGroup } from "../pages/help/help-group.ts";
import type { AppEnv, Deps } from "../request/context.ts";
import type { Settings } from "../settings/settings.ts";

/** What a dialect adds to the OpenAPI document. */
export type DialectDocument = {
  readonly operations: readonly {
    readonly method: string;
    readonly path: string;
    readonly operation: PathOperation;
  }[];
  /** By their names in `#/components/schemas`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

export type Dialect = {
  /** First path segment, lower case: `/api`. What is below it is routed in lower case, and fails in the dialect's form. */
  readonly prefix: string;
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
  /** Its part of the help pages. */
  readonly help: (settings: Settings) => HelpGroup;
  readonly document: (settings: Settings) => DialectDocument;
};

/** Every call of the dialects. */
export const contractCalls = (dialects: readonly Dialect[]): readonly Declared[] =>
  dialects.flatMap(({ calls }) => calls);
