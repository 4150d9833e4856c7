// Stands before a libSQL server on loopback and spoils its answers, in every way that a network or a server can.
import { request as call, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "../shared/seeded.ts";

export const FAULTS = [
  "gone",
  "cut before",
  "cut after",
  "cut short",
  "garbled",
  "half an answer",
  "no results",
  "other JSON",
  "a web page",
  "bad gateway",
  "too busy",
  "silent before",
  "silent after",
  "trickling",
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults at which the server has done what it was asked, though nobody hears of it. */
export const DONE_ALL_THE_SAME: ReadonlySet<Fault> = new Set<Fault>([
  ...(["cut after", "cut short", "garbled", "half an answer", "no results"] as const),
  ...(["other JSON", "a web page", "bad gateway", "silent after", "trickling"] as const),
]);

export type FaultProxy = {
  readonly url: string;
  /** What happens to the calls after the next `untouched` ones, until it is set again; null for nothing. */
  set(fault: Fault | null, untouched?: number): void;
  /** Holds each answer back for so long. */
  delay(ms: number): void;
  /** Calls since the last `set`. */
  calls(): number;
  stop(): Promise<void>;
};

type Answer = { readonly status: number; readonly type: string; readonly body: Buffer };

export async function startFaultProxy(target: string, random: Random): Promise<FaultProxy> {
  let fault: Fault | null = null;
  let untouched = 0;
  let calls = 0;
  let delayMs = 0;
  const server = createServer((incoming, outgoing) => {
    incoming.on("error", () => {});
    outgoing.on("error", () => {});
    calls += 1;
    const now = calls > untouched ? fault : null;
    if (now === "gone" || now === "cut before") {
      if (now === "gone") incoming.socket.destroy();
      else incoming.resume().on("end", () => incoming.socket.destroy());
      return;
    }
    // Said before anything is done: it is the one answer after which a write may be sent again.
    if (now === "too busy") return void incoming.resume().on("end", () => outgoing.writeHead(429).end());
    if (now === "silent before") return void incoming.resume();
    const answering = () =>
      forward(target, incoming).then(
        (answer) => setTimeout(() => spoil(now, answer, outgoing, random), delayMs),
        () => incoming.socket.destroy(),
      );
    void answering();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next, after = 0) => {
      [fault, untouched, calls] = [next, after, 0];
    },
    delay: (ms) => {
      delayMs = ms;
    },
    calls: () => calls,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(target: string, incoming: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method } = incoming;
    // Plain text, so that what is spoilt is the JSON.
    const headers = { ...incoming.headers, "accept-encoding": "identity" };
    const upstream = call(target + incoming.url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 502,
          type: response.headers["content-type"] ?? "application/json",
          body: Buffer.concat(chunks),
        }),
      );
    });
    upstream.on("error", reject);
    incoming.pipe(upstream);
  });
}

function spoil(fault: Fault | null, answer: Answer, outgoing: ServerResponse, random: Random): void {
  const { body } = answer;
  const at = 1 + random.below(Math.max(1, body.length - 2));
  const write = (bytes: Buffer, type = answer.type, status = answer.status) =>
    outgoing.writeHead(status, { "Content-Type": type, "Content-Length": bytes.length }).end(bytes);
  switch (fault) {
    case null:
      write(body);
      return;
    case "cut after":
      outgoing.socket?.destroy();
      return;
    case "cut short":
      outgoing.writeHead(answer.status, { "Content-Type": answer.type, "Content-Length": body.length });
      outgoing.write(body.subarray(0, at), () => outgoing.socket?.destroy());
      return;
    case "garbled": {
      // Control characters are allowed nowhere in JSON; a digit that became another could not be told.
      const garbled = Buffer.from(body);
      for (let index = at; index < Math.min(body.length, at + 16); index += 1)
        garbled[index] = random.below(8);
      write(garbled);
      return;
    }
    case "half an answer":
      write(body.subarray(0, at));
      return;
    case "no results":
      write(Buffer.from(JSON.stringify(emptied(JSON.parse(body.toString())))));
      return;
    case "other JSON":
      write(Buffer.from(random.pick(['{"results":5}', "[]", "null", '{"baton":null,"results":[]}'])));
      return;
    case "a web page":
      write(Buffer.from("<html><body>Sign in to the network</body></html>"), "text/html");
      return;
    case "bad gateway":
      write(Buffer.from("upstream is away"), "text/plain", random.pick([500, 502, 503, 504]));
      return;
    case "trickling":
      outgoing.writeHead(answer.status, { "Content-Type": answer.type });
      outgoing.write(body.subarray(0, at));
      return;
    default:
      // "silent after": nothing is ever said.
      return;
  }
}

/** The same answer with the rows of every step left out, columns and all. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(emptied);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "step_results" || key === "rows" || key === "cols" ? [key, []] : [key, emptied(inner)],
    ),
  );
}
