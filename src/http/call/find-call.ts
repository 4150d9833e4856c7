// Finds the call that a request reaches, before it is reached: what happens around a call is decided by what it declares.
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { RouterRoute } from "hono/types";
import type { AppEnv } from "../request/context.ts";
import type { Declared } from "./declared.ts";

/** `POST /v1/payment-plans` as routing knows it: method and pattern. */
const routeName = ({ method, path }: Pick<RouterRoute, "method" | "path">): string => `${method} ${path}`;

/** Sets `call` on the context: the declaration of the route that was matched; undefined where there is none. */
export function findCall(calls: readonly Declared[]): MiddlewareHandler<AppEnv> {
  const byRoute = new Map(
    calls.flatMap((call) => call.methods.map((method) => [routeName({ method, path: call.pattern }), call])),
  );
  return async function findDeclaredCall(context, next) {
    const route = matchedRoutes(context as Context).findLast(({ method }) => method !== "ALL");
    context.set("call", route === undefined ? undefined : byRoute.get(routeName(route)));
    return next();
  };
}
