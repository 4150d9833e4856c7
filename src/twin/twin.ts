// The service inside a test: all of it over stores in memory, with a clock, faults and a log of requests in hand.
import { type MemoryDatabase, memoryDatabase } from "../adapters/memory/memory-database.ts";
import { once } from "../http/request/once.ts";
import { objectOf, type Reader } from "../http/settings/setting-readers.ts";
import { passedOn } from "./answer.ts";
import { momentReader, standingClock } from "./clock.ts";
import { loadFixtures, readFixtures } from "./data.ts";
import { addDemo } from "./demo-data.ts";
import { faultPlan, faultsWithSeed, readFaults, type Waiting } from "./faults/fault-plan.ts";
import { accepted, seedReader } from "./input.ts";
import { hashedKeys, readKeys } from "./keys.ts";
import { type PageFiles, pagesOf } from "./pages.ts";
import { chanceOf } from "./random.ts";
import { type Note, noteOf } from "./requests/request-log.ts";
import { type Live, twinService } from "./service.ts";
import { readTwinSettings } from "./settings.ts";
import { restored, stateOf } from "./state/state.ts";
import { TwinInputError } from "./twin-input-error.ts";
import type { Twin, TwinOptions, TwinRequest } from "./types.ts";

const FIRST_CLOCK = "2026-01-01";
const FIRST_SEED = 1;
/** Where a path alone is meant to be. */
const HERE = "http://twin.test";

const anything: Reader<never> = (value) => value as never;
const OPTIONS = [
  "clock",
  "seed",
  "faults",
  "keys",
  "settings",
] as const satisfies readonly (keyof TwinOptions)[];
const optionsReader = objectOf<TwinOptions>(
  { clock: anything, seed: anything, faults: anything, keys: anything, settings: anything },
  OPTIONS,
);

/** Makes a twin; `loadPages` gives the files that the build made, when the first of them is asked for. */
export function makeTwin(options: TwinOptions, loadPages: () => Promise<PageFiles>): Twin {
  const {
    clock: start = FIRST_CLOCK,
    seed = FIRST_SEED,
    faults: given = [],
    ...rest
  } = accepted(optionsReader, options, "options");
  const settings = readTwinSettings(rest.settings ?? {});
  const keys = readKeys(rest.keys);
  const startMs = accepted(momentReader(settings.TIME_ZONE), start, "clock");
  const chance = chanceOf(accepted(seedReader, seed, "seed"));
  const clock = standingClock(startMs, settings.TIME_ZONE);
  const faults = faultPlan(() => chance.state().seed);
  const firstFaults = faultsWithSeed(readFaults(given), seed);
  const parts = { clock, chance, faults };
  faults.put(firstFaults);

  let database: MemoryDatabase = memoryDatabase();
  let noted: { readonly note: Note; readonly waiting: Waiting | null }[] = [];
  const loader = crypto.randomUUID();
  const known = [...keys.map(({ key }) => key), loader];
  const service = once(async () =>
    twinService(
      {
        settings,
        pages: pagesOf(once(loadPages)),
        now: clock.ms,
        newId: chance.newId,
        log: () => {},
      },
      await hashedKeys(keys, loader),
    ),
  );
  const serve = async (request: Request, live: Live): Promise<Response> =>
    (await service()).serve(request, live);

  const reset = (): void => {
    database = memoryDatabase();
    noted = [];
    clock.setMs(startMs);
    chance.set(seed, 0);
    faults.put(firstFaults);
  };

  return {
    clock: { now: clock.now, set: clock.set, advance: clock.advance },
    faults: { next: faults.next, rate: faults.rate, list: faults.list, clear: faults.clear },
    requests: () =>
      noted.map(({ note, waiting }): TwinRequest => {
        const fault = waiting?.befallen() === true ? waiting.kind : null;
        return { ...structuredClone(note.entry), fault, written: note.written() };
      }),
    snapshot: () => stateOf(parts, database),
    restore: (state) => {
      database = restored(state, parts);
    },
    reset,
    load: async (data) => {
      const before = stateOf(parts, database);
      const own = database;
      const make = (method: string, path: string, body: unknown) =>
        serve(
          new Request(HERE + path, {
            method,
            headers: {
              ...{ Authorization: `Bearer ${loader}`, "Content-Type": "application/json" },
              // A payment is one on whatever version there is.
              ...(path.endsWith("/payments") ? { "If-Match": "*" } : {}),
            },
            body: JSON.stringify(body),
          }),
          { database: own, waiting: null, note: null },
        );
      try {
        if (data === "demo") {
          if ((await own.open().plans.byId(1)) !== null)
            throw new TwinInputError("load", "demo is for a twin that has no plans");
          await addDemo(own.open(), clock.now(), chance.newId(), chance.newId);
        } else await loadFixtures(readFixtures(data), make);
      } catch (error) {
        if (database === own) database = restored(before, parts);
        throw error;
      }
    },
    fetch: async (input, init) => {
      const request = new Request(
        typeof input === "string" && input.startsWith("/") ? HERE + input : input,
        init,
      );
      request.signal.throwIfAborted();
      const { pathname } = new URL(request.url);
      const waiting = faults.meet(request.method, pathname);
      const copy = request.body === null ? null : request.clone();
      const note = noteOf(request, copy, { number: noted.length + 1, at: clock.now(), known });
      noted.push({ note, waiting });
      const answer = serve(request, { database, waiting, note });
      return passedOn(answer, { request, waiting, note });
    },
  };
}
