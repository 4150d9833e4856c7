// Stands between the service and sqld: counts the trips and their bytes, and makes each of them wait when told to.
import { Agent, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

export type Trips = { readonly trips: number; readonly bytesOut: number; readonly bytesIn: number };

export type TripProxy = {
  readonly url: string;
  /** Milliseconds that every trip waits before it goes on. */
  delayMs: number;
  /** What went through since the last time this was asked. */
  readonly take: () => Trips;
  readonly stop: () => Promise<void>;
};

export async function startTripProxy(target: string): Promise<TripProxy> {
  const agent = new Agent({ keepAlive: true });
  let counted = { trips: 0, bytesOut: 0, bytesIn: 0 };
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      counted.trips += 1;
      counted.bytesOut += body.length;
      const forward = () => {
        const { method, headers } = incoming;
        const outgoing = send(`${target}${incoming.url}`, { method, headers, agent }, (reply) => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.on("data", (chunk: Buffer) => {
            counted.bytesIn += chunk.length;
          });
          reply.pipe(answer);
        });
        outgoing.once("error", () => answer.destroy());
        outgoing.end(body);
      };
      if (proxy.delayMs === 0) forward();
      else setTimeout(forward, proxy.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: TripProxy = {
    url: `http://127.0.0.1:${port}`,
    delayMs: 0,
    take: () => {
      const taken = counted;
      counted = { trips: 0, bytesOut: 0, bytesIn: 0 };
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
