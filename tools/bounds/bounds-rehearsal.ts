// S5: what others wait while a change is rehearsed on thousands of long plans, committed, listed and counted.
import { beside, type Waits } from "./bounds-beside.ts";
import { CLIENT, copyPlan, longPlan } from "./bounds-data.ts";
import { boundsServer, type Held, type Over } from "./bounds-server.ts";

export type BesideResult = {
  readonly what: string;
  readonly seconds: number;
  readonly waits: Waits;
  readonly held: Held;
  /** What is wrong with the answer; null when it is as it should be. */
  readonly wrong: string | null;
};

const REHEARSALS = "/v1/payment-plans/rehearsals";
const CHANGE = { select: { clientId: CLIENT }, change: { amount: { amount: "80.00", currency: "AUD" } } };

/** Long work of one caller, one kind after the other, each with what `/health` took beside it. */
export async function workBeside(
  over: Over,
  { plans, commit }: { readonly plans: number; readonly commit: boolean },
): Promise<readonly BesideResult[]> {
  const server = await boundsServer(over);
  try {
    const id = await longPlan(server.open());
    await copyPlan(server.open(), id, plans - 1);
    await server.start();
    const results: BesideResult[] = [];
    const measured = async (what: string, work: () => Promise<string | null>) => {
      const startedAt = Date.now();
      const { waits, outcome } = await beside(server.url, work);
      const seconds = (Date.now() - startedAt) / 1000;
      results.push({ what, seconds, waits, held: server.heldSince(startedAt), wrong: outcome });
    };
    await measured("nothing, for two seconds", async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return null;
    });
    const lastLine = (text: string) => JSON.parse(text.trimEnd().split("\n").at(-1) ?? "null");
    let rehearsed = "";
    await measured(`a rehearsal of ${plans} plans`, async () => {
      const headers = { "Content-Type": "application/json" };
      const response = await server.fetch(REHEARSALS, {
        method: "POST",
        headers,
        body: JSON.stringify(CHANGE),
      });
      rehearsed = await response.text();
      const { summary } = lastLine(rehearsed);
      return response.status === 200 && summary?.changed === plans ? null : JSON.stringify(summary);
    });
    await measured("200 plans with their totals", async () => {
      const response = await server.fetch("/v1/payment-plans?limit=200");
      const { items } = (await response.json()) as { items: unknown[] };
      return items.length === Math.min(200, plans) ? null : `${response.status}, ${items.length} plans`;
    });
    await measured("the unpaid instalments of them all, the last page", async () => {
      const query = `ClientID=${CLIENT}&Paid=false&PageSize=1000&Page=${Math.ceil((plans * 600) / 1_000)}`;
      const response = await server.fetch(`/Billings/PaymentInstallments?${query}`);
      await response.text();
      const total = Number(response.headers.get("x-total-count"));
      return total === plans * 600 ? null : `${response.status}, ${total} instalments`;
    });
    if (commit) {
      await measured(`its commit`, async () => {
        const { hash } = lastLine(rehearsed);
        const headers = { "Content-Type": "application/x-ndjson" };
        const path = `${REHEARSALS}/${hash}/commit`;
        const response = await server.fetch(path, { method: "POST", headers, body: rehearsed });
        const { summary } = lastLine(await response.text());
        return summary?.applied === plans ? null : JSON.stringify(summary);
      });
    }
    return results;
  } finally {
    await server.stop();
  }
}
