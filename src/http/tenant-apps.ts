// One app serves all tenants of like settings: enumerations are part of its routes and its documents.
import { createApp } from "./app.ts";
import { pathsWithKey } from "./contracts/dialect.ts";
import { DIALECTS } from "./contracts/dialects.ts";
import type { Deps } from "./request/context.ts";
import { type Checked, type KeyCheck, keyCheck } from "./request/key/key-check.ts";
import { routedPath } from "./webapi/paths.ts";

/** `env` is what the platform hands along with a request. */
export type Service = { readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response> };

const appWith = (deps: Deps): Service => {
  const app = createApp(deps);
  return { fetch: (request, env) => app.fetch(request, env as object) };
};

/** Apps of as many different settings are kept; what is more is made anew. */
const MOST_APPS = 32;

/** The service: one app, or where tenants have settings of their own, for each request the one of its key's tenant. */
export function serviceOf(deps: Deps): Service {
  const { settings } = deps;
  const { TENANTS } = settings;
  if (!TENANTS.varied) return appWith(deps);
  const check = checkedOnce(keyCheck(settings));
  const base = appWith({ ...deps, keyCheck: check });
  const pathOf = routedPath(DIALECTS.map(({ prefix }) => prefix));
  const withKey = pathsWithKey(DIALECTS);
  const apps = new Map<object, Service>();
  const appOf = (checked: Checked): Service => {
    const own = checked.tag === "admitted" ? TENANTS.find(checked.tenant.name)?.settings : undefined;
    if (own === undefined || own === TENANTS.base) return base;
    const app = apps.get(own) ?? appWith({ ...deps, settings: { ...own, TENANTS }, keyCheck: check });
    apps.delete(own);
    apps.set(own, app);
    const [oldest] = apps.keys();
    if (apps.size > MOST_APPS && oldest !== undefined) apps.delete(oldest);
    return app;
  };
  return {
    fetch: async (request, env) =>
      appOf(await check(request, withKey.has(pathOf(request)), deps.clock())).fetch(request, env),
  };
}

/** The same check, made once for each request: the choice of the app and the app itself ask for it. */
function checkedOnce(check: KeyCheck): KeyCheck {
  const checked = new WeakMap<Request, Promise<Checked>>();
  return (request, inQuery, nowMs) => {
    const known = checked.get(request) ?? check(request, inQuery, nowMs);
    checked.set(request, known);
    return known;
  };
}
