// Reads a /v1 body: JSON in UTF-8, capped before parsing, checked by a schema whose errors become pointers.
import type { Context } from "hono";
import type * as z from "zod/mini";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { EdgeFailure, FieldError } from "../../failures/failure.ts";
import type { AppEnv } from "../../request/context.ts";
import { hasNoBody, readBody } from "../../webapi/body/read-body.ts";
import { MAX_ERRORS } from "../../webapi/bounded.ts";
import { IN_WORDS } from "./schema-words.ts";

export const MAX_BODY_BYTES = 256 * 1024;
const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;|$)/i;

/**
 * The body as the schema's value, or MEDIA_TYPE_UNSUPPORTED, BODY_TOO_LARGE, BODY_MALFORMED, FIELDS_INVALID. Where it is
 * optional, none at all, or an empty one of whatever media type, stands for an object without members.
 */
export async function readJson<T extends z.ZodMiniType>(
  context: Context<AppEnv>,
  schema: T,
  optional = false,
): Promise<Result<z.output<T>, EdgeFailure>> {
  const { raw } = context.req;
  if (!optional && !isJson(context)) return err({ tag: "MEDIA_TYPE_UNSUPPORTED" });
  const bytes = optional && hasNoBody(raw) ? new Uint8Array() : await readBody(raw, MAX_BODY_BYTES);
  if (optional && bytes?.length === 0) return check({}, schema);
  if (!isJson(context)) return err({ tag: "MEDIA_TYPE_UNSUPPORTED" });
  return bytes === null ? err({ tag: "BODY_TOO_LARGE", maxBytes: MAX_BODY_BYTES }) : readBytes(bytes, schema);
}

const isJson = (context: Context<AppEnv>): boolean =>
  JSON_TYPE.test(context.req.header("content-type") ?? "");

function readBytes<T extends z.ZodMiniType>(bytes: Uint8Array, schema: T): Result<z.output<T>, EdgeFailure> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return err({ tag: "BODY_MALFORMED" });
  }
  return check(value, schema);
}

function check<T extends z.ZodMiniType>(value: unknown, schema: T): Result<z.output<T>, EdgeFailure> {
  const parsed = schema.safeParse(value, IN_WORDS);
  if (parsed.success) return ok(parsed.data);
  return err({
    tag: "FIELDS_INVALID",
    fields: parsed.error.issues.slice(0, MAX_ERRORS).flatMap(fieldErrors),
  });
}

/** What may be the name of a field: anything else can be a value in the wrong place, and is not repeated. */
const NAME = /^[a-z]\w{0,39}$/i;

/** Never repeats what was sent: a field can hold what no answer may. */
function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = toPointer(issue.path);
  if (issue.code !== "unrecognized_keys") return [{ pointer, detail: issue.message }];
  return issue.keys.slice(0, MAX_ERRORS).map((key) => ({
    pointer: NAME.test(key) ? `${pointer}${toPointer([key])}` : pointer,
    detail: "There is no such field.",
  }));
}

const toPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
