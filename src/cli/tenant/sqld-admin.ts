// What an operator asks of a libSQL server's admin address: to make, block and remove namespaces.

export type SqldAdmin = {
  /** False where there is one of that name already. */
  readonly create: (namespace: string) => Promise<boolean>;
  /** False where there is none. */
  readonly remove: (namespace: string) => Promise<boolean>;
  readonly block: (namespace: string, blocked: boolean) => Promise<void>;
};

const TIMEOUT_MS = 30_000;

/** `url` is the admin address, `key` what the server was given as --admin-auth-key; without it the server asks for none. */
export function sqldAdmin(url: string, key: string | undefined): SqldAdmin {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (key !== undefined) headers.authorization = `basic ${key}`;
    const response = await fetch(new URL(path, url), {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const said = await response.text();
    if (response.status === 400 && /already exists/.test(said)) return response;
    if (response.status === 404) return response;
    throw new Error(`the server's admin address answers ${response.status}`);
  };
  const configOf = (namespace: string) => `/v1/namespaces/${namespace}/config`;
  return {
    create: async (namespace) => (await ask("POST", `/v1/namespaces/${namespace}/create`, {})).ok,
    remove: async (namespace) => (await ask("DELETE", `/v1/namespaces/${namespace}`, {})).ok,
    block: async (namespace, blocked) => {
      const config = {
        ...{ block_reads: blocked, block_writes: blocked },
        ...(blocked ? { block_reason: "by the operator" } : {}),
      };
      const response = await ask("POST", configOf(namespace), config);
      if (!response.ok) throw new Error("there is no such namespace");
    },
  };
}
