// What others wait while the service is at long work: `/health` asked again and again over a socket of its own.
import { Agent, get } from "node:http";

export type Waits = {
  readonly asked: number;
  /** Milliseconds, of the slowest answer and of the one that only 1 in 100 was slower than. */
  readonly worst: number;
  readonly p99: number;
};

const PAUSE_MS = 2;
const TIMEOUT_MS = 30_000;

/** Asks until the work is done; the work's own outcome comes along. */
export async function beside<T>(url: string, work: () => Promise<T>): Promise<{ waits: Waits; outcome: T }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const startedAt = performance.now();
      get(`${url}/health`, { agent, timeout: TIMEOUT_MS }, (response) => {
        response.resume();
        response.once("end", () => resolve(performance.now() - startedAt));
      }).once("error", reject);
    });
  const waited: number[] = [];
  let working = true;
  const asking = (async () => {
    while (working) {
      waited.push(await ask());
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  try {
    const outcome = await work();
    working = false;
    await asking;
    waited.sort((one, other) => one - other);
    const at = (share: number) => Math.round(waited[Math.floor((waited.length - 1) * share)] ?? 0);
    return { waits: { asked: waited.length, worst: at(1), p99: at(0.99) }, outcome };
  } finally {
    working = false;
    agent.destroy();
  }
}
