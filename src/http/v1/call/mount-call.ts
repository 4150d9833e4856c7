// Puts the calls of /v1 on the app: reads what each declares that it takes, lets it work, and writes what it answers.
import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as z from "zod/mini";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { Declared, Method } from "../../call/declared.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { Failure } from "../../failures/failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { readIfMatch } from "../../request/if-match.ts";
import { once } from "../../request/once.ts";
import { previewRefusal } from "../../request/preview-scope.ts";
import type { PlanEnumTables } from "../../settings/enum-tables.ts";
import type { AnyCall, AnyReply } from "./declaration.ts";
import { readJson } from "./json-body.ts";
import { NDJSON } from "./ndjson.ts";
import { namesIn, PATH_PARAMETERS, patternOf, subjectOf } from "./path-parameters.ts";
import { readQuery } from "./query.ts";
import { isWritten } from "./written.ts";

/** `POST` and `/v1/payment-plans` of `POST /v1/payment-plans`. */
export function methodAndPath({ call }: Pick<AnyCall, "call">): readonly [Method, string] {
  const at = call.indexOf(" ");
  return [call.slice(0, at) as Method, call.slice(at + 1)];
}

/** What happens around the call, read off its facts. */
export function declaredOf({ call, facts }: AnyCall, enums: PlanEnumTables): Declared {
  const [method, path] = methodAndPath({ call });
  const { scope, query, write } = facts;
  const subject = subjectOf(path);
  const alsoWrites = Object.values(facts.answers).flatMap(({ lines, also = {} }) => [
    ...(lines === true ? [NDJSON] : []),
    ...Object.keys(also),
  ]);
  return {
    methods: [method],
    pattern: patternOf(path),
    scope,
    query: { kind: "strict", names: once(() => Object.keys(query?.(enums).shape ?? {})) },
    ...(subject === undefined ? {} : { subject }),
    ...(write === undefined ? {} : { write }),
    ...(alsoWrites.length === 0 ? {} : { alsoWrites }),
  };
}

/** A POST, PUT or PATCH that declares no body takes none, or one without members. */
const noMembers = { name: "", schema: once(() => z.strictObject({})), optional: true } as const;

/** The body that is read for a call; null where none is, or where the call reads it itself. */
export function bodyOf({ call, facts }: Pick<AnyCall, "call" | "facts">) {
  if (facts.lines !== undefined) return null;
  return facts.body ?? (call.startsWith("GET ") ? null : noMembers);
}

type Read = {
  readonly path: Readonly<Record<string, number | string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: unknown;
};

async function readRequest(
  call: AnyCall,
  context: Context<AppEnv>,
  enums: PlanEnumTables,
): Promise<Result<Read, Failure>> {
  const { facts } = call;
  const query = facts.query === undefined ? ok({}) : readQuery(context, facts.query(enums));
  if (!query.ok) return query;
  const wanted = bodyOf(call);
  const body =
    wanted === null ? ok(undefined) : await readJson(context, wanted.schema(enums), wanted.optional === true);
  if (!body.ok) return body;
  const ifMatch = readIfMatch(context.req.header("if-match"));
  if (ifMatch === "absent" && facts.ifMatch === "required") return err({ tag: "IF_MATCH_MISSING" });
  if (facts.write?.preview !== undefined) {
    const { validateOnly = false } = query.value as { readonly validateOnly?: boolean };
    const refusal = previewRefusal(context, validateOnly);
    if (refusal !== null) return err(refusal);
  }
  const [, template] = methodAndPath(call);
  const path = Object.fromEntries(
    namesIn(template).map((name) => [name, PATH_PARAMETERS[name].read(context.req.param(name) ?? "")]),
  );
  return ok({ path, query: query.value, body: body.value, ifMatch });
}

function writeReply(context: Context<AppEnv>, { status, body, headers = {} }: AnyReply): Response {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) context.header(name, value);
  const code = status as ContentfulStatusCode;
  if (!isWritten(body)) return context.json(body as object, code);
  return context.body(body.written, code, { "Content-Type": body.type });
}

/** Mounts the calls. Their scopes, queries' names and keys are checked before, by what `declaredOf` says of them. */
export function mountCalls(
  app: Hono<AppEnv>,
  calls: readonly AnyCall[],
  deps: Deps,
  fail: FailureWriter,
): void {
  const { ENUMERATIONS: enums } = deps.settings;
  for (const call of calls) {
    const [method, path] = methodAndPath(call);
    app.on(method, patternOf(path), async (context) => {
      const input = await readRequest(call, context, enums);
      if (!input.ok) return fail(context, input.error);
      const request = { deps, context, stores: context.get("stores"), stamp: context.get("stamp") };
      const reply = await call.handle(input.value as never, request);
      return reply.ok ? writeReply(context, reply.value) : fail(context, reply.error);
    });
  }
}
