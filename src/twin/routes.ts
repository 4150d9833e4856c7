// The calls of the service by their names in the reference, and which of them a request or a fault's route means.
import { bigchange } from "../http/contracts/bigchange/bigchange.ts";
import { V1_CALLS } from "../http/v1/calls.ts";
import { WEB_API_CONTRACTS } from "./requests/contracts.ts";

type Route = { readonly name: string; readonly method: string; readonly parts: readonly string[] };

const partsOf = (path: string): readonly string[] => path.toLowerCase().split("/").slice(1);
const routeOf = (method: string, path: string): Route => ({
  name: `${method} ${path}`,
  method,
  parts: partsOf(path),
});

/** What is answered beside the calls. */
const OTHERS = ["/", "/docs", "/help", "/help/{call}", "/openapi.json", "/health", "/ready"];

const ROUTES: readonly Route[] = [
  ...V1_CALLS.map(({ call }) => routeOf(...(call.split(" ") as [string, string]))),
  ...WEB_API_CONTRACTS.flatMap(({ calls, optionalId }) =>
    calls.flatMap(({ method, path }) => {
      const route = routeOf(method, path);
      // The original's route has a further part that may be left out; it is the same call with it.
      return optionalId ? [route, { ...route, parts: [...route.parts, "{id}"] }] : [route];
    }),
  ),
  ...bigchange.calls.flatMap(({ methods }) => methods.map((method) => routeOf(method, "/v01/services.ashx"))),
  ...OTHERS.map((path) => routeOf("GET", path)),
];

const isOpen = (part: string | undefined): boolean => part?.startsWith("{") === true || part === "*";

/** The route's own words before any that is open: `/rehearsals` is no id. */
const BY_LENGTH = Map.groupBy(
  ROUTES.toSorted((one, other) => one.parts.filter(isOpen).length - other.parts.filter(isOpen).length),
  ({ parts }) => parts.length,
);

/** The name of the call that a request reaches, or of the page; null where there is none. HEAD is GET. */
export function callOf(method: string, path: string): string | null {
  const asked = method === "HEAD" ? "GET" : method;
  const parts = partsOf(path.length > 1 ? path.replace(/\/$/, "") : path);
  const found = BY_LENGTH.get(parts.length)?.find(
    (route) => route.method === asked && route.parts.every((part, at) => isOpen(part) || part === parts[at]),
  );
  return found?.name ?? null;
}

export type RoutePattern = { readonly method: string; readonly parts: readonly string[] };

/** "POST /v1/payment-plans/{id}/payments"; `*` for any method, any part, or at the end for any rest. Null: not read. */
export function readRoute(text: string): RoutePattern | null {
  const [, method, path] = /^(\*|[A-Z]+) (\/\S*)$/.exec(text) ?? [];
  return method === undefined || path === undefined ? null : { method, parts: partsOf(path) };
}

/** Whether a request is meant. */
export function fits({ method, parts }: RoutePattern, asked: string, path: string): boolean {
  if (method !== "*" && method !== asked) return false;
  const given = partsOf(path);
  const isOpenEnd = parts.at(-1) === "*";
  if (isOpenEnd ? given.length < parts.length : given.length !== parts.length) return false;
  return parts.every((part, at) => isOpen(part) || part === given[at]);
}

/** Whether any call or page could ever be meant. */
export const meansSomething = ({ method, parts }: RoutePattern): boolean =>
  ROUTES.some((route) => {
    if (method !== "*" && method !== route.method) return false;
    const isOpenEnd = parts.at(-1) === "*";
    if (isOpenEnd ? route.parts.length < parts.length : route.parts.length !== parts.length) return false;
    return parts.every((part, at) => isOpen(part) || isOpen(route.parts[at]) || part === route.parts[at]);
  });
