// The service as it is deployed, over stores in memory: the app's own parts, each handed what the twin steers.
import type { MemoryDatabase } from "../adapters/memory/memory-database.ts";
import { aroundTrips } from "../adapters/memory/trips.ts";
import type { Stores } from "../domain/ports/stores.ts";
import { createApp } from "../http/app.ts";
import type { Deps } from "../http/request/context.ts";
import type { HashedKey } from "../http/request/key/api-key.ts";
import { type Checked, keyCheck } from "../http/request/key/key-check.ts";
import type { Tenant } from "../http/request/key/tenant.ts";
import type { RateLimiter } from "../http/request/limits/limiter.ts";
import type { LogLine } from "../http/request/log/log-line.ts";
import type { Settings } from "../http/settings/settings.ts";
import type { AnyCall } from "../http/v1/call/declaration.ts";
import { V1_CALLS } from "../http/v1/calls.ts";
import { fasterWriter } from "./faults/faster-writer.ts";
import type { Waiting } from "./faults/fault-plan.ts";
import { faultyStores } from "./faults/faulty-stores.ts";
import { spentQuota } from "./faults/spent-quota.ts";
import type { Pages } from "./pages.ts";
import { type Tell, tellingDialects } from "./requests/contracts.ts";
import type { Note } from "./requests/request-log.ts";

/** One request while it is served: what it works on, what waits for it, and what is noted. */
export type Live = {
  readonly database: MemoryDatabase;
  readonly waiting: Waiting | null;
  /** Null for what the twin does itself. */
  readonly note: Note | null;
};

export type Environment = {
  readonly settings: Settings;
  readonly pages: Pages;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: (line: LogLine) => void;
};

export type TwinService = {
  readonly serve: (request: Request, live: Live) => Promise<Response>;
};

const tellingCalls = (tell: Tell): readonly AnyCall[] =>
  V1_CALLS.map((call: AnyCall) => ({
    ...call,
    handle: (input: never, request) => {
      tell(request.context.req.raw, input);
      return call.handle(input, request);
    },
  }));

/** The service with these keys. */
export function twinService(environment: Environment, keys: readonly HashedKey[]): TwinService {
  const { pages, now, newId, log } = environment;
  const settings: Settings = { ...environment.settings, API_KEYS: keys };
  const check = keyCheck(settings);
  const checkWithout = keyCheck({ ...settings, API_KEYS: [] });
  const lives = new WeakMap<Request, Live>();
  const owners = new WeakMap<Tenant, Live>();
  const tell: Tell = (request, read) => lives.get(request)?.note?.read(read);
  const [dialects, calls] = [tellingDialects(tell), tellingCalls(tell)];

  const storesOf = (
    { database, waiting, note }: Live,
    ...[, claim]: Parameters<Deps["openStores"]>
  ): Stores => {
    const { events } = database;
    const noting = aroundTrips(database.open(claim), async (trip, work) => {
      if (trip === "read") return work();
      const { result, events: written } = events.during(work);
      note?.wrote(written);
      return result;
    });
    if (waiting === null) return noting;
    return faultyStores(noting, waiting, events, fasterWriter(database.open(), settings, { now, newId }));
  };

  const keyOf = async (...[request, inQuery, nowMs]: Parameters<typeof check>): Promise<Checked> => {
    const live = lives.get(request);
    const checked = await check(request, inQuery, nowMs);
    if (checked.tag !== "admitted" || live === undefined) return checked;
    if (live.waiting?.kind === "wrong-key" && live.waiting.befalls())
      return checkWithout(request, inQuery, nowMs);
    if (live.note !== null) live.note.entry.key = checked.key.name;
    owners.set(checked.tenant, live);
    return checked;
  };

  const appWith = (ready: Deps["ready"], limiter?: RateLimiter) =>
    createApp(
      {
        settings,
        openStores: (tenant, ...rest) => {
          const live = owners.get(tenant);
          if (live === undefined) throw new Error("stores were asked for outside of a request");
          return storesOf(live, tenant, ...rest);
        },
        ready,
        keyCheck: keyOf,
        limiter,
        builtPage: pages.page,
        clock: now,
        randomId: newId,
        log,
      },
      dialects,
      calls,
    );
  const whole = appWith(async () => {});

  /** What is of no request but of the app's own is made for the one request that it fails for. */
  const appFor = (live: Live, path: string) => {
    const { waiting, database } = live;
    if (waiting?.kind === "rate-limited") return appWith(async () => {}, spentQuota(waiting, now));
    if (waiting?.kind !== "database-away" || path !== "/ready") return whole;
    const faster = fasterWriter(database.open(), settings, { now, newId });
    return appWith(faultyStores(database.open(), waiting, database.events, faster).ready);
  };

  return {
    serve: async (request, live) => {
      lives.set(request, live);
      const page = await pages.answer(request);
      return page ?? appFor(live, new URL(request.url).pathname).fetch(request);
    },
  };
}
