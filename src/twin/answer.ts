// An answer on its way back: noted, late, cut, or as it is.
import type { Waiting } from "./faults/fault-plan.ts";
import type { Note } from "./requests/request-log.ts";

type Underway = { readonly request: Request; readonly waiting: Waiting | null; readonly note: Note };

/** What `fetch` throws where a connection breaks: the same kind of error as the platform's own. */
export class AnswerCut extends TypeError {
  constructor() {
    super("fetch failed", {
      cause: Object.assign(new Error("the connection was cut"), { code: "ECONNRESET" }),
    });
  }
}

/** The one answer that comes piece by piece. */
const isStream = ({ headers }: Response): boolean =>
  headers.get("content-type")?.startsWith("application/x-ndjson") === true;

/** The response for the caller, once it is noted; a caller that goes away is gone, as the platform's `fetch` has it. */
export function passedOn(answer: Promise<Response>, underway: Underway): Promise<Response> {
  const { signal } = underway.request;
  const told = tell(answer, underway);
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    told.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

async function tell(answer: Promise<Response>, { waiting, note }: Underway): Promise<Response> {
  const response = await answer;
  await note.received;
  const late = waiting?.kind === "slow" && waiting.befalls();
  const cut = waiting?.kind === "answer-cut" && waiting.befalls();
  if (late) await new Promise((resolve) => setTimeout(resolve, waiting.ms));
  if (cut) throw new AnswerCut();
  return noted(response, note);
}

async function noted(response: Response, note: Note): Promise<Response> {
  const { status, headers, body } = response;
  if (body === null) {
    await note.answered(response, null);
    return response;
  }
  if (isStream(response)) return streamed(response, body, note);
  const bytes = new Uint8Array(await response.arrayBuffer());
  await note.answered(response, bytes);
  return new Response(bytes, { status, headers });
}

/** Passed on piece by piece; its body is noted when the last piece has been taken. */
async function streamed(response: Response, body: ReadableStream<Uint8Array>, note: Note): Promise<Response> {
  const { status, headers } = response;
  await note.answered(response, null);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const passing = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      chunks.push(new Uint8Array(chunk));
      controller.enqueue(chunk);
    },
    flush: async () => note.answered(response, new Uint8Array(await new Blob(chunks).arrayBuffer())),
  });
  return new Response(body.pipeThrough(passing), { status, headers });
}
