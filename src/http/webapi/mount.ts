// Puts a contract's actions on a Hono app, with everything Web API does around an action: choosing who reads the body,
// reading and binding it, refusing what is invalid, negotiating and writing the answer.
//
//   const app = new Hono({ getPath: routedPath([contract.prefix]) });
//   mountWebApi(app, contract, [
//     webApiAction({
//       methods: ["POST"],
//       path: "/shop/item/:id{[0-9]+}",
//       body: itemDto,
//       handle: async (context, { value, missing }) =>
//         missing.has("Name")
//           ? webApiInvalid({ "model.Name": ["A value is required."] })
//           : webApiResult(200, itemDto, value, { ETag: '"1"' }),
//     }),
//   ]);
//   app.onError((error, context) => writeHttpError(contract, context.req.raw, 500, { message: "An error has occurred." }));
//
// Mount after middleware. Paths are Hono patterns; they are matched in lower case, so parameters arrive lowered.

import type { Context, Env, Hono } from "hono";
import { type ActionResult, webApiError } from "./action-result.ts";
import { type Bound, bindBody } from "./bind-body.ts";
import { cut, MAX_NAME_LENGTH } from "./bounded.ts";
import type { Contract } from "./contract.ts";
import { shownUri } from "./paths.ts";
import type { Shape } from "./values/shape.ts";
import { writeResult } from "./write-result.ts";

/** An action that reads no body leaves `body` out; its `handle` then gets `undefined`. */
export interface ActionWithBody<E extends Env, S extends Shape> {
  readonly methods: readonly string[];
  readonly path: string;
  readonly body: S;
  readonly handle: (context: Context<E>, bound: Bound<S>) => ActionResult | Promise<ActionResult>;
}

export interface ActionWithoutBody<E extends Env> {
  readonly methods: readonly string[];
  readonly path: string;
  readonly body?: undefined;
  readonly handle: (context: Context<E>) => ActionResult | Promise<ActionResult>;
}

/** An action ready to mount; made by `webApiAction`, which keeps the body's type inside. */
export interface WebApiAction<E extends Env> {
  readonly methods: readonly string[];
  readonly path: string;
  readonly run: (context: Context<E>, contract: Contract) => Promise<ActionResult>;
}

/** Makes an action out of its parts; the body's shape types `bound`. */
export function webApiAction<E extends Env, S extends Shape>(action: ActionWithBody<E, S>): WebApiAction<E>;
export function webApiAction<E extends Env>(action: ActionWithoutBody<E>): WebApiAction<E>;
export function webApiAction<E extends Env>(
  action: ActionWithBody<E, Shape> | ActionWithoutBody<E>,
): WebApiAction<E> {
  const run = async (context: Context<E>, contract: Contract): Promise<ActionResult> => {
    if (action.body === undefined) return action.handle(context);
    const outcome = await bindBody(contract, action.body, context.req.raw);
    return outcome.kind === "bound" ? action.handle(context, outcome.bound) : outcome.refusal;
  };
  return { methods: action.methods, path: action.path, run };
}

/** The Hono pattern that an action's path is mounted under. */
export const actionPattern = ({ optionalId }: Pick<Contract, "optionalId">, path: string): string =>
  optionalId ? `${path.toLowerCase()}/:id?` : path.toLowerCase();

/**
 * Mounts the actions, a 405 for the other methods of their paths, and a 404 for the rest of the contract's prefix.
 * A handler that throws is left to the app's onError.
 */
export const mountWebApi = <E extends Env>(
  app: Hono<E>,
  contract: Contract,
  actions: readonly WebApiAction<E>[],
): void => {
  const byPath = Map.groupBy(actions, (action) => action.path.toLowerCase());
  for (const [path, group] of byPath) {
    const pattern = actionPattern(contract, path);
    for (const action of group) {
      app.on([...action.methods], pattern, async (context) => {
        if (!action.methods.includes(context.req.raw.method))
          return methodNotAllowed(context, contract, group);
        return writeResult(contract, context.req.raw, await action.run(context, contract));
      });
    }
    app.all(pattern, (context) => methodNotAllowed(context, contract, group));
  }
  app.all(`${contract.prefix}/*`, (context) => writeNotFound(contract, context.req.raw));
};

const methodNotAllowed = <E extends Env>(
  context: Context<E>,
  contract: Contract,
  actions: readonly WebApiAction<E>[],
): Promise<Response> => {
  const { raw } = context.req;
  const message = `The requested resource does not support http method '${cut(raw.method, MAX_NAME_LENGTH)}'.`;
  const allow = [...new Set(actions.flatMap((action) => action.methods))].join(",");
  return writeResult(contract, raw, webApiError(405, message, { headers: { Allow: allow } }));
};

/** Web API's 404 for a path that no action has; also usable as the app's notFound. */
export const writeNotFound = (contract: Contract, request: Request): Promise<Response> =>
  writeResult(
    contract,
    request,
    webApiError(404, `No HTTP resource was found that matches the request URI '${shownUri(request.url)}'.`),
  );
