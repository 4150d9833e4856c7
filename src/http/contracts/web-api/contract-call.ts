// A call of a Web API contract, declared once: the words for people, whom it lets in, what it takes and gives, what
// sending it again comes to, and what it does.
import type { Context } from "hono";
import type { Subject } from "../../../domain/events/recorded-event.ts";
import type { Method, Repeat } from "../../call/declared.ts";
import type { ResponseHeader } from "../../openapi/headers.ts";
import type { FailureTag } from "../../openapi/operation.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import type { Scope } from "../../request/key/api-key.ts";
import { type ActionResult, type ModelState, webApiInvalid } from "../../webapi/action-result.ts";
import type { Bound } from "../../webapi/bind-body.ts";
import { type WebApiAction, webApiAction } from "../../webapi/mount.ts";
import type { MemberName, Shape } from "../../webapi/values/shape.ts";
import { type ContractParameter, IDEMPOTENCY_KEY } from "./contract-parameter.ts";

/** One request to a call, and the service that it is made to: a deployment's settings are read from `deps`. */
export type Calling = { readonly context: Context<AppEnv>; readonly deps: Deps };

type Result = ActionResult | Promise<ActionResult>;

type CallParts = {
  /** The operation's id in the document, and the name of the help page. */
  readonly id: string;
  readonly method: Method;
  /** As the contract page writes it, a path parameter in braces; whole numbers alone where its type is integer. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** True where the call is the published contract's own. */
  readonly published: boolean;
  readonly scope: Scope;
  /** What the id of its path names. */
  readonly subject?: Subject;
  /** What it takes beside its body, and beside what `write` brings along. */
  readonly parameters: readonly ContractParameter[];
  /** Absent: it only reads. */
  readonly write?: {
    readonly repeat: Repeat;
    /** Its validateOnly; a call without one always writes, and refuses to be asked for a preview. */
    readonly preview?: ContractParameter;
  };
  readonly answer: {
    readonly status: number;
    /** Of a preview, where it is another one. */
    readonly previewStatus?: number;
    readonly shape: Shape;
    readonly list?: true;
    readonly headers: readonly ResponseHeader[];
  };
  /** What it can fail with beside what every call of a contract can. */
  readonly failures: readonly FailureTag[];
};

type CallWithBody<S extends Shape> = CallParts & {
  readonly body: {
    readonly shape: S;
    /** Members without which it is refused before it is handled. */
    readonly required: readonly MemberName<S>[];
    /** Further members without which it is refused, by rules of the core. */
    readonly requiredByRule?: readonly MemberName<S>[];
  };
  readonly handle: (calling: Calling, bound: Bound<S>) => Result;
};

type CallWithoutBody = CallParts & {
  readonly body?: undefined;
  readonly handle: (calling: Calling) => Result;
};

/** A call ready to be mounted and described; made by `contractCall`, which keeps the body's type inside. */
export type ContractCall = CallParts & {
  /** `required`: every member without which it is refused. */
  readonly body?: { readonly shape: Shape; readonly required: readonly string[] };
  /** The action for the .NET engine, mounted at `path`. */
  readonly action: (deps: Deps, path: string) => WebApiAction<AppEnv>;
};

/** Makes a call out of its parts; the body's shape types `bound`. */
export function contractCall<S extends Shape>(call: CallWithBody<S>): ContractCall;
export function contractCall(call: CallWithoutBody): ContractCall;
export function contractCall({ body, handle, ...call }: CallWithBody<Shape> | CallWithoutBody): ContractCall {
  const methods = [call.method];
  if (body === undefined) {
    const read = handle as CallWithoutBody["handle"];
    return {
      ...call,
      action: (deps, path) => webApiAction({ methods, path, handle: (context) => read({ context, deps }) }),
    };
  }
  const { shape, required, requiredByRule = [] } = body;
  return {
    ...call,
    body: { shape, required: [...requiredByRule, ...required] },
    action: (deps, path) =>
      webApiAction<AppEnv, Shape>({
        methods,
        path,
        body: shape,
        handle: (context, bound) => {
          const missing = missingMembers(bound, required);
          return missing === null ? handle({ context, deps }, bound) : webApiInvalid(missing);
        },
      }),
  };
}

/** A sentence each for the required members that the body did not carry; null when all are there. */
function missingMembers({ missing }: Bound<Shape>, required: readonly string[]): ModelState | null {
  const absent = required.filter((member) => missing.has(member));
  if (absent.length === 0) return null;
  return Object.fromEntries(
    absent.map((member) => [`model.${member}`, [`The ${member} field is required.`]]),
  );
}

/** Everything that the call takes beside its body: what its path holds, what its rules bring along, and its own. */
export function parametersOf({ parameters, write }: ContractCall): readonly ContractParameter[] {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const others = parameters.filter((parameter) => parameter.in !== "path");
  const preview = write?.preview === undefined ? [] : [write.preview];
  return [...inPath, ...preview, ...others, ...(write === undefined ? [] : [IDEMPOTENCY_KEY])];
}
