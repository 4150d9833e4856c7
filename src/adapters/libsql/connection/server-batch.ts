// Sends a batch of statements to a libSQL server in one HTTP request. libSQL's own client speaks every version of the
// protocol, over sockets too: it was a tenth of what the Worker loads, and this is all that the service asks of it.
import type { Batch } from "./database.ts";
import { type PipelineAnswer, pipelineBody, pipelineRows, serverError } from "./hrana-batch.ts";
import { ServerError } from "./server-error.ts";

/** Sends a request on; a failure of the network is thrown as it is. */
export type Send = (url: string, request: ServerRequest) => Promise<Response>;
export type ServerRequest = { readonly method: "POST"; readonly headers: Headers; readonly body: string };

/** Where requests go, and the token that the URL itself may carry. */
function placeOf(text: string): { readonly url: string; readonly token: string | null } {
  const { protocol, host, pathname, searchParams } = new URL(text);
  const isPlain = protocol === "http:" || (protocol === "libsql:" && searchParams.get("tls") === "0");
  const base = `${isPlain ? "http" : "https"}://${host}${pathname}`;
  return { url: new URL("v2/pipeline", base).href, token: searchParams.get("authToken") };
}

async function refusal(response: Response): Promise<ServerError> {
  const text = await response.text();
  const said = response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : null;
  if (typeof said?.message === "string") return serverError(said);
  return new ServerError("SERVER_ERROR", `the server answered ${response.status}: ${text}`);
}

/**
 * Batches for the server at `libsql://…` (with `?tls=0` for one without TLS), `https://…` or `http://…`. Throws
 * `ServerError` where the server refuses, and what `send` throws where it cannot be reached.
 */
export function serverBatch(text: string, token: string | undefined, send: Send): Batch {
  const place = placeOf(text);
  const bearer = place.token ?? token;
  return async (statements, mode) => {
    const headers = new Headers({ "Content-Type": "application/json" });
    if (bearer !== undefined) headers.set("Authorization", `Bearer ${bearer}`);
    const response = await send(place.url, { method: "POST", headers, body: pipelineBody(statements, mode) });
    if (!response.ok) throw await refusal(response);
    return pipelineRows((await response.json()) as PipelineAnswer, statements.length);
  };
}
