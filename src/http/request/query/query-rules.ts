// Which query each call takes, read off the routes themselves: the schemas that they read with are the only source.
import { matchedRoutes } from "hono/route";
import type { RouterRoute } from "hono/types";
import { namesRead } from "../../v1/call/query.ts";
import { once } from "../once.ts";
import type { QueryRules } from "./query-guard.ts";

/** A call by method and pattern, as in `GET /v1/payment-plans/:id{[0-9]{1,10}}`. */
const callOf = ({ method, path }: RouterRoute): string => `${method} ${path}`;

/** The names that each call of /v1 takes; a call without a query takes none. */
export function strictQueries(routes: readonly RouterRoute[]): ReadonlyMap<string, readonly string[]> {
  const calls = routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/v1/"));
  return new Map(
    [...Map.groupBy(calls, callOf)].map(([call, handlers]) => [
      call,
      handlers.flatMap(({ handler }) => namesRead(handler)),
    ]),
  );
}

/** `app` is asked when the first query comes, when all its routes are there. */
export function queryRules(app: { readonly routes: readonly RouterRoute[] }): QueryRules {
  const strict = once(() => strictQueries(app.routes));
  return (context) => {
    const declared = context.get("call")?.query;
    if (declared?.kind === "contract") return declared;
    const route = matchedRoutes(context).findLast(({ method }) => method !== "ALL");
    if (route === undefined) return null;
    const names = strict().get(callOf(route));
    return names === undefined ? null : { kind: "strict", names };
  };
}
