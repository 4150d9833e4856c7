// A client for /v1 in any runtime that has fetch: typed by the service's own descriptions, nothing else at run time.
//
//   const call = receivables({ url: "https://…", key: "rek_…" });
//   const { data: plan, etag } = await call("GET /v1/payment-plans/{id}", { path: { id: 1 } });
//   await call("POST /v1/payment-plans/{id}/payments", {
//     path: { id: 1 },
//     body: { amount: { amount: "5.00", currency: "AUD" }, receivedOn: "2026-01-15" },
//     ifMatch: etag ?? "*",
//     idempotencyKey: crypto.randomUUID(),
//   });
import type { Answer, Call, Code, Options } from "./call-types.ts";

export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: Code;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
};

/** What the service refuses with: branch on `problem.code`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before anything is sent again, null when nothing was said of it; what may be, `detail` says. */
  readonly retryAfter: number | null;
  constructor(problem: Problem, retryAfter: number | null) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = "ProblemError";
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export type ClientSettings = {
  /** Where the service is, without a path. */
  readonly url: string;
  readonly key: string;
  /** The runtime's own when left out. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

/** All that a call may be given, whichever it is. */
type Given = {
  readonly path?: Readonly<Record<string, number | string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly requestId?: string;
  readonly signal?: AbortSignal;
};

type Arguments<C extends Call> =
  Record<never, never> extends Options<C> ? [options?: Options<C>] : [options: Options<C>];

export type Client = <C extends Call>(call: C, ...options: Arguments<C>) => Promise<Answer<C>>;

/** Makes a client. A refusal is thrown as a ProblemError; what fetch throws goes through. */
export function receivables({ url, key, fetch: send = fetch }: ClientSettings): Client {
  return async <C extends Call>(call: C, ...[options]: Arguments<C>): Promise<Answer<C>> => {
    const given: Given = options ?? {};
    const [method = "", template = ""] = call.split(" ");
    const response = await send(url.replace(/\/$/, "") + pathOf(template, given), initOf(method, key, given));
    if (!response.ok) throw await problemOf(response);
    const { headers, status } = response;
    const lines = headers.get("content-type")?.startsWith("application/x-ndjson") === true;
    const answer = {
      status,
      data: lines ? linesOf(response) : await response.json(),
      etag: headers.get("etag"),
      location: headers.get("location"),
      requestId: headers.get("x-request-id"),
      replayed: headers.get("idempotency-replayed") === "true",
    };
    return answer as Answer<C>;
  };
}

function pathOf(template: string, { path = {}, query = {} }: Given): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
  return asked.size === 0 ? filled : `${filled}?${asked}`;
}

function initOf(method: string, key: string, given: Given): RequestInit {
  const { body, ifMatch, idempotencyKey, requestId, signal } = given;
  const headers: Record<string, string> = { Authorization: `Bearer ${key}`, Accept: "application/json" };
  if (ifMatch !== undefined) headers["If-Match"] = ifMatch;
  if (idempotencyKey !== undefined) headers["Idempotency-Key"] = idempotencyKey;
  if (requestId !== undefined) headers["X-Request-Id"] = requestId;
  const init: RequestInit = { method, headers, ...(signal === undefined ? {} : { signal }) };
  if (body === undefined) return init;
  if (typeof body === "string" || body instanceof ReadableStream) {
    headers["Content-Type"] = "application/x-ndjson";
    // A body that streams is sent while it is read, which fetch wants to be told.
    return { ...init, body, duplex: "half" } as RequestInit;
  }
  headers["Content-Type"] = "application/json";
  return { ...init, body: JSON.stringify(body) };
}

async function problemOf(response: Response): Promise<Error> {
  const text = await response.text();
  const after = response.headers.get("retry-after");
  if (response.headers.get("content-type")?.startsWith("application/problem+json") === true) {
    return new ProblemError(JSON.parse(text) as Problem, after === null ? null : Number(after));
  }
  return new Error(`${response.status} without a problem: ${text.slice(0, 200)}`);
}

/** The lines of an answer as they come in. */
async function* linesOf(response: Response): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== "") yield JSON.parse(rest);
}
