// Sends generated requests by the thousand, and keeps what it takes to send a failing one again.
import fc from "fast-check";
import { type FuzzRequest, requestsOf } from "./fuzz-requests.ts";
import type { FuzzTarget } from "./fuzz-target.ts";

export type FuzzFailure = {
  readonly seed: number;
  readonly wrong: string;
  readonly request: FuzzRequest | null;
  /** The requests since the last reset that wrote something: with them the failure can be had again. */
  readonly before: readonly FuzzRequest[];
};

export type FuzzSummary = {
  readonly runs: number;
  readonly wrote: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly failure: FuzzFailure | null;
};

/** After so many the database is emptied: it stays as quick as at the start, and a failure needs fewer to be had again. */
const BATCH = 2_000;

export async function fuzz(
  target: FuzzTarget,
  options: {
    readonly runs: number;
    readonly seed: number;
    readonly onBatch?: (done: number) => void;
    /** Told of each request before it is sent, and the seed of its batch: a native library can end the process. */
    readonly onRequest?: (request: FuzzRequest, seed: number) => void;
  },
): Promise<FuzzSummary> {
  const requests = requestsOf(target.document);
  const statuses: Record<string, number> = {};
  let [done, wrote, slowestMs] = [0, 0, 0];
  let before: FuzzRequest[] = [];
  const summary = (failure: FuzzFailure | null): FuzzSummary => ({
    runs: done,
    wrote,
    statuses,
    slowestMs,
    failure,
  });
  for (let batch = 0; done < options.runs; batch += 1) {
    const seed = options.seed + batch;
    before = [];
    const numRuns = Math.min(BATCH, options.runs - done);
    for (const request of fc.sample(requests, { seed, numRuns })) {
      options.onRequest?.(request, seed);
      const { status, ms, wrote: written, wrong } = await target.check(request);
      done += 1;
      slowestMs = Math.max(slowestMs, ms);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (wrong !== null) return summary({ seed, wrong, request, before });
      if (written) {
        wrote += 1;
        before.push(request);
      }
    }
    const broken = await target.brokenPlan();
    if (broken !== null) {
      const first = await firstBreaking(target, before);
      return summary({ seed, wrong: broken, request: first.request, before: first.before });
    }
    await target.reset();
    options.onBatch?.(done);
  }
  return summary(null);
}

/** Which of the writes is the first after which a plan's history does not verify. */
async function firstBreaking(target: FuzzTarget, writes: readonly FuzzRequest[]) {
  await target.reset();
  for (const [index, request] of writes.entries()) {
    await target.check(request);
    if ((await target.brokenPlan()) !== null) return { request, before: writes.slice(0, index) };
  }
  return { request: null, before: writes };
}

/** The request as a line for a terminal, against a service on this machine. */
export function curlLine({ method, path, headers, body }: FuzzRequest): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const options = headers.map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join("");
  const line = `curl -i -X ${method} ${quoted(`http://127.0.0.1:8787${path}`)}${options}`;
  return body === null ? line : `printf %s ${body} | base64 -d | ${line} --data-binary @-`;
}
