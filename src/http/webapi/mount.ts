// Puts a contract's actions on a Hono app, with everything Web API does around an action: choosing who reads the body,
// reading and binding it, refusing what is invalid, negotiating and writing the answer.
//
//   const app = new Hono({ getPath: contractPath });
//   mountWebApi(app, procuraContract({ enums }), [
//     webApiAction({
//       methods: ["POST"],
//       path: "/billings/paymentplan/updatepaymentplanandrecalculate",
//       body: paymentPlanDto,
//       handle: async (context, { value, missing }) =>
//         missing.has("StartDate")
//           ? webApiInvalid({ "model.StartDate": ["A value is required."] })
//           : webApiResult(200, paymentPlanDto, value, { ETag: '"1"' }),
//     }),
//   ]);
//   app.onError((error, context) => writeHttpError(contract, context.req.raw, 500, { message: "An error has occurred." }));
//
// Mount after middleware. Paths are Hono patterns; they are matched in lower case, so parameters arrive lowered.

import type { Context, Env, Hono } from "hono";
import { type ActionResult, webApiError, webApiInvalid } from "./action-result.ts";
import { decodeBody } from "./body/decode-body.ts";
import { hasNoBody, readBody } from "./body/read-body.ts";
import { cut, MAX_NAME_LENGTH } from "./bounded.ts";
import type { Contract } from "./contract.ts";
import { parseContentType } from "./negotiate/media-type.ts";
import { selectReader } from "./negotiate/negotiate.ts";
import { shownUri } from "./paths.ts";
import type { DtoOf, MemberName, Shape } from "./values/shape.ts";
import { writeResult } from "./write-result.ts";

/** A body that was read without an error: the DTO, and which of its own members the body did not carry. */
export interface Bound<S extends Shape> {
  readonly value: DtoOf<S>;
  readonly missing: ReadonlySet<MemberName<S>>;
}

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

type Outcome<S extends Shape> =
  | { readonly kind: "bound"; readonly bound: Bound<S> }
  | { readonly kind: "refused"; readonly refusal: ActionResult };

const refused = (refusal: ActionResult): { kind: "refused"; refusal: ActionResult } => ({
  kind: "refused",
  refusal,
});

const UNNAMED_TYPE =
  "The request contains an entity body but no Content-Type header. The inferred media type 'application/octet-stream' is not supported for this resource.";

const TOO_LARGE = webApiError(413, "The request entity is too large.");

/** Nothing to save: the original hands its action a null model, ours refuses it (30-wire.md "Request media type" 3). */
const NULL_MODEL = webApiInvalid({ model: ["A value is required."] });

/**
 * Reads and binds a request's body. Refuses with 415 (no reader), 413 (too big), 400 (errors, or nothing to bind).
 * Source: 30-wire.md "Request media type"; cases *-ct-*.
 */
const bindBody = async <S extends Shape>(
  contract: Contract,
  shape: S,
  request: Request,
): Promise<Outcome<S>> => {
  const contentType = parseContentType(request.headers.get("content-type"));
  const format = contentType === null ? null : selectReader(contract.formats, contentType);
  const knownEmpty = hasNoBody(request);
  if (format === null) {
    if (knownEmpty) return refused(NULL_MODEL);
    const message =
      contentType === null
        ? UNNAMED_TYPE
        : `The request entity's media type '${cut(contentType.value, MAX_NAME_LENGTH)}' is not supported for this resource.`;
    return refused(webApiError(415, message));
  }
  if (knownEmpty) return refused(NULL_MODEL);
  const bytes = await readBody(request, contract.limits.received);
  if (bytes === null) return refused(TOO_LARGE);
  const decoded = await decodeBody({ contract, format, shape, bytes, contentType });
  if (decoded === "too large") return refused(TOO_LARGE);
  if (decoded.errors !== null) return refused(webApiInvalid(decoded.errors));
  if (decoded.value === null) return refused(NULL_MODEL);
  const value = decoded.value as DtoOf<S>;
  const missing = decoded.missing as ReadonlySet<MemberName<S>>;
  return { kind: "bound", bound: { value, missing } };
};

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
    const pattern = contract.optionalId ? `${path}/:id?` : path;
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
