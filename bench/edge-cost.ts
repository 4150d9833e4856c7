// What one request costs at the edge: processor time in workerd, trips to the database, bytes to it and from it.
import type { Bench } from "./context.ts";
import { TRIPS } from "./p4-trips.ts";
import { processorMs, tetheredPid } from "./processor-time.ts";
import { send } from "./requests.ts";
import type { TripProxy } from "./trip-proxy.ts";
import { workerdBinary } from "./workerd.ts";

export type EdgeCost = {
  readonly call: string;
  /** Null where the platform does not tell. */
  readonly processorMs: number | null;
  readonly trips: number;
  readonly toDatabase: number;
  readonly fromDatabase: number;
  readonly answer: number;
};

/** Each call many times one after another, after a warm-up; everything is divided by their number. */
export async function edgeCosts(
  bench: Bench,
  url: string,
  proxy: TripProxy,
  tether: number | undefined,
): Promise<readonly EdgeCost[]> {
  const pid = tether === undefined ? null : tetheredPid(tether, workerdBinary());
  const costs: EdgeCost[] = [];
  let n = 1_000_000;
  for (const [name, call] of TRIPS) {
    bench.progress(`edge cost of ${name}`);
    let bytes = 0;
    const repeat = async (count: number) => {
      for (let request = 0; request < count; request += 1) {
        n += 1;
        bytes = (await send(url, call(n, 1 + (n % 50)))).bytes;
      }
    };
    await repeat(bench.pick(200, 10));
    proxy.take();
    const count = bench.pick(400, 20);
    const before = pid === null ? null : processorMs(pid);
    await repeat(count);
    const after = pid === null ? null : processorMs(pid);
    const { trips, bytesOut, bytesIn } = proxy.take();
    costs.push({
      call: name,
      processorMs: before === null || after === null ? null : (after - before) / count,
      trips: trips / count,
      toDatabase: Math.round(bytesOut / count),
      fromDatabase: Math.round(bytesIn / count),
      answer: bytes,
    });
  }
  return costs;
}
