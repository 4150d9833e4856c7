// Finds a loopback port that nobody listens on.
import { createServer } from "node:net";

const canListen = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
    });
  });

/** The wanted port if it is free, else one that the system picks. */
export async function freePort(wanted = 0): Promise<number> {
  const port = (await canListen(wanted)) ?? (await canListen(0));
  if (port === null) throw new Error("no free port on 127.0.0.1");
  return port;
}
