// Which request which fault befalls: those that are next, one after the other, then those that have a rate.
import { listOf, objectOf, type Reader } from "../../http/settings/setting-readers.ts";
import { accepted, wholeFrom } from "../input.ts";
import { shareOf } from "../random.ts";
import { fits, type RoutePattern, readRoute } from "../routes.ts";
import type { FaultKind, NextFault, RateFault, TwinFault, TwinFaults } from "../types.ts";
import { faultReader, nextReader, rateReader } from "./fault-reader.ts";

/** A fault that waits for one request. It happens where it really would, and a request may never come to that. */
export type Waiting = {
  readonly kind: FaultKind;
  readonly ms: number;
  /** Whether it happens now; once it has, it goes on happening to this request. */
  readonly befalls: () => boolean;
  readonly befallen: () => boolean;
};

type Rule = { readonly fault: TwinFault; readonly route: RoutePattern | null; left: number; drawn: number };

const DEFAULT_MS = 1_000;

/** A rule as a state has it: a fault, and for how many requests a rate has been drawn. */
type KeptRule = TwinFault & { readonly drawn?: number };
const keptReader: Reader<KeptRule> = (value, place) => {
  if (typeof value !== "object" || value === null || !("drawn" in value)) return nextReader(value, place);
  const { drawn, ...fault } = value as { readonly drawn: unknown };
  return {
    ...objectOf<{ readonly drawn: number }>({ drawn: wholeFrom(0, Number.MAX_SAFE_INTEGER) })(
      { drawn },
      place,
    ),
    ...rateReader(fault, place),
  };
};
export const keptFaultsReader = listOf(keptReader);

export type FaultPlan = TwinFaults & {
  /** The fault that waits for this request; null for none. Each request is asked for once, in the order of arrival. */
  readonly meet: (method: string, path: string) => Waiting | null;
  readonly kept: () => readonly KeptRule[];
  readonly put: (rules: readonly KeptRule[]) => void;
};

/** `seed` is taken by a rate that has none of its own. */
export function faultPlan(seed: () => number): FaultPlan {
  let rules: Rule[] = [];
  const ruleOf = ({ drawn = 0, ...fault }: KeptRule): Rule => ({
    fault,
    route: fault.route === undefined ? null : readRoute(fault.route),
    left: "rate" in fault ? Number.POSITIVE_INFINITY : ((fault as NextFault).times ?? 1),
    drawn,
  });
  const isMeant = ({ route }: Rule, method: string, path: string): boolean =>
    route === null || fits(route, method, path);
  const waiting = (rule: Rule): Waiting => {
    let happened = false;
    return {
      kind: rule.fault.kind,
      ms: rule.fault.ms ?? DEFAULT_MS,
      befallen: () => happened,
      befalls: () => {
        if (happened || rule.left === 0) return happened;
        rule.left -= 1;
        happened = true;
        return true;
      },
    };
  };
  const shown = ({ fault, left }: Rule): TwinFault => ("rate" in fault ? fault : { ...fault, times: left });

  return {
    next: (fault) => void rules.push(ruleOf(accepted(nextReader, fault, "faults.next"))),
    rate: (fault, own) => {
      const asked = own === undefined ? fault : { ...fault, seed: own };
      const { seed: given = seed(), ...read } = accepted(rateReader, asked, "faults.rate");
      rules.push(ruleOf({ ...read, seed: given }));
    },
    list: () => rules.filter(({ left }) => left > 0).map(shown),
    clear: () => {
      rules = [];
    },
    meet: (method, path) => {
      rules = rules.filter(({ left }) => left > 0);
      const meant = rules.filter((rule) => isMeant(rule, method, path));
      // Every rate is drawn for, whether another fault is first or not: so one does not move another.
      const drawn = meant.filter((rule) => {
        if (!("rate" in rule.fault)) return false;
        rule.drawn += 1;
        return shareOf((rule.fault as RateFault).seed ?? 0, rule.drawn) < (rule.fault as RateFault).rate;
      });
      const rule = meant.find(({ fault }) => !("rate" in fault)) ?? drawn[0];
      return rule === undefined ? null : waiting(rule);
    },
    kept: () =>
      rules
        .filter(({ left }) => left > 0)
        .map((rule) => ("rate" in rule.fault ? { ...rule.fault, drawn: rule.drawn } : shown(rule))),
    put: (kept) => {
      rules = kept.map(ruleOf);
    },
  };
}

/** The faults that a twin is made with. */
export const readFaults = (value: unknown): readonly TwinFault[] =>
  accepted(listOf(faultReader), value, "faults");

export function faultsWithSeed(faults: readonly TwinFault[], seed: number): readonly TwinFault[] {
  return faults.map((fault) => ("rate" in fault ? { seed, ...fault } : fault));
}
