// Lines of JSON over HTTP, both ways, a few at a time: neither side has to hold them all.
import type { Context } from "hono";
import { StoreUnavailable, TooLargeForStore } from "../../../domain/ports/store-errors.ts";
import type { Failure } from "../../failures/failure.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import type { AppEnv } from "../../request/context.ts";
import type { LogLine } from "../../request/log/log-line.ts";
import { CallerGone, type Pace, paceOf } from "../../request/pace.ts";
import { repeatableOf } from "../../request/repeats/repeats.ts";
import type { Written } from "./written.ts";

export const NDJSON = "application/x-ndjson";

const NDJSON_TYPE = /^application\/(?:x-ndjson|ndjson|jsonl)\s*(?:;|$)/i;

export const isNdjson = (contentType: string | undefined): boolean => NDJSON_TYPE.test(contentType ?? "");

/**
 * Streams pieces of text, each some whole lines, as fast as the client takes them and no longer than it is there: they
 * are made at the pace that `make` is given, which ends them when the client has gone. The first piece is made before the
 * answer begins, so what fails there is an ordinary failure; what fails later ends the stream with a line
 * `{"error":{"code","detail"}}`, and the log gets a line of its own: the request's was written when the answer began.
 */
export async function streamLines(
  context: Context<AppEnv>,
  make: (pace: Pace) => AsyncGenerator<string, void, undefined>,
  log: (line: LogLine) => void,
): Promise<Written<never>> {
  const encoder = new TextEncoder();
  const { signal } = context.req.raw;
  let cancelled = false;
  // Looked at, not listened to: on some runtimes the good end of a response aborts its request's signal too.
  const gone = {
    get aborted() {
      return cancelled || signal.aborted;
    },
  };
  const pieces = make(paceOf(gone));
  let next = await pieces.next();
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (next.done === true) return controller.close();
        controller.enqueue(encoder.encode(next.value));
        try {
          next = await pieces.next();
        } catch (error) {
          // There is nobody to tell, and after a cancel nothing may be written to the stream.
          if (error instanceof CallerGone) return cancelled ? undefined : controller.close();
          log({
            requestId: context.get("requestId"),
            error: error instanceof Error ? error.name : "unknown",
          });
          controller.enqueue(encoder.encode(`${errorLine(error, context)}\n`));
          controller.close();
        }
      },
      cancel: async () => {
        cancelled = true;
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
  return { written: stream, type: NDJSON };
}

function errorLine(error: unknown, context: Context<AppEnv>): string {
  const failure: Failure =
    error instanceof StoreUnavailable
      ? { tag: "DATABASE_UNAVAILABLE", repeatable: repeatableOf(context) }
      : error instanceof TooLargeForStore
        ? { tag: "DATA_TOO_LARGE" }
        : { tag: "INTERNAL_ERROR" };
  return JSON.stringify({ error: { code: failure.tag, detail: answerOf(failure).detail } });
}

/**
 * The lines of a body, without their ends. Ends early, with null, when there are more than `maxBytes` in all, when one
 * line is longer than `maxLine` characters, or when the bytes are no UTF-8.
 */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  { maxBytes, maxLine }: { readonly maxBytes: number; readonly maxLine: number },
): AsyncGenerator<string | null, void, undefined> {
  const decode = utf8Reader();
  let size = 0;
  // Pieces of the line that has not ended yet: put together once, however small the chunks that it comes in.
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    const text = size > maxBytes ? null : decode(chunk);
    if (text === null) return yield null;
    const [first = "", ...others] = text.split("\n");
    pieces.push(first);
    length += first.length;
    for (const next of others) {
      yield length > maxLine ? null : pieces.join("");
      pieces = [next];
      length = next.length;
    }
    if (length > maxLine) return yield null;
  }
  if (length > 0) yield pieces.join("");
}

/** Decodes bytes piece by piece; null once they are no UTF-8. */
function utf8Reader(): (chunk: Uint8Array) => string | null {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: true });
    } catch {
      return null;
    }
  };
}
