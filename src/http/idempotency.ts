// Idempotency-Key on /v1: the same request sent again gets the first one's answer and does nothing a second time.
import type { Context, MiddlewareHandler } from "hono";
import type { Claim, EarlierUse } from "../domain/values/idempotency.ts";
import { sha256 } from "./api-key.ts";
import type { AppEnv, Deps } from "./context.ts";
import type { FailureWriter } from "./dialect-failure.ts";
import { isNdjson } from "./v1/ndjson.ts";
import { readBody } from "./wire/read-body.ts";

const WRITES: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const KEY = /^[\x21-\x7e]{1,255}$/;
/** A claim without an answer that is younger than this still runs, as far as anybody can tell. */
const STILL_RUNNING_MS = 10_000;
const MAX_HASHED_BYTES = 1024 * 1024;
const KEPT_HEADERS = ["content-type", "etag", "location"];

/** Where the thing is that an event is about. */
const PLACES: Readonly<Record<string, string>> = {
  plan: "/v1/payment-plans",
  contact: "/v1/contacts",
  reference: "/v1/payment-references",
};

/** The names that are kept of a request: digests only, since a body and a key are nobody's business. */
async function claimOf(context: Context<AppEnv>, key: string): Promise<Claim> {
  const { raw } = context.req;
  const url = new URL(raw.url);
  const bytes = raw.body === null ? null : await readBody(raw.clone(), MAX_HASHED_BYTES);
  const body = bytes === null ? "" : new TextDecoder("latin1").decode(bytes);
  const { at, by } = context.get("stamp");
  return {
    key: await sha256(`${by}\n${key}`),
    requestHash: await sha256(`${raw.method} ${url.pathname}${url.search}\n${body}`),
    at,
  };
}

/**
 * Claims the key of a write in the write's own batch (40-quality.md, "Idempotency"). Answers that wrote nothing are not
 * kept: a refused request may be sent again, mended, under the same key.
 */
export function idempotency(deps: Deps, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function claimKey(context, next) {
    const given = context.req.header("idempotency-key");
    if (given === undefined || !WRITES.has(context.req.method)) return next();
    const key = given.trim().replace(/^"(.*)"$/, "$1");
    if (!KEY.test(key)) return fail(context, { tag: "IDEMPOTENCY_KEY_INVALID" });
    const claim = await claimOf(context, key);
    const stores = deps.openStores(claim, context.get("trace"));
    context.set("stores", stores);
    context.set("claim", claim);
    await next();
    // Streams are not kept: a rehearsal writes nothing, and its commit knows its own work when it is sent again.
    const streams = isNdjson(context.res.headers.get("content-type") ?? undefined);
    if (context.res.ok && context.error === undefined && !streams) {
      const headers = Object.fromEntries(
        KEPT_HEADERS.flatMap((name) => {
          const value = context.res.headers.get(name);
          return value === null ? [] : [[name, value]];
        }),
      );
      const body = await context.res.clone().text();
      await stores.idempotencyKeys.keepAnswer(claim, { status: context.res.status, headers, body });
    }
    return undefined;
  };
}

/** Answers a request whose key was used: the kept answer, or why there is none. */
export async function answerAgain(
  context: Context<AppEnv>,
  deps: Deps,
  fail: FailureWriter,
  use: EarlierUse,
  read: (path: string) => Response | Promise<Response>,
): Promise<Response> {
  const claim = context.get("claim");
  if (claim?.requestHash !== use.requestHash) return fail(context, { tag: "IDEMPOTENCY_KEY_REUSED" });
  const replayed = { "Idempotency-Replayed": "true" };
  if (use.answer !== null) {
    const { status, headers, body } = use.answer;
    return new Response(body === "" ? null : body, { status, headers: { ...headers, ...replayed } });
  }
  if (deps.clock() - Date.parse(use.at) < STILL_RUNNING_MS) {
    return fail(context, { tag: "IDEMPOTENCY_KEY_IN_USE" });
  }
  // The write happened, its answer was lost with the process: what it wrote, as it is now, is the nearest to it.
  const place = use.wrote === null ? undefined : PLACES[use.wrote.subject];
  if (place === undefined || use.wrote === null) return fail(context, { tag: "IDEMPOTENCY_ANSWER_LOST" });
  const now = await read(`${place}/${use.wrote.id}`);
  const headers = new Headers(now.headers);
  headers.set("Idempotency-Replayed", "true");
  return new Response(now.body, { status: now.status, headers });
}
