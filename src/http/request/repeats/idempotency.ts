// Idempotency-Key on every write: the same request sent again gets the first one's response and does nothing a second time.
import type { Context, MiddlewareHandler } from "hono";
import { KeyUsedBefore } from "../../../domain/ports/store-errors.ts";
import type { Claim, EarlierUse, Wrote } from "../../../domain/values/idempotency.ts";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Write } from "../../call/declared.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import { readBody } from "../../webapi/body/read-body.ts";
import { todayIn } from "../clock.ts";
import type { AppEnv, Deps } from "../context.ts";
import { type ApiKey, sha256 } from "../key/api-key.ts";
import { storesOf } from "../open-stores.ts";
import { MAX_KEY_LENGTH } from "./key-length.ts";
import { isPreview, writeOf } from "./repeats.ts";

const KEY = /^[\x21-\x7e]+$/;
const MAX_HASHED_BYTES = 1024 * 1024;

/** The names that are kept of a request: digests only, since a body and a key are nobody's business. */
async function claimOf(
  { settings }: Deps,
  context: Context<AppEnv>,
  key: string,
  write: Write,
): Promise<Claim> {
  const { raw } = context.req;
  const url = new URL(raw.url);
  const unread = write.bodyInPath === true || raw.body === null;
  const bytes = unread ? null : await readBody(raw.clone(), MAX_HASHED_BYTES);
  const body = bytes === null ? "" : new TextDecoder("latin1").decode(bytes);
  const { at } = context.get("stamp");
  return {
    key: await sha256(`${ownerOf(context.get("key"))}\n${key}`),
    requestHash: await sha256(`${raw.method} ${url.pathname}${withoutApiKey(url.search)}\n${body}`),
    at,
    today: todayIn(settings.TIME_ZONE, Date.parse(at)),
  };
}

/** Keys of one name are one caller, who may renew them; one that reaches less is told nothing of what another did. */
function ownerOf(apiKey: ApiKey | undefined): string {
  const { name = "", businessUnits, accounts } = apiKey ?? {};
  if (businessUnits === undefined && accounts === undefined) return name;
  return `${name}\n${JSON.stringify([businessUnits ?? null, accounts ?? null])}`;
}

/** A request is the same one whichever way its caller shows who it is. */
function withoutApiKey(search: string): string {
  const pairs = search.slice(1).split("&");
  const rest = pairs.filter((pair) => !/^key=/i.test(pair)).join("&");
  return rest === "" ? "" : `?${rest}`;
}

/**
 * Claims the key of a write in the write's own batch. A refused request leaves it free:
 * it may be sent again, mended, under the same key. What writes nothing has no use for a key, nor has a preview.
 */
export function idempotency(deps: Deps, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function claimKey(context, next) {
    const given = context.req.header("idempotency-key");
    if (given === undefined) return next();
    const write = writeOf(context);
    if (write === null || isPreview(write, context.req.raw.url)) return next();
    const key = given.trim().replace(/^"(.*)"$/, "$1");
    if (key.length > MAX_KEY_LENGTH || !KEY.test(key))
      return fail(context, { tag: "IDEMPOTENCY_KEY_INVALID" });
    const claim = await claimOf(deps, context, key, write);
    context.set("stores", storesOf(deps, context, claim));
    context.set("claim", claim);
    await next();
    if (context.get("replays") === true) context.res.headers.set("Idempotency-Replayed", "true");
    return undefined;
  };
}

/** An earlier use that is this very request, with what is needed to tell its response again. */
export type Replay = {
  readonly at: EarlierUse["at"];
  readonly today: LocalDate;
  readonly wrote: Wrote;
  readonly dto: string | null;
};

/**
 * The use as one that this request repeats, noted for the response's header; null where it is another request's, where
 * its whole response was kept, or where it is not known what it wrote. A kept response to a reference would show a CRN
 * whole to whoever asks, so that is told anew.
 */
export function replayOf(
  context: Pick<Context<AppEnv>, "get" | "set">,
  { requestHash, at, today, wrote, dto, answer }: EarlierUse,
): Replay | null {
  if (context.get("claim")?.requestHash !== requestHash || wrote === null) return null;
  if (answer !== null && wrote.subject !== "reference") return null;
  context.set("replays", true);
  return { at, today: today ?? (at.slice(0, 10) as LocalDate), wrote, dto };
}

/**
 * Does a write, or, where this request did it before under its key, tells what came of it by `recall`. Another
 * request's key, and a use that cannot be told, are the error handler's (`answerUsedKey`).
 */
export async function writeOnce<T>(
  context: Pick<Context<AppEnv>, "get" | "set">,
  write: () => Promise<T>,
  recall: (replay: Replay) => Promise<T | null>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof KeyUsedBefore)) throw error;
    const replay = replayOf(context, error.use);
    const told = replay === null ? null : await recall(replay);
    if (told === null) throw error;
    return told;
  }
}

/** Responds to a request whose key was used and whose response cannot be told from what was written. */
export async function answerUsedKey(
  context: Context<AppEnv>,
  fail: FailureWriter,
  use: EarlierUse,
): Promise<Response> {
  context.set("replays", false);
  if (context.get("claim")?.requestHash !== use.requestHash)
    return fail(context, { tag: "IDEMPOTENCY_KEY_REUSED" });
  if (use.answer === null) return fail(context, { tag: "IDEMPOTENCY_ANSWER_LOST" });
  context.set("replays", true);
  const { status, headers, body } = use.answer;
  return new Response(body === "" ? null : body, { status, headers });
}
