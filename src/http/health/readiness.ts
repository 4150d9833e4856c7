// Whether the service can do its work: checked at most once a second, whoever asks and however many.

const GOOD_FOR_MS = 1_000;
/** A check that a caller broke off may never end. */
const LOST_AFTER_MS = 5_000;
const PAUSE_MS = 20;

type Found = { readonly at: number; readonly error: unknown; readonly ok: boolean };

/**
 * A check shared by all callers: one runs at a time, its result is good for a second. Callers that come while one runs
 * wait for its result by looking, not for its promise: on Workers a request must not wait for the work of another one.
 * The returned function throws what the check threw. `now` is the clock, in milliseconds.
 */
export function sharedCheck(now: () => number): (check: () => Promise<void>) => Promise<void> {
  let found: Found | undefined;
  let startedAt: number | undefined;

  const isFresh = ({ at }: Found): boolean => Math.abs(now() - at) < GOOD_FOR_MS;
  const runs = (): boolean => startedAt !== undefined && Math.abs(now() - startedAt) < LOST_AFTER_MS;

  return async (check) => {
    while (runs()) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (found === undefined || !isFresh(found)) {
      startedAt = now();
      try {
        await check();
        found = { at: now(), ok: true, error: null };
      } catch (error) {
        found = { at: now(), ok: false, error };
      }
      startedAt = undefined;
    }
    if (!found.ok) throw found.error;
  };
}
