// The other end of a request's connection, as each runtime hands it along.

type Denos = { readonly remoteAddr: { readonly hostname?: unknown } };
type Buns = { readonly requestIP: (request: Request) => { readonly address?: unknown } | null };
type Nodes = { readonly incoming: { readonly socket: { readonly remoteAddress?: string } } };

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Deno: the second argument of a handler; Bun: its server. Undefined where neither is there. */
export function peerOf(request: Request, connection: unknown): string | undefined {
  if (!isObject(connection)) return undefined;
  const address =
    "remoteAddr" in connection
      ? (connection as Denos).remoteAddr.hostname
      : "requestIP" in connection
        ? (connection as Buns).requestIP(request)?.address
        : undefined;
  return typeof address === "string" ? address : undefined;
}

/** Node: the message that came in. Undefined for a request that was not received. */
export function nodePeer(env: unknown): string | undefined {
  return isObject(env) && "incoming" in env ? (env as Nodes).incoming.socket.remoteAddress : undefined;
}
