// The settings of a process that listens by itself: Node, Deno and Bun. On Workers the platform has all of this.

export type ProcessSettings = {
  readonly hostname: string;
  /** 0: one that the system picks. */
  readonly port: number;
  readonly maxConnections: number;
  /** Units a minute: of one key, and of one address for what comes without a valid key. */
  readonly quotas: { readonly key: number; readonly address: number };
  /** The header in which a proxy in front names the caller's address. */
  readonly addressHeader: string | undefined;
  /** Database files that are kept open at once, where each tenant has one. */
  readonly maxOpenFiles: number;
};

const DEFAULTS = {
  PORT: 8_787,
  MAX_CONNECTIONS: 1_000,
  RATE_LIMIT_KEY: 3_000,
  RATE_LIMIT_ADDRESS: 300,
  MAX_OPEN_FILES: 200,
};
const HEADER = /^[a-z][a-z0-9-]{0,63}$/i;

/** The settings, or a line for each variable that is wrong, without its value. An empty variable counts as absent. */
export function readProcessSettings(
  variables: Readonly<Record<string, string | undefined>>,
): { readonly settings: ProcessSettings } | { readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  const whole = (name: keyof typeof DEFAULTS, min: number, max: number): number => {
    const text = variables[name] ?? "";
    if (text === "") return DEFAULTS[name];
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (value < min || value > max) wrong.push(`${name}: a whole number from ${min} to ${max} is expected`);
    return value;
  };
  const hostname = variables.HOST || "127.0.0.1";
  const addressHeader = variables.CLIENT_ADDRESS_HEADER || undefined;
  if (/[^a-z0-9.:_[\]-]/i.test(hostname)) wrong.push("HOST: a host name or an address is expected");
  if (addressHeader !== undefined && !HEADER.test(addressHeader))
    wrong.push("CLIENT_ADDRESS_HEADER: the name of a header is expected");
  const settings = {
    hostname,
    port: whole("PORT", 0, 65_535),
    maxConnections: whole("MAX_CONNECTIONS", 1, 1_000_000),
    quotas: {
      key: whole("RATE_LIMIT_KEY", 1, 100_000_000),
      address: whole("RATE_LIMIT_ADDRESS", 1, 100_000_000),
    },
    addressHeader,
    maxOpenFiles: whole("MAX_OPEN_FILES", 1, 100_000),
  };
  return wrong.length === 0 ? { settings } : { wrong };
}
