// S4: a history of many versions of a long plan is checked, and the service needs little memory for it.

import { beside, type Waits } from "./bounds-beside.ts";
import { changeOften, longPlan } from "./bounds-data.ts";
import { boundsServer, type Over } from "./bounds-server.ts";

export type HistoryResult = {
  readonly status: number;
  readonly answer: unknown;
  readonly seconds: number;
  /** Bytes of memory that the check took more than the service had before. */
  readonly grown: number;
  readonly waits: Waits;
};

const LOOK_EVERY_MS = 50;

export async function checkLongHistory(over: Over, versions: number): Promise<HistoryResult> {
  const server = await boundsServer(over);
  try {
    const id = await longPlan(server.open());
    await changeOften(server.open, id, versions);
    const short = await longPlan(server.open());
    await server.start();
    const check = (plan: number) =>
      server.fetch(`/v1/payment-plans/${plan}/history/verify`, { method: "POST" });
    // What is loaded at a first use is no growth.
    await (await check(short)).text();
    const before = await server.memory();
    let most = before;
    let checking = true;
    const looking = (async () => {
      while (checking) {
        most = Math.max(most, await server.memory());
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    })();
    const startedAt = Date.now();
    const { waits, outcome } = await beside(server.url, async () => {
      const response = await check(id);
      return { status: response.status, answer: (await response.json()) as unknown };
    });
    checking = false;
    await looking;
    return { ...outcome, seconds: (Date.now() - startedAt) / 1000, grown: most - before, waits };
  } finally {
    await server.stop();
  }
}
