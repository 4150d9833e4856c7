// A contract's action that only keys with a scope may call; the refusal is in the contract's own form.

import { webApiFailure } from "../failures/dialect-failure.ts";
import type { AppEnv } from "../request/context.ts";
import type { Scope } from "../request/key/api-key.ts";
import type { WebApiAction } from "../webapi/mount.ts";

export function secured(scope: Scope, action: WebApiAction<AppEnv>): WebApiAction<AppEnv> {
  return {
    ...action,
    run: async (context, contract) =>
      context.get("key")?.scopes.includes(scope) === true
        ? action.run(context, contract)
        : webApiFailure({ tag: "SCOPE_MISSING", scope }),
  };
}
