// A fault as it is asked for: read strictly, since one that never happens would be a test of nothing.
import { objectOf, oneOf, type Reader, text, wrong } from "../../http/settings/setting-readers.ts";
import { seedReader, wholeFrom } from "../input.ts";
import { meansSomething, readRoute } from "../routes.ts";
import type { FaultKind, NextFault, RateFault, TwinFault } from "../types.ts";

const KINDS = [
  "database-away",
  "answer-lost",
  "answer-cut",
  "slow",
  "faster-writer",
  "rate-limited",
  "wrong-key",
] as const satisfies readonly FaultKind[];

const route: Reader<string> = (value, place) => {
  const given = text(value, place);
  const read = readRoute(given);
  if (read === null) return wrong(place, 'a method and a path are expected, "POST /v1/payment-plans"');
  return meansSomething(read) ? given : wrong(place, "there is no such call");
};

const rate: Reader<number> = (value, place) =>
  typeof value === "number" && value > 0 && value <= 1
    ? value
    : wrong(place, "A number above 0, up to 1, is expected.");

const MOST_MS = 60_000;
const common = { kind: oneOf(KINDS), route, ms: wholeFrom(1, MOST_MS) };
const OPTIONAL = ["route", "ms"] as const;

const slowAlone =
  <F extends TwinFault>(read: Reader<F>): Reader<F> =>
  (value, place) => {
    const fault = read(value, place);
    if (fault.ms !== undefined && fault.kind !== "slow") wrong(`${place}.ms`, "only slow takes it");
    return fault;
  };

export const nextReader: Reader<NextFault> = slowAlone(
  objectOf<NextFault>({ ...common, times: wholeFrom(1, 1_000_000) }, [...OPTIONAL, "times"]),
);
export const rateReader: Reader<RateFault> = slowAlone(
  objectOf<RateFault>({ ...common, rate, seed: seedReader }, [...OPTIONAL, "seed"]),
);

/** Either, told apart by `rate`. */
export const faultReader: Reader<TwinFault> = (value, place) =>
  typeof value === "object" && value !== null && "rate" in value
    ? rateReader(value, place)
    : nextReader(value, place);
