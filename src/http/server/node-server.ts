// The HTTP server under Node: what a slow, idle or numerous caller may take of it, and how it stops.
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

export const TIMEOUTS_MS = {
  /** To send the headers, and the whole request; looked at every so often. */
  headers: 10_000,
  request: 30_000,
  lookEvery: 1_000,
  /** Without a byte either way, between requests or within one. */
  idle: 60_000,
  /** For what runs when the service is told to stop. */
  grace: 10_000,
};
const LOOK_EVERY_MS = 25;

type Handler = (request: Request, env: unknown) => Response | Promise<Response>;

export type NodeServer = {
  readonly address: AddressInfo;
  /** No new requests; what runs gets its time; then connections are closed. Resolves when all of that is over. */
  readonly stop: () => Promise<void>;
};

type Place = {
  readonly hostname: string;
  readonly port: number;
  readonly maxConnections: number;
};

/** Listens; rejects with the system's error where that is not possible. */
export async function listen(
  handle: Handler,
  place: Place,
  timeouts: typeof TIMEOUTS_MS = TIMEOUTS_MS,
): Promise<NodeServer> {
  const { hostname, port, maxConnections } = place;
  const gate = gated(handle);
  const server = createAdaptorServer({
    fetch: gate.handle,
    serverOptions: {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.idle,
      connectionsCheckingInterval: timeouts.lookEvery,
    },
  }) as Server;
  server.timeout = timeouts.idle;
  server.maxConnections = maxConnections;
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => {
      server.off("error", reject);
      resolve();
    });
  });

  const stop = async (): Promise<void> => {
    gate.close();
    let closed = false;
    server.close(() => {
      closed = true;
    });
    // Node takes a connection that has sent nothing yet for one that is about to.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    const giveUpAt = performance.now() + timeouts.grace;
    while ((!closed || gate.running() > 0) && performance.now() < giveUpAt) {
      server.closeIdleConnections();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    server.closeAllConnections();
  };
  return { address: server.address() as AddressInfo, stop };
}

/** Counts the requests under way; once closed, it refuses those that still come over open connections. */
function gated(handle: Handler): {
  readonly handle: Handler;
  readonly close: () => void;
  readonly running: () => number;
} {
  let running = 0;
  let isClosed = false;
  return {
    handle: async (request, env) => {
      if (isClosed) return refusal();
      running += 1;
      try {
        const answer = await handle(request, env);
        if (isClosed) answer.headers.set("Connection", "close");
        return answer;
      } finally {
        running -= 1;
      }
    },
    close: () => {
      isClosed = true;
    },
    running: () => running,
  };
}

const refusal = (): Response =>
  Response.json(
    {
      type: "about:blank",
      title: "The service is stopping",
      status: 503,
      detail: "Nothing was done. Send the request again shortly.",
      code: "STOPPING",
    },
    {
      status: 503,
      headers: {
        "Content-Type": "application/problem+json",
        "Cache-Control": "no-store",
        Connection: "close",
        "Retry-After": "2",
      },
    },
  );
