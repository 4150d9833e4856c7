// The uses of idempotency keys in this process's memory, and stores whose first write claims one.
import { KeyUsedBefore } from "../../domain/ports/store-errors.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import type { Claim, EarlierUse, IdempotencyKeys } from "../../domain/values/idempotency.ts";
import type { Done, EventLog } from "./event-log.ts";
import { aroundTrips } from "./trips.ts";

/** As a database keeps them: longer than a day, so that a key is good for at least 24 hours. */
const KEPT_FOR_MS = 48 * 3_600_000;
/** What one request clears away at most. */
const MOST_EXPIRED = 100;

export type KeptKeys = IdempotencyKeys & {
  /** The uses by key, in the order in which they were claimed. */
  readonly all: () => readonly (readonly [string, EarlierUse])[];
  readonly put: (key: string, use: EarlierUse) => void;
  /** Clears what has expired away, and gives the use of the claim's key that is left. */
  readonly toClaim: (claim: Claim) => EarlierUse | null;
  /** Keeps what a write came to; false where it came to nothing, which leaves the key free. */
  readonly keep: (claim: Claim, done: Omit<Done<unknown>, "result">) => boolean;
};

export function memoryIdempotencyKeys(): KeptKeys {
  const uses = new Map<string, EarlierUse>();
  let newest = "";
  const put = (key: string, use: EarlierUse): void => {
    uses.set(key, use);
    newest = use.at;
  };
  /** By this request's clock and by that of the write before it: one clock that is wrong for once expires nothing. */
  const expired = (at: string): readonly string[] => {
    if (newest === "") return [];
    const before = Math.min(Date.parse(at), Date.parse(newest)) - KEPT_FOR_MS;
    const old = [...uses].filter(([, use]) => Date.parse(use.at) < before);
    old.sort(([, one], [, other]) => Date.parse(one.at) - Date.parse(other.at));
    return old.slice(0, MOST_EXPIRED).map(([key]) => key);
  };
  return {
    all: () => [...uses],
    put,
    earlierUse: async ({ key }) => uses.get(key) ?? null,
    toClaim: ({ key, at }) => {
      const old = expired(at);
      const use = uses.get(key);
      if (use !== undefined && !old.includes(key)) return use;
      for (const one of old) uses.delete(one);
      return null;
    },
    keep: ({ key, requestHash, at, today }, { effect, events, seqBefore }) => {
      const last = events.at(-1);
      const subject = effect.wrote ?? (last && { ...last, id: last.subjectId });
      if (subject === undefined) return false;
      const { id, version } = subject;
      const changed = last !== undefined;
      const wrote = { subject: subject.subject, id, version, changed, seq: last?.seq ?? seqBefore };
      put(key, { requestHash, at, today, wrote, dto: effect.dto ?? null, answer: null });
      return true;
    },
  };
}

/**
 * The same stores for one request: the first read also looks the claim's key up, and the first write that comes to
 * something keeps it. Either throws `KeyUsedBefore` where the key was used, and then writes nothing.
 */
export function claimingStores(stores: Stores, claim: Claim, keys: KeptKeys, log: EventLog): Stores {
  let lookedUp = false;
  let claimed = false;
  const refuse = (use: EarlierUse | null): void => {
    lookedUp = true;
    if (use !== null) throw new KeyUsedBefore(use);
  };
  return aroundTrips(stores, async (trip, work) => {
    if (claimed || (trip === "read" && lookedUp)) return work();
    if (trip === "read") {
      refuse(await keys.earlierUse(claim));
      return work();
    }
    // Nothing is waited for from here on, and the work does all that it does before it waits.
    refuse(keys.toClaim(claim));
    const { result, ...done } = log.during(work);
    claimed = keys.keep(claim, done);
    return result;
  });
}
