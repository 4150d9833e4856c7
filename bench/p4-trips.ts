// P4: how many trips to the database a request makes, counted between workerd and sqld, and what a slow trip costs.
import { type Bar, medianOf } from "./bar.ts";
import type { Bench } from "./context.ts";
import { fill } from "./filled.ts";
import {
  type Call,
  EXTRA,
  keyed,
  PLAN,
  PREVIEW,
  READ_CONTACT,
  READ_DTO,
  READ_LIST,
  READ_PLAN,
  READ_REFERENCE,
  REFERENCE,
  send,
  timed,
} from "./requests.ts";
import { startDatabase, untilReady, VARIABLES } from "./servers.ts";
import { startTripProxy, type TripProxy } from "./trip-proxy.ts";
import { type Bundle, startWorkerd } from "./workerd.ts";

const DELAY_MS = 50;
const MAX_MORE_MS = 10;

export const TRIPS: readonly (readonly [name: string, call: Call, trips: number])[] = [
  ["reference save", REFERENCE, 1],
  ["contact extra", EXTRA, 1],
  ["plan update", PLAN, 2],
  ["reference save with a key", keyed(REFERENCE), 1],
  ["contact extra with a key", keyed(EXTRA), 1],
  ["plan update with a key", keyed(PLAN), 2],
  ["preview", PREVIEW, 1],
  ["read of a plan", READ_PLAN, 1],
  ["read of a plan's DTO", READ_DTO, 1],
  ["read of a contact", READ_CONTACT, 1],
  ["read of a reference", READ_REFERENCE, 1],
  ["list of plans", READ_LIST, 1],
];

/** The service in workerd, with the proxy between it and a filled sqld. */
export async function startProxied(
  bench: Bench,
  ours: Bundle,
): Promise<{ readonly url: string; readonly proxy: TripProxy; readonly pid: number | undefined }> {
  const database = await startDatabase(bench, "p4-sqld");
  await fill(database);
  const proxy = bench.keep(await startTripProxy(database));
  const variables = { ...VARIABLES, DATABASE_URL: proxy.url };
  const worker = bench.keep(await startWorkerd(bench.folder("p4-workerd"), ours, variables));
  await untilReady(worker.url);
  return { url: worker.url, proxy, pid: worker.process.pid };
}

export async function p4(bench: Bench, url: string, proxy: TripProxy): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  let n = 0;
  for (const [name, call, wanted] of TRIPS) {
    bench.progress(`P4 ${name}`);
    const times: [plain: number[], slow: number[]] = [[], []];
    const trips = new Set<number>();
    for (let round = 0; round < bench.pick(21, 4); round += 1) {
      for (const [at, delayMs] of [0, DELAY_MS].entries()) {
        proxy.delayMs = delayMs;
        proxy.take();
        n += 1;
        times[at]?.push(await timed(url, call(n, 1 + (n % 50))));
        trips.add(proxy.take().trips);
      }
    }
    proxy.delayMs = 0;
    const more = medianOf(times[1]) - medianOf(times[0]) - wanted * DELAY_MS;
    const counted = [...trips].join(" or ");
    bars.push({
      id: "P4",
      what: `${name}: trips; ms beyond them when each takes ${DELAY_MS} ms longer`,
      measured: `${counted}; ${more.toFixed(1)}`,
      bar: `exactly ${wanted}; at most ${MAX_MORE_MS}`,
      holds: counted === String(wanted) && more <= MAX_MORE_MS,
    });
  }
  proxy.take();
  const { status } = await send(url, READ_PLAN(0, 1), "nobody's key");
  const { trips } = proxy.take();
  const holds = status === 401 && trips === 0;
  bars.push({ id: "P4", what: "key check: trips", measured: String(trips), bar: "exactly 0", holds });
  return bars;
}
