// Where a request comes from: the other end of the connection, or what a trusted proxy says.

/** The address as it is logged and counted by; null where nothing tells. `env` is what the runtime hands along. */
export type AddressOf = (request: Request, env: unknown) => string | null;

/** Text that can be an address of either kind, and nothing else that a caller might put there. */
const ADDRESS = /^[0-9a-f:.]{2,45}$/i;

/**
 * `header` names the header that a proxy in front of the service sets; of several addresses in it the last is the
 * proxy's own word, those before it are the caller's. Without the header, or where it holds no address, `peer` tells.
 */
export function addressFrom(
  header: string | undefined,
  peer: (env: unknown) => string | null | undefined,
): AddressOf {
  return (request, env) => {
    const said = header === undefined ? undefined : request.headers.get(header)?.split(",").at(-1)?.trim();
    const address = said !== undefined && ADDRESS.test(said) ? said : (peer(env) ?? null);
    return address?.startsWith("::ffff:") === true && address.includes(".") ? address.slice(7) : address;
  };
}

/** The part that one caller holds: all of an IPv4 address; of an IPv6 address its network, the first 64 bits. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::", 2);
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+/, "") || "0")
    .join(":");
}
