// Reads the body of a call that can do without one: a member that it does not know is refused there too.
import type { Context } from "hono";
import * as z from "zod/mini";
import { err, type Result } from "../../../domain/values/result.ts";
import type { EdgeFailure } from "../../failures/failure.ts";
import type { AppEnv } from "../../request/context.ts";
import { hasNoBody, readBody } from "../../webapi/body/read-body.ts";
import { isJson, MAX_BYTES, readBytes } from "./json-body.ts";

/** Of a call that takes no members. */
export const noMembers = z.strictObject({});

/** As `readJson`, but no body, or an empty one of whatever media type, stands for an object without members. */
export async function readOptionalJson<T extends z.ZodMiniType>(
  context: Context<AppEnv>,
  schema: T,
): Promise<Result<z.output<T>, EdgeFailure>> {
  const { raw } = context.req;
  const bytes = hasNoBody(raw) ? new Uint8Array() : await readBody(raw, MAX_BYTES);
  if (bytes === null) return err({ tag: "BODY_TOO_LARGE", maxBytes: MAX_BYTES });
  if (bytes.length === 0) return readBytes(new TextEncoder().encode("{}"), schema);
  return isJson(context) ? readBytes(bytes, schema) : err({ tag: "MEDIA_TYPE_UNSUPPORTED" });
}
