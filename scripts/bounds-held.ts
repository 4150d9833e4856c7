// Loaded into the service before it starts: notes each time that nothing else had a turn for long, and why it was so.
import { appendFileSync, openSync, readSync } from "node:fs";

/** Shorter ones are not noted: a note is a write to a file as well. */
const LEAST_MS = 15;

/** Nanoseconds that this thread was ready to run while others had the processors; null where the system keeps no count. */
function waitCounter(): () => number | null {
  const buffer = Buffer.alloc(64);
  try {
    const file = openSync("/proc/thread-self/schedstat", "r");
    return () => {
      const length = readSync(file, buffer, 0, buffer.length, 0);
      return Number(buffer.toString("latin1", 0, length).split(" ")[1]);
    };
  } catch {
    return () => null;
  }
}

const notes = process.env.BOUNDS_HELD;
if (notes !== undefined) {
  const waited = waitCounter();
  let turnAt = performance.now();
  let waitedThen = waited() ?? 0;
  // A timer rather than an immediate: a service at rest sleeps.
  const turn = (): void => {
    const [now, waitedNow] = [performance.now(), waited() ?? 0];
    const held = now - turnAt;
    if (held >= LEAST_MS) {
      const own = held - (waitedNow - waitedThen) / 1e6;
      appendFileSync(notes, `${Math.round(performance.timeOrigin + turnAt)} ${held} ${own}\n`);
    }
    turnAt = performance.now();
    waitedThen = waited() ?? 0;
    setTimeout(turn, 1).unref();
  };
  setTimeout(turn, 1).unref();
}
