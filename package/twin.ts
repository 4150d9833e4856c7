// `receivables-edge/twin`: the whole service inside a test, with its clock, its faults and everything it was asked in hand.
//
//   const twin = createTwin({ clock: "2026-03-01" });
//   const call = receivables({ url: "http://twin.test", key: TWIN_KEY, fetch: twin.fetch });
import { makeTwin } from "../src/twin/twin.ts";
import type { Twin, TwinOptions } from "../src/twin/types.ts";

export { TwinInputError } from "../src/twin/twin-input-error.ts";
export { TWIN_KEY } from "../src/twin/twin-key.ts";
export type {
  FaultKind,
  NextFault,
  RateFault,
  Twin,
  TwinClock,
  TwinEvent,
  TwinFault,
  TwinFaults,
  TwinFixtures,
  TwinInstant,
  TwinKey,
  TwinOptions,
  TwinRequest,
  TwinSettings,
  TwinState,
  TwinStep,
} from "../src/twin/types.ts";

/** A new twin. Several at once share nothing. Throws a TwinInputError that names the option that it does not take. */
export const createTwin = (options: TwinOptions = {}): Twin =>
  makeTwin(options, async () => (await import("./twin-pages.ts")).files);
