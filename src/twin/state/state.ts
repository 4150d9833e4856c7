// All of a twin as one JSON value, and read back from it.
import type { MemoryDatabase } from "../../adapters/memory/memory-database.ts";
import type { EarlierUse, Wrote } from "../../domain/values/idempotency.ts";
import type { LocalDate } from "../../domain/values/local-date.ts";
import {
  listOf,
  objectOf,
  oneOf,
  only,
  orNull,
  type Reader,
  readBoolean,
  readDate,
  readInteger,
  readString,
} from "../../domain/values/read-plain.ts";
import type { ClockInside } from "../clock.ts";
import { type FaultPlan, keptFaultsReader } from "../faults/fault-plan.ts";
import { accepted, MAX_SEED } from "../input.ts";
import type { Chance } from "../random.ts";
import { TwinInputError } from "../twin-input-error.ts";
import type { TwinState } from "../types.ts";
import { eventLine, plain, readEventLine } from "./event-text.ts";
import { readInstant } from "./read-members.ts";
import { redone } from "./redo.ts";

/** What a twin is made of. */
export type Parts = { readonly clock: ClockInside; readonly chance: Chance; readonly faults: FaultPlan };

type KeptUse = Omit<EarlierUse, "answer"> & { readonly key: string };

export function stateOf({ clock, chance, faults }: Parts, database: MemoryDatabase): TwinState {
  return {
    format: 1,
    clock: clock.now(),
    ...chance.state(),
    faults: faults.kept().map(plain),
    events: database.events.all().map((event) => plain(eventLine(event, database))),
    idempotencyKeys: database.keys.all().map(([key, { answer: _, ...use }]) => plain({ key, ...use })),
  };
}

const readWrote = objectOf<Wrote>({
  ...{ subject: oneOf("plan", "contact", "reference", "client"), id: readInteger, version: readInteger },
  ...{ changed: readBoolean, seq: readInteger },
});
const readUse = objectOf<KeptUse>({
  ...{ key: readString, requestHash: readString, at: readInstant },
  today: orNull(readDate) as Reader<LocalDate | null>,
  ...{ wrote: orNull(readWrote), dto: orNull(readString) },
});

const anything: Reader<unknown> = (value) => value;
const readState = objectOf<TwinState>({
  ...{ format: only(1), clock: readInstant, seed: readInteger, drawn: readInteger },
  faults: listOf(anything) as Reader<TwinState["faults"]>,
  events: listOf(readEventLine) as unknown as Reader<TwinState["events"]>,
  idempotencyKeys: listOf(readUse) as unknown as Reader<TwinState["idempotencyKeys"]>,
});

/** What the core says of text that was kept, as the twin's controls say what is wrong. */
function reading<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [member = "", ...reason] = error.message.split(" is not ");
    throw new TwinInputError(member, `${reason.join(" is not ")} is expected`);
  }
}

const WORDS = (max: number) => `a whole number from 0 to ${max} is expected`;

/** Makes the data of a state and, when all of it is good, sets the parts by it. */
export function restored(value: unknown, { clock, chance, faults }: Parts): MemoryDatabase {
  const state = reading(() => readState(value, "state"));
  for (const [member, max] of [
    ["seed", MAX_SEED],
    ["drawn", Number.MAX_SAFE_INTEGER],
  ] as const) {
    if (state[member] < 0 || state[member] > max) throw new TwinInputError(`state.${member}`, WORDS(max));
  }
  const rules = accepted(keptFaultsReader, state.faults, "state.faults");
  const database = reading(() =>
    redone(state.events as unknown as Parameters<typeof redone>[0], "state.events"),
  );
  for (const { key, ...use } of state.idempotencyKeys as unknown as readonly KeptUse[])
    database.keys.put(key, { ...use, answer: null });
  clock.setMs(Date.parse(state.clock));
  chance.set(state.seed, state.drawn);
  faults.put(rules);
  return database;
}
