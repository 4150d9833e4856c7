// Load on a service of many tenants: writes and reads with each one's key, timed, every answer looked at.

/** The tenants' names, and for how long each load goes on. */
export type Load = { readonly all: readonly string[]; readonly seconds: number };
/** What a bar came to. */
export type Measured = { readonly isMet: boolean; readonly said: string };

export type Timed = { readonly ms: readonly number[]; readonly statuses: ReadonlyMap<number, number> };

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** One write: a contact of its own each time. Its status and how long it took. */
export async function write(url: string, key: string, id: number): Promise<readonly [number, number]> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/v1/contacts/${id}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ name: `contact ${id}`, reference: null, parentId: null }),
  });
  await response.arrayBuffer();
  return [response.status, performance.now() - startedAt];
}

/** One read of the contact. */
export async function read(url: string, key: string, id: number): Promise<readonly [number, number]> {
  const startedAt = performance.now();
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/v1/contacts/${id}`, { headers });
  await response.arrayBuffer();
  return [response.status, performance.now() - startedAt];
}

/** Does the work on so many connections until `seconds` are over or it is told to stop. */
export async function during(
  seconds: number,
  connections: number,
  work: (turn: number) => Promise<readonly [number, number]>,
  isOver: () => boolean = () => false,
): Promise<Timed & { readonly perSecond: number }> {
  const ms: number[] = [];
  const statuses = new Map<number, number>();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  let turn = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until && !isOver()) {
        const [status, took] = await work(turn++);
        ms.push(took);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  return { ms, statuses, perSecond: (ms.length * 1_000) / (performance.now() - startedAt) };
}
